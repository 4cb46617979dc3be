#!/usr/bin/env bash
# Builds libludos.a, libludos.so and the example from C, without a warning, into a folder (default: artifacts/sdk/c).
#   sdk/c/build.sh [FOLDER]
# CC names the compiler (default: cc). CFLAGS are added to the project's own, such as "-fsanitize=address,undefined -g".
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
out=${1:-$here/../../artifacts/sdk/c}
cc=${CC:-cc}
command -v "$cc" >/dev/null || { echo "sdk/c/build.sh: $cc is not installed; on Debian or Ubuntu: apt-get install gcc libc6-dev" >&2; exit 2; }
mkdir -p "$out"
# shellcheck disable=SC2206
flags=(-std=c11 -O2 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -pthread -I "$here" ${CFLAGS:-})
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
"$cc" "${flags[@]}" -fPIC -c "$here/ludos.c" -o "$scratch/ludos.o"
"$cc" "${flags[@]}" -shared -Wl,-soname,libludos.so "$scratch/ludos.o" -o "$scratch/libludos.so"
ar rcs "$scratch/libludos.a" "$scratch/ludos.o"
for example in "$here"/examples/*.c; do
    name=$(basename "$example" .c)
    "$cc" "${flags[@]}" "$example" "$scratch/libludos.a" -lm -o "$scratch/$name"
    mv "$scratch/$name" "$out/$name"
done
mv "$scratch/libludos.a" "$scratch/libludos.so" "$out/"
