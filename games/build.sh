#!/usr/bin/env bash
# Builds modules from C: every .c file of a module folder becomes the file that its module.json calls "code".
#   games/build.sh             every module of this repository; records the compiler in games/COMPILER
#   games/build.sh DIR...      only these module folders, or game folders with their modules
#   games/build.sh --check     builds beside and compares bytes; writes nothing
# Needs clang and wasm-ld (Debian: clang lld). CLANG names another clang. The same compiler gives the same bytes.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
clang=${CLANG:-clang}
command -v "$clang" >/dev/null || { echo "games/build.sh: $clang is not installed; on Debian or Ubuntu: apt-get install clang lld" >&2; exit 2; }

compiler() { "$clang" --version | sed -n 1p; wasm-ld --version | sed -n 1p; }

code_of() { sed -n 's/.*"code" *: *"\([^"]*\)".*/\1/p' "$1/module.json" | sed -n 1p; }

# build_module DIR OUT
build_module() {
    (cd "$1" && "$clang" "@$root/sdk/c/module.flags" -I "$root/sdk/c" -o "$2" -- *.c)
}

check=no
if [ "${1:-}" = --check ]; then check=yes; shift; fi
where=("$@")
[ ${#where[@]} -gt 0 ] || where=("$root/games" "$root/tests/modules" "$root/tests/libraries" "$root/templates")

for folder in "${where[@]}"; do
    [ -d "$folder" ] || { echo "games/build.sh: there is no folder $folder" >&2; exit 2; }
done
mapfile -t modules < <(find "${where[@]}" -name module.json -printf '%h\n' | LC_ALL=C sort)
# A cartridge or a library NAME is a folder NAME with NAME.c and its own build.sh, which takes the file to write.
mapfile -t carts < <(find "${where[@]}" -name build.sh -printf '%h\n' | while read -r folder; do
    if [ -f "$folder/$(basename "$folder").c" ]; then echo "$folder"; fi; done | LC_ALL=C sort)
[ $((${#modules[@]} + ${#carts[@]})) -gt 0 ] || { echo "games/build.sh: no module.json and no cartridge in ${where[*]}" >&2; exit 2; }
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
# Where clang finds a wasm-opt it has it rewrite what was linked, and the bytes depend on what is installed. It finds this one, which changes nothing.
mkdir "$scratch/bin"; printf '#!/bin/sh\n' > "$scratch/bin/wasm-opt"; chmod 755 "$scratch/bin/wasm-opt"; PATH=$scratch/bin:$PATH
different=0
for module in "${modules[@]}"; do
    compgen -G "$module/*.c" >/dev/null || continue
    code=$(code_of "$module")
    build_module "$module" "$scratch/out.wasm"
    if [ $check = no ]; then
        # In one step, so that whoever watches the file never sees half of it.
        install -m 644 "$scratch/out.wasm" "$module/$code.new"
        mv "$module/$code.new" "$module/$code"
        echo "${module#"$root"/}/$code"
    elif ! cmp -s "$scratch/out.wasm" "$module/$code"; then
        echo "differs: ${module#"$root"/}/$code" >&2
        different=1
    fi
done
for cart in "${carts[@]}"; do
    code="$cart/$(basename "$cart").wasm"
    "$cart/build.sh" "$scratch/out.wasm"
    if [ $check = no ]; then
        install -m 644 "$scratch/out.wasm" "$code.new"
        mv "$code.new" "$code"
        echo "${code#"$root"/}"
    elif ! cmp -s "$scratch/out.wasm" "$code"; then
        echo "differs: ${code#"$root"/}" >&2
        different=1
    fi
done
if [ $check = no ] && [ $# -eq 0 ]; then compiler > "$root/games/COMPILER"; fi
exit $different
