#!/usr/bin/env bash
# Builds the page into src/Ludos.Web/wwwroot.   web/build.sh [--check]
# --check builds into a scratch folder and compares it with what is committed, byte for byte.
set -euo pipefail
cd "$(dirname "$0")"
committed=../src/Ludos.Web/wwwroot

command -v npm >/dev/null || { echo "web/build.sh needs Node 18 or newer with npm (Debian: apt install nodejs npm)." >&2; exit 5; }
[ -d node_modules ] && [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --no-progress
npm run --silent build

if [ "${1:-}" = --check ]; then
  diff -r dist "$committed" || { echo "The committed page differs from its source: run web/build.sh and commit src/Ludos.Web/wwwroot." >&2; exit 1; }
  echo "The committed page is what its source builds."
else
  rm -rf "$committed"
  cp -r dist "$committed"
fi
