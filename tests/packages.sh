# Sourced by tests/run.sh and examples/quickstart.sh: installs Debian packages that are missing, and nothing when all are there.

BUILD_PACKAGES="g++ cmake ninja-build ccache pkg-config libcli11-dev libsqlitecpp-dev libsqlite3-dev libfmt-dev
  libyaml-cpp-dev nlohmann-json3-dev libstemmer-dev libabsl-dev libmd4c-dev libutf8proc-dev libmd-dev libtoml11-dev
  libmicrohttpd-dev libncurses-dev tzdata"
# What pacelane-reader is made of: PDF, office documents, mail … Without them all else is built.
FORMAT_PACKAGES="libpoppler-cpp-dev libzip-dev libpugixml-dev libgmime-3.0-dev libical-dev libgumbo-dev libseccomp-dev"
TEST_PACKAGES="doctest-dev clang-format-14 sqlite3"
# For run.sh --all.
ALL_PACKAGES="clang-14 libclang-rt-14-dev clang-tidy-14 dpkg-dev file lintian mmdebstrap prometheus systemd tmux chromium nginx-light"

need_packages() {
  local missing=() package
  for package in "$@"; do
    # tzdata may come without being asked for; dpkg knows of both.
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  local root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "Please install as root: apt-get install ${missing[*]}" >&2
      return 1
    fi
    root=(sudo)
  fi
  echo "Installing: ${missing[*]}" >&2
  "${root[@]}" apt-get update -qq >&2 &&
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}
