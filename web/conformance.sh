#!/usr/bin/env bash
# Prints the arena's conformance runner as one script for a page.   web/conformance.sh
set -euo pipefail
cd "$(dirname "$0")"
command -v npm >/dev/null || { echo "web/conformance.sh needs Node 18 or newer with npm (Debian: apt install nodejs npm)." >&2; exit 5; }
[ -d node_modules ] && [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --no-progress >&2
node_modules/.bin/esbuild test/conformance/browser.ts --bundle --format=iife --log-level=warning
