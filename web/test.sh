#!/usr/bin/env bash
# Type-checks the page and runs the tests of its logic.   web/test.sh
set -euo pipefail
cd "$(dirname "$0")"
command -v npm >/dev/null || { echo "web/test.sh needs Node 18 or newer with npm (Debian: apt install nodejs npm)." >&2; exit 5; }
[ -d node_modules ] && [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --no-progress
npm run --silent check
npm run --silent test
