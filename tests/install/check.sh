#!/usr/bin/env bash
# Installs a build into an empty folder and uses what is there: the program, and the library from CMake and pkg-config.
set -euo pipefail
build=$1
source_dir=$(cd "$(dirname "$0")" && pwd)
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
cmake --install "$build" --prefix "$root/usr" >/dev/null
"$root/usr/bin/pacelane" --version
cmake -S "$source_dir" -B "$root/build" -G Ninja -DCMAKE_PREFIX_PATH="$root/usr" >/dev/null
cmake --build "$root/build" >/dev/null
"$root/build/consumer" | grep -qx 1
libdir=$(dirname "$(find "$root/usr" -name libpacelane.so)")
PKG_CONFIG_PATH="$libdir/pkgconfig" pkg-config --cflags --libs pacelane >/dev/null
# shellcheck disable=SC2046
g++ -std=c++20 "$source_dir/consumer.cpp" $(PKG_CONFIG_PATH="$libdir/pkgconfig" pkg-config --cflags --libs pacelane) -o "$root/consumer"
LD_LIBRARY_PATH="$libdir" "$root/consumer" | grep -qx 1
