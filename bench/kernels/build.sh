#!/usr/bin/env bash
# Rebuilds the kernels' wasm from their C; COMPILER says with what. `--check` builds beside and compares bytes; writes nothing.
# Needs clang and wasm-ld (Debian: clang lld). The same compiler gives the same bytes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
out=.; object=$scratch/kernel.o; different=0
if [ "${1:-}" = --check ]; then out=$scratch; fi
for source in *.c; do
  name=${source%.c}; simd=()
  if grep -q '^#include <wasm_simd128.h>' "$source"; then simd=(-msimd128); fi
  clang --target=wasm32 -std=c11 -O2 -Wall -Wextra -Werror -nostdlib -fno-builtin "${simd[@]}" -c -o "$object" "$source"
  # Linked without -O: with it clang hands the file to wasm-opt where that is installed.
  clang --target=wasm32 -nostdlib -Wl,--no-entry -Wl,--strip-all -Wl,-z,stack-size=65536 -o "$out/$name.wasm" "$object"
  chmod 644 "$out/$name.wasm"
  if [ "$out" != . ] && ! cmp -s "$out/$name.wasm" "$name.wasm"; then echo "differs: $name.wasm" >&2; different=1; fi
done
if [ "$out" = . ]; then { clang --version | sed -n 1p; wasm-ld --version | sed -n 1p; } > COMPILER; fi
exit $different
