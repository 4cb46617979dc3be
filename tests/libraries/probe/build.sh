#!/usr/bin/env bash
# usage: build.sh OUT.wasm
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
sdk=$here/../../../sdk/c
cd "$here" && exec "${CLANG:-clang}" "@$sdk/module.flags" -I "$sdk" -o "$1" -- probe.c
