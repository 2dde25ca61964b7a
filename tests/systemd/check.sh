#!/usr/bin/env bash
# The units of examples/systemd: what they start does what it should, systemd finds nothing wrong with them, and little
# that they may do. A manager of units does not run in a container, so their commands are run by hand.
#   check.sh PROGRAM
set -euo pipefail
program=$(realpath "$1")
examples=$(cd "$(dirname "$0")/../../examples" && pwd)
units=$examples/systemd
folder=$(mktemp -d)
started=()
end() {
  for pid in "${started[@]}"; do kill -KILL "$pid" 2>/dev/null || true; done
  rm -rf "$folder"
}
trap end EXIT
fail() {
  echo "FAILED: $*"
  exit 1
}

# ---- the commands, as a manager starts them: in the folder, with little environment
cp -r "$examples/workspace" "$folder/pacelane"
value() { sed -n "s/^$2=//p" "$units/$1" | sed "s#%h#$folder#g; s#/usr/bin/pacelane#$program#; s#:8787#:0#"; }
as_unit() { # as_unit UNIT OUTPUT: becomes what the unit starts
  local command
  read -ra command <<<"$(value "$1" ExecStart)"
  cd "$(value "$1" WorkingDirectory)"
  umask "$(value "$1" UMask)"
  exec setpriv --no-new-privs env -i "HOME=$folder" PATH=/usr/bin:/bin LANG=C.UTF-8 ${LD_LIBRARY_PATH:+"LD_LIBRARY_PATH=$LD_LIBRARY_PATH"} \
    "${command[@]}" </dev/null >"$2" 2>&1
}
start() { # start UNIT
  as_unit "$1" "$folder/$1.log" &
  started+=($!)
}
until_true() { # until_true WHAT COMMAND…
  local what=$1
  shift
  for _ in $(seq 600); do
    if "$@" 2>/dev/null; then return; fi
    sleep 0.1
  done
  fail "$what: $(cat "$folder"/*.log)"
}
sql() { sqlite3 -cmd '.timeout 10000' "$folder/pacelane/pacelane.db" "$1"; }
is_one() { [ "$(sql "$1")" = 1 ]; }

(cd "$folder/pacelane" && umask 077 && "$program" -q migrate && "$program" -q schedule import pacelane.yaml)
start pacelane-analyze.service
start pacelane-write.service
monitor=true
[ -x "$(dirname "$program")/pacelane-monitor" ] || monitor=false # a build without its libraries
if $monitor; then start pacelane-monitor.service; fi
(as_unit pacelane-tick.service "$folder/tick.log") || fail "the tick: $(cat "$folder/tick.log")"
[ "$(value pacelane-tick.service Type)" = oneshot ] || fail "the tick ends, so its service is oneshot"
# Somebody is due at some time only: the workers are shown to work by a message.
(cd "$folder/pacelane" && "$program" -q enqueue --user maya >/dev/null)
until_true "no analysis was made" is_one "SELECT count(*) FROM pacing_context_analysis WHERE analysis_status = 'completed' AND user_id = (SELECT id FROM users WHERE handle = 'maya')"
until_true "no draft was written" is_one "SELECT count(*) > 0 FROM pacing_content_generation WHERE generation_status = 'completed'"
if $monitor; then
  until_true "the monitor says no address" grep -q '^http://127.0.0.1:' "$folder/pacelane-monitor.service.log"
  port=$(sed -n 's#^http://127.0.0.1:\([0-9]*\)/#\1#p' "$folder/pacelane-monitor.service.log")
  exec 3<>"/dev/tcp/127.0.0.1/$port"
  printf 'GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nConnection: close\r\n\r\n' "$port" >&3
  grep -q '^HTTP/1.1 200' <&3 || fail "the monitor does not answer"
  exec 3>&-
fi
# `systemctl stop` is a SIGTERM, and an end with 0.
for pid in "${started[@]}"; do kill -TERM "$pid"; done
for pid in "${started[@]}"; do wait "$pid" || fail "a service ended with $? when it was stopped: $(cat "$folder"/*.log)"; done
started=()
[ -z "$(find "$folder/pacelane" -name 'pacelane.db*' -perm /077)" ] || fail "others may read the database"
echo "what the units start works, and stops when it is told to"

# ---- the units, as systemd reads them
if ! command -v systemd-analyze >/dev/null; then
  echo "SKIPPED: systemd-analyze is not here (Debian: systemd)"
  exit 77
fi
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
