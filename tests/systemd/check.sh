#!/usr/bin/env bash
# The units of examples/systemd: systemd finds nothing wrong with them, and little that they may do.
#   check.sh PROGRAM
set -euo pipefail
program=$(realpath "$1")
units=$(cd "$(dirname "$0")/../../examples/systemd" && pwd)
if ! command -v systemd-analyze >/dev/null; then
  echo "systemd-analyze is not here (Debian: systemd): not checked"
  exit 0
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -m 700 "$folder/run" "$folder/units"
for unit in "$units"/*; do
  # The program that an installation has need not be here.
  sed "s#/usr/bin/pacelane#$program#" "$unit" >"$folder/units/$(basename "$unit")"
done
cd "$folder/units"
export XDG_RUNTIME_DIR=$folder/run
said=$(systemd-analyze verify --user --man=no ./*.service ./*.timer 2>&1) || { echo "$said"; exit 1; }
# It also speaks of other units of the machine.
if grep -F "pacelane-" <<<"$said"; then exit 1; fi
for unit in *.service; do
  # In tenths: 20 is "OK", the best but one, and what a service that listens can have; 10 the others.
  limit=10
  [ "$unit" = pacelane-monitor.service ] && limit=20
  systemd-analyze security --offline=yes --threshold=$limit "./$unit" | tail -1
done
