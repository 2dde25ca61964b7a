#!/usr/bin/env bash
# Installs what is missing, builds, and runs the tests. Ends with "N passed, N failed".
#   tests/run.sh        one compiler: all unit and CLI tests, the example workspace, 20 kills, disk faults
#   tests/run.sh --all  what CI runs: g++ and clang, ASan and UBSan, TSan, 200 kills, the monitor in a terminal
#                       and a browser, packages in a bare root, benchmarks, quality, a minute of each built-in reader's fuzzer,
#                       clang-tidy on changed files ($PACELANE_CHANGED_SINCE, default: the commit before)
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
. tests/packages.sh
case "${1:-}" in
  "") all=false ;;
  --all) all=true ;;
  *) sed -n '2,6s/^# //p' "$0" >&2; exit 2 ;;
esac

# shellcheck disable=SC2086
need_packages $BUILD_PACKAGES $FORMAT_PACKAGES $TEST_PACKAGES || exit 1
# shellcheck disable=SC2086
if $all; then need_packages $ALL_PACKAGES || exit 1; fi

passed=0
failed=0
check() { # check NAME COMMAND…: one more check, which passes or fails; whether it passed
  local name=$1
  shift
  if "$@"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAILED: $name"
    return 1
  fi
}

# What an earlier build left behind proves nothing about these sources. The failed build counts, once.
left_out() { echo "--- left out, because the build failed: $1"; }

build() { # build PRESET TARGET…
  local preset=$1 started=$SECONDS
  shift
  mkdir -p build
  if cmake --preset "$preset" >"build/$preset.log" 2>&1 && cmake --build --preset "$preset" --target "$@" >>"build/$preset.log" 2>&1; then
    echo "--- built $preset in $((SECONDS - started)) s"
    return 0
  fi
  grep -E -A 5 'error|FAILED' "build/$preset.log" | head -n 60
  return 1
}

run_tests() { # run_tests PRESET CTEST-OPTION…: adds up ctest's counts
  local preset=$1 started=$SECONDS log=build/$1.tests.log
  shift
  ctest --preset "$preset" --no-tests=error -j "$(nproc)" "$@" >>"$log" 2>&1
  count_tests "$log" "$preset ($*) in $((SECONDS - started)) s"
}

count_tests() { # count_tests LOG WHICH: of the last run in the log
  local log=$1 counts
  # "98% tests passed, 2 tests failed out of 120"
  counts=$(sed -n 's/^[0-9]*% tests passed, \([0-9]*\) tests failed out of \([0-9]*\)$/\1 \2/p' "$log" | tail -n 1)
  if [ -z "$counts" ]; then
    tail -n 60 "$log"
    failed=$((failed + 1))
    echo "FAILED: the tests of $2 could not be run"
    return
  fi
  if [ "${counts% *}" -gt 0 ]; then
    grep -E -B 2 -A 12 'ERROR:|FATAL|AddressSanitizer|ThreadSanitizer|runtime error|FAILED:|^not ok' "$log" | head -n 200
    grep -E '\((Failed|Timeout|SEGFAULT|Subprocess aborted|Not Run).*\)$' "$log" | sort -u
  fi
  failed=$((failed + ${counts% *}))
  passed=$((passed + ${counts#* } - ${counts% *}))
  echo "--- tested $2: ${counts#* } tests, ${counts% *} failed"
}

sources() { git ls-files --cached --others --exclude-standard -- '*.cpp' '*.h' 2>/dev/null || find apps examples lib tests -name '*.cpp' -o -name '*.h'; }
# shellcheck disable=SC2046
check "clang-format" clang-format-14 --dry-run -Werror $(sources)

# clang-tidy wants the command of each file, not those of the batches that the presets compile.
tidy_changed() {
  local base=${PACELANE_CHANGED_SINCE:-HEAD~1} changed
  git rev-parse -q --verify "$base^{commit}" >/dev/null || return 0
  changed=$(git diff --name-only --diff-filter=d "$base" -- 'apps/*.cpp' 'lib/*.cpp')
  [ -z "$changed" ] && return 0
  cmake --preset asan -B build/tidy -DCMAKE_UNITY_BUILD=OFF -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON >build/tidy.log 2>&1 || return 1
  # shellcheck disable=SC2086
  printf '%s\n' $changed | xargs -P "$(nproc)" -n 1 clang-tidy-14 -p build/tidy --quiet --warnings-as-errors='*'
}

rm -f build/*.tests.log
if $all; then
  if check "build with g++" build ci all; then
    PACELANE_KILLS=200 run_tests ci -LE 'bench|package|browser|terminal'
    run_tests ci -L 'bench|browser|terminal' -j 1
    # The packages wait for a mirror and for single programs most of the time.
    ctest --preset ci --no-tests=error -L package -j 1 >build/packages.tests.log 2>&1 &
  else
    left_out "the tests of ci"
  fi
  sanitized=true
  check "build with clang, ASan and UBSan" build asan all || sanitized=false
  if [ -e build/packages.tests.log ]; then
    wait
    count_tests build/packages.tests.log "ci (-L package), beside the build"
  fi
  if $sanitized; then
    # To look for leaks takes a third of the life of a sanitized process; the unit tests do it for the library.
    # Every fault of every migration takes 200 s twice here; ci has had them, and each migration runs in many other tests.
    UBSAN_OPTIONS=print_stacktrace=1 ASAN_OPTIONS=detect_leaks=1 run_tests asan -L 'unit|faults|threads' -E 'faults: (a fresh|an existing) database'
    UBSAN_OPTIONS=print_stacktrace=1 ASAN_OPTIONS=detect_leaks=0 run_tests asan -L 'cli|crash'
    run_tests asan -L fuzz # 30,000 runs, at most a minute, of each
  else
    left_out "the tests of asan, and the fuzzers"
  fi
  if check "build with clang and TSan" build tsan test_threads; then run_tests tsan -L threads; else left_out "the tests of tsan"; fi
  check "clang-tidy on what changed" tidy_changed
else
  if check "build" build dev all; then run_tests dev -LE 'bench|package|terminal|browser' -E 'faults: (a fresh|an existing) database'; else left_out "the tests of dev"; fi
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
