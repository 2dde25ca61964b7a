#!/bin/sh
# run.sh FUZZER SEEDS CORPUS RUNS SECONDS: fuzzes from the seeds and from what earlier runs found.
# As a test it makes the same RUNS everywhere (for SECONDS at most), so that a faster machine does not fail by chance.
# By hand, $PACELANE_FUZZ_SECONDS is how long instead, and $PACELANE_FUZZ_SEED (1) begins other mutations.
# A case that crashes, hangs (10 s) or takes 2 GB is left beside the corpus as crash-*, timeout-*, oom-*, and fails.
set -eu
mkdir -p "$3"
if [ -n "${PACELANE_FUZZ_SECONDS:-}" ]; then runs=-1; else runs=$4; fi
exec "$1" -runs="$runs" -max_total_time="${PACELANE_FUZZ_SECONDS:-$5}" -seed="${PACELANE_FUZZ_SEED:-1}" -timeout=10 -rss_limit_mb=2048 \
  -max_len=32768 -verbosity=0 -print_final_stats=1 -artifact_prefix="$3/../" "$3" "$2"
