#!/usr/bin/env bash
# Builds the cartridge; with an argument, into that file. Needs clang and wasm-ld.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
out=${1:-glowworm.wasm}
"${CLANG:-clang}" @../../sdk/c/cart.flags -I ../../sdk/c -o "$out" glowworm.c
chmod 644 "$out"
