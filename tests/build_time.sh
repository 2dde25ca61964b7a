#!/usr/bin/env bash
# Builds from nothing without ccache and prints what it cost: CPU seconds in all, by target, and of the ten dearest files.
# Options go to CMake: tests/build_time.sh --preset release, tests/build_time.sh -DPACELANE_TESTS=OFF
set -euo pipefail
cd "$(dirname "$0")/.."
. tests/packages.sh
# shellcheck disable=SC2086
need_packages $BUILD_PACKAGES

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
log=$work/steps

# CMake puts this before each call of the compiler and the linker. One line a call: user seconds, system seconds, output.
cat >"$work/launcher" <<LAUNCHER
#!/usr/bin/env bash
output=-
previous=
for argument in "\$@"; do
  [ "\$previous" = -o ] && output=\$argument
  previous=\$argument
done
TIMEFORMAT='%3U %3S'
exec 3>&2
spent=\$({ time "\$@" >&3 2>&3; } 2>&1)
status=\$?
echo "\$spent \$output" >>"$log"
exit \$status
LAUNCHER
chmod +x "$work/launcher"

started=$(date +%s)
cmake -S . -B "$work/build" -G Ninja "-DCMAKE_CXX_COMPILER_LAUNCHER=$work/launcher" "-DCMAKE_CXX_LINKER_LAUNCHER=$work/launcher" \
  "$@" >"$work/configure.log" 2>&1 || { cat "$work/configure.log" >&2; exit 1; }
cmake --build "$work/build" >"$work/build.log" 2>&1 || { tail -n 60 "$work/build.log" >&2; exit 1; }
finished=$(date +%s)

awk -v wall=$((finished - started)) '
  { cpu = $1 + $2; total += cpu; steps++; target = "link"; file = $3
    if (match(file, /CMakeFiles\/[^\/]+\.dir\//)) {
      target = substr(file, RSTART + 11, RLENGTH - 16)
      file = substr(file, RSTART + RLENGTH)
      if (target == "pacelane_cli") target = "pacelane_cli (the program)"
    }
    by_target[target] += cpu; count[target]++
    cost[target ": " file] += cpu }
  END {
    printf "%.0f CPU seconds in %d steps, %d s of wall time\n", total, steps, wall
    print "\nby target (CPU seconds, steps)"
    for (t in by_target) printf "%8.1f %4d  %s\n", by_target[t], count[t], t | "sort -rn"
    close("sort -rn")
    print "\nthe ten dearest files (CPU seconds)"
    for (f in cost) printf "%8.1f  %s\n", cost[f], f | "sort -rn | head -n 10"
  }' "$log"
