#!/usr/bin/env bash
# check.sh BUILD: makes the Debian packages of a build (configured with CMAKE_INSTALL_PREFIX=/usr), has lintian look at them,
# and installs them in a bare Debian root made for that: there the program must do its work, and the C++ example must build and
# run. Needs root; what it installs comes from the mirror that the machine itself uses.
# shellcheck disable=SC1091,SC2016
set -euo pipefail

# In the root: commands run as somebody without rights, with nothing but what the packages brought.
in_root() { chroot --userspec=nobody:nogroup "$root" env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 "$@"; }

use_packages() {
  echo "--- the program, in a bare root"
  in_root pacelane --version
  for file in bash-completion/completions/pacelane zsh/vendor-completions/_pacelane fish/vendor_completions.d/pacelane.fish; do
    in_root dpkg -S "/usr/share/$file" >/dev/null
  done
  in_root sh -c 'dpkg -L pacelane | grep -x /usr/share/man/man1/pacelane-queue.1.gz'
  in_root sh /usr/share/doc/pacelane/examples/smoke.sh

  if ls "$PACELANE_DEBS"/pacelane-formats_*.deb >/dev/null 2>&1; then
    echo "--- the reader of further formats"
    local table='cd "$(mktemp -d)" && printf "service,cost\nqueue,twelve euros a month\n" >costs.csv && mkdir n && mv costs.csv n && pacelane try n'
    in_root sh -c "$table" 2>&1 | grep -F 'the package pacelane-formats is needed'
    APT_CONFIG=$MMDEBSTRAP_APT_CONFIG apt-get install -y -qq --no-install-recommends -o DPkg::Chroot-Directory="$root" \
      "$PACELANE_DEBS"/pacelane-formats_*.deb >"$PACELANE_LOG" 2>&1 || { cat "$PACELANE_LOG" >&2; exit 1; }
    if in_root sh -c "$table" 2>&1 | grep -F 'pacelane-formats'; then exit 1; fi
  fi

  echo "--- the C++ example, with libpacelane-dev"
  APT_CONFIG=$MMDEBSTRAP_APT_CONFIG apt-get install -y -qq --no-install-recommends -o DPkg::Chroot-Directory="$root" \
    "$PACELANE_DEBS"/libpacelane-dev_*.deb cmake g++ make >"$PACELANE_LOG" 2>&1 || { cat "$PACELANE_LOG" >&2; exit 1; }
  in_root sh -c 'find /usr/include/pacelane -name "*.h" | sed "s/.*/#include \"&\"/" | g++ -std=c++20 -fsyntax-only -x c++ -'
  in_root sh -ec '
    work=$(mktemp -d)
    cp -R /usr/share/doc/pacelane/examples/workspace "$work"
    cmake -S /usr/share/doc/libpacelane-dev/examples/cpp -B "$work/build" >/dev/null
    cmake --build "$work/build" >/dev/null
    "$work/build/drafts" "$work/workspace/pacelane.yaml" maya >"$work/drafts.txt"
    grep "^linkedin_post: " "$work/drafts.txt"'
}

if [ "$1" = --in-root ]; then # called back by mmdebstrap
  root=$2
  use_packages
  exit
fi

build=$(cd "$1" && pwd)
self=$(realpath "$0")
if [ "$(id -u)" -ne 0 ]; then
  echo "$0: making a root to install packages in needs root; run it with sudo" >&2
  exit 1
fi

echo "--- making the packages"
rm -f "$build"/packages/*.deb
cpack --config "$build/CPackConfig.cmake" >"$build/cpack.log" 2>&1 || { cat "$build/cpack.log"; exit 1; }
debs=("$build"/packages/*.deb)
wanted=3
[ ! -x "$build/bin/pacelane-reader" ] || wanted=4
[ ${#debs[@]} -eq $wanted ] || { echo "made ${#debs[@]} packages, not $wanted: ${debs[*]}" >&2; exit 1; }

echo "--- lintian"
lintian --fail-on error,warning "${debs[@]}" 2>&1 | { grep -v 'root privileges' || true; }

work=$(mktemp -d)
trap 'rm -rf --one-file-system "$work"' EXIT
trap 'exit 1' HUP INT TERM
chmod 755 "$work"
export TMPDIR=$work PACELANE_DEBS=$work/debs PACELANE_LOG=$work/apt.log
mkdir "$PACELANE_DEBS"
cp "${debs[@]}" "$PACELANE_DEBS"

# The Debian of this machine, from where this machine has it.
codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
sources() {
  local keyring=/usr/share/keyrings/debian-archive-keyring.gpg options=
  [ -e $keyring ] && options="[signed-by=$keyring] "
  apt-get indextargets --format "deb $options\$(REPO_URI) \$(RELEASE) \$(COMPONENT)" 'Created-By: Packages' 'Origin: Debian' |
    grep " $codename" | sort -u
}
sources >"$work/sources" || { apt-get update -qq && sources >"$work/sources"; } || {
  echo "$0: apt has no source of Debian $codename" >&2
  exit 1
}
apt-config dump | grep -E '^Acquire::(https?::|Check-|Retries)' >"$work/apt.conf" || true

echo "--- a bare root of Debian $codename"
if ! mmdebstrap --variant=minbase --format=null --aptopt="$work/apt.conf" --dpkgopt=force-unsafe-io \
  --setup-hook='mkdir -p "$1$PACELANE_DEBS" && cp "$PACELANE_DEBS"/*.deb "$1$PACELANE_DEBS"' \
  --include="$(echo "$PACELANE_DEBS"/libpacelane0_*.deb)" --include="$(echo "$PACELANE_DEBS"/pacelane_*.deb)" \
  --customize-hook="bash '$self' --in-root \"\$1\" >&3" \
  "$codename" - "$work/sources" 3>&1 >/dev/null 2>"$work/mmdebstrap.log"; then
  tail -n 60 "$work/mmdebstrap.log" >&2
  exit 1
fi
