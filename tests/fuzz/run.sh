#!/bin/sh
# run.sh FUZZER SEEDS CORPUS: fuzzes for $PACELANE_FUZZ_SECONDS (60) from the seeds and from what earlier runs found.
# $PACELANE_FUZZ_SEED (1) begins the same mutations each time, so that CI does not fail by chance; by hand take another.
# A case that crashes, hangs (10 s) or takes 2 GB is left beside the corpus as crash-*, timeout-*, oom-*, and fails.
set -eu
mkdir -p "$3"
exec "$1" -max_total_time="${PACELANE_FUZZ_SECONDS:-60}" -seed="${PACELANE_FUZZ_SEED:-1}" -timeout=10 -rss_limit_mb=2048 -max_len=8192 -verbosity=0 \
  -print_final_stats=1 -artifact_prefix="$3/../" "$3" "$2"
