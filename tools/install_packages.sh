#!/usr/bin/env bash
# install_packages.sh build|deep|browser: installs the Debian 12 packages that a group of targets
# needs; does nothing where all are there.
set -euo pipefail

build=(g++ cmake ninja-build make pkg-config python3 ccache
  libicu-dev libssl-dev libzstd-dev zlib1g-dev libuchardet-dev libsqlite3-dev
  libsqlitecpp-dev libbrotli-dev libcld2-dev libstemmer-dev libfmt-dev nlohmann-json3-dev
  libsimdjson-dev libexpected-dev libboost-dev libkainjow-mustache-dev libgtest-dev librapidcheck-dev)
deep=(clang clang-format clang-tidy libclang-rt-14-dev libbenchmark-dev git)
browser=(chromium)

case "${1:-build}" in
  build) wanted=("${build[@]}") ;;
  deep) wanted=("${build[@]}" "${deep[@]}") ;;
  browser) wanted=("${browser[@]}") ;;
  *) echo "usage: $0 build|deep|browser" >&2; exit 2 ;;
esac

missing=()
for package in "${wanted[@]}"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

if ! command -v apt-get >/dev/null; then
  echo "newsloom needs these Debian 12 packages, and there is no apt-get here to install them: ${missing[*]}" >&2
  exit 1
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "newsloom needs these packages; please install them as root, then try again:" >&2
    echo "  apt-get install ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi
echo "Installing ${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { "${as_root[@]}" apt-get update -q && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
       apt-get install -y -q --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
  tail -n 20 "$log" >&2
  echo "The packages above could not be installed. By hand: apt-get install ${missing[*]}" >&2
  exit 1
fi
