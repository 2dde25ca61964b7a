#!/usr/bin/env bash
# The monitor in a real terminal, which tmux is: check.sh PACELANE. Ends with 77 when there is no tmux.
set -uo pipefail
pacelane=$(realpath "$1")
if ! command -v tmux >/dev/null; then
  echo "skipped: tmux is not installed (apt-get install tmux)"
  exit 77
fi
sources=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
export PACELANE_NOW=2026-11-19T21:30:00Z PACELANE_DB=$work/pacelane.db TERM=xterm-256color
unset PACELANE_CONFIG NO_COLOR
terminal() { command tmux -S "$work/socket" -f /dev/null "$@"; }
trap 'terminal kill-server 2>/dev/null; rm -rf "$work"' EXIT
cp -R "$sources/examples/workspace/." "$work"
cd "$work" || exit 1

failed=0
screen() { terminal capture-pane -p -t monitor; }
keys() { terminal send-keys -t monitor "$@"; }
fail() {
  failed=$((failed + 1))
  echo "FAILED: $1"
  screen
}
# within 20 s …
shows() {
  local try
  for ((try = 0; try < 200; ++try)); do
    screen | grep -qF -- "$1" && return 0
    sleep 0.1
  done
  fail "the screen shows '$1'"
  return 1
}
shows_no() {
  local try
  for ((try = 0; try < 200; ++try)); do
    screen | grep -qF -- "$1" || return 0
    sleep 0.1
  done
  fail "the screen shows '$1' no more"
  return 1
}
line_of() { screen | grep -nF -- "$1" | head -n 1 | cut -d : -f 1; }
is() { [ "$2" = "$3" ] || fail "$1: '$2' is not '$3'"; }
# The shell tells how the terminal is after the monitor.
sane() {
  keys "clear; stty -a | tr ' ;' '\n\n' | grep -xE -- '-?(echo|icanon)' | xargs echo modes:" Enter
  shows "modes: icanon echo"
}
monitor_process() { pgrep -f -- "pacelane-monitor watch .*--db $PACELANE_DB" | head -n 1; }

{ "$pacelane" migrate && "$pacelane" schedule import pacelane.yaml && "$pacelane" analyze --user rafael; } >log 2>&1 || {
  cat log
  exit 1
}

# Where it cannot be.
message=$(TERM=dumb "$pacelane" status --watch </dev/null 2>&1)
is "without a terminal" "$?" 2
grep -q "needs a terminal.*pacelane status" <<<"$message" || fail "without a terminal: $message"

terminal new-session -d -s monitor -x 80 -y 24 "env PS1='\$ ' bash --norc --noprofile"
keys "echo before the monitor; TERM=dumb $pacelane status --watch; echo code \$?" Enter
shows "needs a terminal that can move its cursor" && shows "code 2"
keys "TERM=no-such-terminal $pacelane status --watch; echo code \$?" Enter
shows "'no-such-terminal' is not known here"

# Looking.
keys "clear; echo before the monitor" Enter
keys "$pacelane status --watch; echo code \$?" Enter
shows "1 Queues" && shows "pacing_content_queue" && shows "Scheduler"
keys 2
shows "rafael" && shows "1 analysis"
keys Enter
shows "Analysis of rafael, 2026-11-19" && shows "Suggestions (" && shows "why:"
keys G
shows "rafael/"
keys Escape
shows "2 Analyses"

# Any size.
terminal resize-window -t monitor -x 40 -y 12
shows "2 Analyses" && shows "rafael"
is "lines of 12" "$(screen | wc -l)" 12
keys "?"
shows "Help" && shows "back"
keys Escape
terminal resize-window -t monitor -x 9 -y 3
shows "too small"
terminal resize-window -t monitor -x 80 -y 24
shows "1 analysis"

# A trigger asks, and then runs the real thing; a second one of the same day is offered as such.
keys 1 a
shows "Analyze which user?"
keys maya Enter
shows "Analyze maya now?"
keys n
shows "Nothing was done"
is "analyses after no" "$(sqlite3 "$PACELANE_DB" 'SELECT count(*) FROM pacing_context_analysis')" 1
keys a maya Enter y
shows "Analyze maya: done"
is "analyses after yes" "$(sqlite3 "$PACELANE_DB" "SELECT group_concat(analysis_status, ' ') FROM pacing_context_analysis")" "completed completed"
keys 2
shows "maya"
keys /maya Enter j a y
shows "maya has an analysis of today; press a again"
keys a
shows "Make it again?"
keys n Escape 3
shows "pending"
keys w
shows "that are pending?"
keys y
shows "Write pending drafts: done"
keys Enter
shows "Draft for maya"
keys G
shows "↳ maya/"
keys q o
shows "Output of what was triggered"
keys q

# What others do is seen without a key, and never moves the line under the cursor.
keys 2 j
before=$(line_of maya)
"$pacelane" enqueue --user rafael --date 2026-11-20 >/dev/null
shows "1 above"
is "the line of maya after another analysis" "$(line_of maya)" "$before"
keys 5 j s
shows "Pause this schedule of"
keys y
shows "paused"
keys s
shows "Resume this schedule of"
keys y
shows_no "paused"
# Who comes back to a list sees all of it that has room.
keys 2
shows_no "1 above"

# A title obeys nobody.
sqlite3 "$PACELANE_DB" "UPDATE pacing_content_generation SET content_title = char(27) || '[2J' || char(13) || '日本' WHERE content_type = 'blog_post'"
keys 3
shows '\x1b[2J\x0d日本'

# A database that is away for a while, or in somebody's hands.
mv "$PACELANE_DB" away.db
shows "Not up to date"
shows "rafael"
mv away.db "$PACELANE_DB"
shows_no "Not up to date"

# The shell has its terminal back: while stopped, at the end, when told to end, and after a crash.
keys C-z
shows "Stopped"
keys 'fg; echo code $?' Enter
shows "3 Drafts"
keys q
shows "before the monitor" && shows "code 0"
sane
for signal in TERM INT HUP SEGV ABRT; do
  keys "clear; $pacelane status --watch" Enter
  shows "1 Queues"
  kill -"$signal" "$(monitor_process)"
  shows_no "1 Queues"
  sane
done

[ "$failed" -eq 0 ] && echo "the monitor in a terminal: all is well"
exit "$((failed > 0))"
