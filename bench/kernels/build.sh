#!/usr/bin/env bash
# Rebuilds the kernels' wasm from their C. Needs Debian's clang and lld; README.md names the versions of the committed files.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
for source in *.c; do
  clang --target=wasm32 -std=c11 -O2 -Wall -Wextra -Werror -nostdlib -fno-builtin \
    -Wl,--no-entry -Wl,--strip-all -Wl,-z,stack-size=65536 -o "${source%.c}.wasm" "$source"
done
