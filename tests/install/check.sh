#!/usr/bin/env bash
# Installs a build into an empty folder and uses what is there: the program, and the library from CMake (the C++ example)
# and pkg-config.
set -euo pipefail
build=$1
source_dir=$(cd "$(dirname "$0")/../.." && pwd)
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
cmake --install "$build" --prefix "$root/usr" >/dev/null
for page in man1/pacelane.1.gz man1/pacelane-queue.1.gz man5/pacelane.yaml.5.gz; do
  gzip -t "$root/usr/share/man/$page"
done
for file in bash-completion/completions/pacelane zsh/vendor-completions/_pacelane fish/vendor_completions.d/pacelane.fish; do
  test -s "$root/usr/share/$file"
done
PACELANE=$root/usr/bin/pacelane sh "$source_dir/examples/smoke.sh"
cmake -S "$source_dir/examples/cpp" -B "$root/build" -G Ninja -DCMAKE_PREFIX_PATH="$root/usr" >/dev/null
cmake --build "$root/build" >/dev/null
cp -R "$source_dir/examples/workspace" "$root/workspace"
"$root/build/drafts" "$root/workspace/pacelane.yaml" maya >"$root/drafts.txt"
grep '^linkedin_post: ' "$root/drafts.txt" || { echo "the C++ example printed no LinkedIn post" >&2; exit 1; }
libdir=$(dirname "$(find "$root/usr" -name libpacelane.so)")
# shellcheck disable=SC2046
g++ -std=c++20 "$source_dir/tests/install/consumer.cpp" $(PKG_CONFIG_PATH="$libdir/pkgconfig" pkg-config --cflags --libs pacelane) -o "$root/consumer"
LD_LIBRARY_PATH="$libdir" "$root/consumer" | grep -qx 1
