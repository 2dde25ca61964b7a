#!/bin/sh
# A smoke test of an installed pacelane, for CI: the whole pipeline on a workspace of its own, which it removes again.
# Takes the program from PATH, or from $PACELANE. Exit code 0 and one line when all is well.
set -u
pacelane=${PACELANE:-pacelane}
unset PACELANE_DB PACELANE_CONFIG
# The same day whenever it runs: two commands must not fall on two sides of midnight.
export PACELANE_NOW=2026-11-19T09:30:00Z
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

fail() {
  echo "smoke: FAILED: $*" >&2
  exit 1
}
step() { # step ARGUMENT…: runs pacelane, which must succeed; its answer is in $out
  out=$("$pacelane" --config "$work/pacelane.yaml" "$@" 2>"$work/stderr")
  code=$?
  [ $code -eq 0 ] || fail "'pacelane $*' ended with exit code $code: $(cat "$work/stderr") $out"
}
expect() { # expect PATTERN WHAT: a line of $out that matches
  printf '%s\n' "$out" | grep -Eq -- "$1" || fail "$2; the answer was: $out"
}

mkdir "$work/notes" "$work/meetings" || exit 1
cat >"$work/pacelane.yaml" <<'END'
database: pacelane.db
users:
  - handle: ada
    name: Ada Moreau
    timezone: Europe/Paris
    language: en
    pillars: [reliability, backups]
    context:
      knowledge: [notes/*.md]
      meetings: [meetings/*.md]
    schedules:
      - frequency: daily
        preferred_time: "09:00"
        content_types: [linkedin_post]
END
cat >"$work/notes/restore-drill.md" <<'END'
# What our first restore drill taught us about backups

We ran nightly database backups for three years and never restored one. In October we restored the orders database into an
empty cluster, and it took 9 hours instead of the 40 minutes that our runbook promised. The backup itself was complete.
The time went into rebuilding indexes, because the dump was loaded by a single worker on a small machine.

After the drill we moved to physical backups and restored with eight parallel workers. The second drill took 52 minutes.
We now restore one database every Friday and publish how long the restore took next to our availability numbers.

A backup that nobody has restored is a hope, not a backup. The drill costs one engineer two hours a week, and it has
already found two databases whose backups had silently stopped.
END
cat >"$work/meetings/reliability-weekly.md" <<'END'
# Reliability weekly

Date: 2026-11-17
Attendees: Ada Moreau, Tomas Lind, Priya Nair

## Notes
- Ada: The second restore drill of the orders database took 52 minutes, down from 9 hours.
- Tomas: Two databases had backups that stopped in August, and no alert told us.
- Priya: Customers ask about recovery time in every security review.

## Decisions
- We decided to restore one database every Friday and to publish the restore time.
- We decided to alert when a backup is older than 26 hours.

## Action items
- [ ] Tomas: add the alert on the age of backups by 2026-11-24
- [ ] Priya: put the restore times on the status page by 2026-12-01
END

step migrate
step schedule import "$work/pacelane.yaml"
expect 'users: 1 added' "the import added no user"
step enqueue --user ada
expect '^[0-9]+$' "enqueue printed no message id"
step enqueue --user ada
expect '^analysis_exists$' "the second enqueue did not find the first one's analysis"
step analyze
step write

step status --json
[ "$(printf '%s\n' "$out" | grep -c '"pending_messages": 0,')" -eq 2 ] || fail "the queues are not empty: $out"
expect '"analysis_status": "completed"' "the analysis is not completed"
expect '"generation_status": "completed"' "the draft is not completed"
expect '"errors": \[\]' "there are errors"

step content list --state completed
expect '^[0-9a-f-]{36} +ada +2026-11-19 +linkedin_post +completed +[^ ]' "the list of drafts does not have it"
id=$(printf '%s\n' "$out" | sed -n '2s/ .*//p')
step content show "$id"
expect 'restore-drill\.md' "the draft does not name its source"

title=$(printf '%s\n' "$out" | head -n 1)
step --version
echo "smoke: ok, $out wrote '$title'"
