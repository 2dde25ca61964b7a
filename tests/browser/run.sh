#!/usr/bin/env bash
# run.sh BUILD: drives the web monitor of a build in Debian's Chromium. Skipped (77) where Chromium, node or npm is missing.
# With $PACELANE_SCREENSHOTS, a folder, leaves a picture of each view there.
set -euo pipefail
build=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
for program in node npm chromium; do
  command -v $program >/dev/null || { echo "SKIPPED: $program is missing; apt-get install nodejs npm chromium"; exit 77; }
done
if [ ! -x "$build/bin/pacelane-monitor" ]; then
  echo "SKIPPED: this build has no pacelane-monitor"
  exit 77
fi
mkdir -p "$build/browser"
cp "$here"/package.json "$here"/package-lock.json "$here"/.npmrc "$here"/*.mjs "$build/browser/"
cd "$build/browser"
npm ci --no-progress >npm.log 2>&1 || { cat npm.log; echo "SKIPPED: npm could not fetch playwright-core and axe-core"; exit 77; }
export PACELANE=$build/bin/pacelane PACELANE_WORKSPACE=$here/../../examples/workspace PACELANE_NGINX=$here/../../examples/proxy/nginx.conf
tests="monitor.test.mjs lists.test.mjs"
if [ -x /usr/sbin/nginx ]; then
  tests="$tests proxy.test.mjs"
else
  echo "not tested: behind a proxy; apt-get install nginx-light"
fi
# shellcheck disable=SC2086
exec node --test --test-concurrency=1 $tests
