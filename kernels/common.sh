# Sourced by the scripts beside it: where things are, and how to say that something is wrong.
kernels=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repo=$(dirname "$kernels")
cache=${DAXTRACE_CACHE:-$repo/.cache/kernels}
mkdir -p "$cache"
cache=$(cd "$cache" && pwd)
series="5.10 6.1 6.12 7.2"

die() {
  echo "${0##*/}: $*" >&2
  exit 2
}

need() {
  command -v "$1" >/dev/null || [ -x "/usr/sbin/$1" ] || die "$1 is not installed: run $kernels/install-packages"
}
