#!/usr/bin/env bash
# Builds the cartridge; with a file's name, into that file. (`--watch` names this folder.) Needs clang and wasm-ld.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
out=${1:-glowworm.wasm}
[ ! -d "$out" ] || out=glowworm.wasm
"${CLANG:-clang}" @../../sdk/c/cart.flags -I ../../sdk/c -o "$out" glowworm.c
chmod 644 "$out"
