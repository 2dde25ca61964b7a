#!/usr/bin/env bash
# Installs what is missing, builds, and runs the whole pipeline on the example workspace. Can be run again.
#   examples/quickstart.sh --serve [ADDRESS:PORT]   ends with the web monitor open on it, until Ctrl-C
set -euo pipefail
case "${1:-}" in
  "") serve= ;;
  --serve) serve=${2:-127.0.0.1:8787} ;;
  *) sed -n '2,3s/^# *//p' "$0" >&2; exit 2 ;;
esac
cd "$(dirname "$0")/.."
. tests/packages.sh
# shellcheck disable=SC2086
need_packages $BUILD_PACKAGES

build=build/release
echo "Building (some minutes the first time) …"
mkdir -p "$build"
if ! { cmake --preset release && cmake --build --preset release; } >"$build/quickstart.log" 2>&1; then
  tail -n 40 "$build/quickstart.log"
  exit 1
fi

pacelane=$PWD/$build/bin/pacelane
work=$build/workspace
mkdir -p "$work"
cp -R examples/workspace/. "$work"
cd "$work"
# Your own settings shall not lead it to another database.
unset PACELANE_DB PACELANE_CONFIG PACELANE_NOW
# The story of the example takes place in November 2026; --now makes it a Thursday evening there.
now=2026-11-19T21:30:00Z
run() {
  echo
  echo "\$ pacelane $*"
  "$pacelane" --now "$now" "$@"
}

run migrate
run schedule import pacelane.yaml
run schedule
run analyze
run write
run status

echo
echo "One draft of each type:"
for type in linkedin_post blog_post newsletter social_media; do
  id=$("$pacelane" content list --state completed -n 1000 | awk -v type="$type" '$4 == type { print $1; exit }')
  [ -n "$id" ] && run content show "$id"
done
echo
echo "The database is $PWD/pacelane.db; every draft: $pacelane --config $PWD/pacelane.yaml content list"
if [ -n "$serve" ]; then
  echo
  echo "The monitor; open this address in a browser, Ctrl-C ends it:"
  exec "$pacelane" --now "$now" status --serve "$serve"
fi
