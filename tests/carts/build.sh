#!/usr/bin/env bash
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
for source in *.c; do
  clang --target=wasm32 -O1 -nostdlib -fno-builtin -Wl,--no-entry,--import-memory,--initial-memory=65536,--max-memory=65536,--stack-first,-z,stack-size=14752,--export=update,--strip-all \
    -o "${source%.c}.wasm" "$source"
done
