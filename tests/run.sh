#!/usr/bin/env bash
# Installs what is missing, builds with g++ and with clang (under ASan and UBSan), and runs every test in both; those of
# threads also under TSan. Ends with "N passed, N failed". --quick leaves out all but the first build.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
. tests/packages.sh
quick=false
[ "${1:-}" = --quick ] && quick=true

# shellcheck disable=SC2086
need_packages $BUILD_PACKAGES $TEST_PACKAGES || exit 1

passed=0
failed=0
check() { # check NAME COMMAND…: one more check, which passes or fails
  local name=$1
  shift
  if "$@"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAILED: $name"
  fi
}

sources() { git ls-files --cached --others --exclude-standard -- '*.cpp' '*.h' 2>/dev/null || find apps examples lib tests -name '*.cpp' -o -name '*.h'; }
check "clang-format" bash -c 'clang-format-14 --dry-run -Werror "$@"' - $(sources)

# Runs the test programs of a build, as many at once as there are cores, each to its end; adds up their test cases.
run_tests() {
  local build=$1 program name log status seconds counts logs
  logs=$(mktemp -d)
  # The longest first, so that none is left to run alone.
  for name in faults crash cli threads $(cd "$build/tests" && ls | sed -n 's/^test_//p'); do
    program=$build/tests/test_$name
    if [ -x "$program" ] && [ -f "$program" ] && [ ! -e "$logs/$name" ]; then
      : >"$logs/$name"
      echo "$name"
    fi
  done | xargs -P "$(nproc)" -I NAME bash -c '
    started=$SECONDS
    # To look for leaks takes a third of the life of a sanitized process; the other programs do it for the library.
    case NAME in cli | crash) export ASAN_OPTIONS=detect_leaks=0 ;; esac
    timeout 1800 "$1/tests/test_NAME" >"$2/NAME" 2>&1
    echo "$? $((SECONDS - started))" >"$2/NAME.status"' - "$build" "$logs"
  for log in "$logs"/*.status; do
    read -r status seconds <"$log"
    log=${log%.status}
    program=$build/tests/test_${log##*/}
    echo "--- $program ($seconds s)"
    counts=$(sed -n 's/.*test cases: *\([0-9]*\) | *\([0-9]*\) passed | *\([0-9]*\) failed.*/\2 \3/p' "$log" | tail -n 1)
    if [ -z "$counts" ] || { [ "$status" -ne 0 ] && [ "${counts#* }" = 0 ]; }; then
      cat "$log"
      echo "FAILED: $program ended with status $status"
      failed=$((failed + 1))
    else
      [ "$status" -eq 0 ] || cat "$log"
      passed=$((passed + ${counts% *}))
      failed=$((failed + ${counts#* }))
    fi
  done
  rm -rf "$logs"
}

build() { # build DIRECTORY TARGET CMAKE-OPTION…
  local directory=$1 target=$2 started=$SECONDS
  shift 2
  echo "--- building in $directory"
  mkdir -p "$directory"
  cmake -S . -B "$directory" -G Ninja "$@" >"$directory.log" 2>&1 && cmake --build "$directory" --target "$target" >>"$directory.log" 2>&1 &&
    echo "($((SECONDS - started)) s)" && return 0
  tail -n 60 "$directory.log"
  return 1
}

check "build with g++" build build/gcc all -DCMAKE_CXX_COMPILER=g++ -DCMAKE_BUILD_TYPE=RelWithDebInfo \
  "-DCMAKE_CXX_FLAGS_RELWITHDEBINFO=-O2 -g1 -DNDEBUG" -DCMAKE_INSTALL_PREFIX=/usr
run_tests build/gcc
check "benchmarks run" bash -c 'build/gcc/bin/pacelane_bench queue --quick --no-limits --folder build/gcc >build/bench.log &&
  build/gcc/bin/pacelane_bench startup --quick --no-limits --folder build/gcc >>build/bench.log'
check "quality of the drafts" build/gcc/bin/pacelane_quality
check "install, and use from CMake and pkg-config" bash tests/install/check.sh build/gcc
check "Debian packages, in a bare root" bash tests/package/check.sh build/gcc
if ! $quick; then
  check "build with clang, ASan and UBSan" build build/asan all -DCMAKE_CXX_COMPILER=clang++-14 -DCMAKE_BUILD_TYPE=Debug \
    "-DCMAKE_CXX_FLAGS_DEBUG=-O1 -g1" -DPACELANE_SANITIZE=address,undefined
  UBSAN_OPTIONS=print_stacktrace=1 run_tests build/asan
  check "build with clang and TSan" build build/tsan test_threads -DCMAKE_CXX_COMPILER=clang++-14 -DCMAKE_BUILD_TYPE=Debug \
    "-DCMAKE_CXX_FLAGS_DEBUG=-O1 -g1" -DPACELANE_SANITIZE=thread
  run_tests build/tsan
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
