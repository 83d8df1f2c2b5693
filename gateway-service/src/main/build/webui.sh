#!/bin/sh
# Builds the page into the gateway's resources: webui.sh PAGE_SOURCES TARGET_CLASSES
# Nothing is done when the sources are what they were at the last build; without Node 20 or newer
# the gateway is built without a page, and says so.
set -eu

sources=$1
resources=$2/META-INF/resources
stamp=$2/../webui.stamp

say() { echo "[page] $*"; }

node_major=$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)
if [ "$node_major" -lt 20 ] || ! command -v npm >/dev/null; then
    say "NOT BUILT: Node 20 or newer with npm is missing. The gateway will serve the API alone."
    exit 0
fi

cd "$sources"
state=$(find . \( -name node_modules -o -name dist -o -name test-results -o -name playwright-report -o -name tests \) -prune \
    -o -type f -exec cksum {} + | LC_ALL=C sort | cksum)
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$state" ] && [ -f "$resources/index.html" ]; then
    say "unchanged"
    exit 0
fi

if [ ! -f node_modules/.package-lock.json ] || [ -n "$(find package-lock.json -newer node_modules/.package-lock.json)" ]; then
    say "npm ci"
    npm ci --no-progress
fi
say "npm run build"
npm run --silent build

rm -rf "$resources"
mkdir -p "$resources"
cp -R dist/. "$resources/"
echo "$state" >"$stamp"
