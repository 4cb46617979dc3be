#!/bin/sh
# Makes lines4.wasm and lines5.wasm, the same code with debug information of DWARF 4 and 5. Linked apart: clang would let wasm-opt drop it.
set -eu
cd "$(dirname "$0")"
for version in 4 5; do
    clang --target=wasm32 -O1 -gdwarf-$version -fdebug-compilation-dir=/src -ffreestanding -fno-optimize-sibling-calls -c -o lines.o lines.c
    wasm-ld --no-entry -z stack-size=4096 -o lines$version.wasm lines.o
    rm lines.o
done
