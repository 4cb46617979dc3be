#!/usr/bin/env bash
# Builds the modules of this game from C: all of them, or only the folders named. Needs clang and wasm-ld
# (Debian and Ubuntu: apt-get install clang lld). `--watch` runs it whenever a source is saved.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
command -v clang >/dev/null || { echo "clang is not installed; on Debian or Ubuntu: apt-get install clang lld" >&2; exit 2; }
[ $# -gt 0 ] || set -- "$here"/*/

for module in "$@"; do
    [ -f "$module/module.json" ] || continue
    code=$(sed -n 's/.*"code" *: *"\([^"]*\)".*/\1/p' "$module/module.json" | sed -n 1p)
    (cd "$module" && clang "@$here/sdk/module.flags" -I "$here/sdk" -o "$code.new" -- *.c && chmod 644 "$code.new" && mv "$code.new" "$code")
    echo "built $(basename "$module")/$code"
done
