# Sourced by the tests of the editors: a home of its own for each, with our article and our server in it.
#
#   ATTACHE            the server program to test; target/debug/attache unless told
#   ATTACHE_PATIENCE   how many seconds to wait for what must come

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
repository="$PWD"
home="$(mktemp -d)"
cleanups=()
cleanup() {
  local each
  for each in "${cleanups[@]}"; do "$each" || true; done
  chmod -R u+w "$home" # the pages of records are written read-only
  rm -rf "$home"
}
trap cleanup EXIT

program="${ATTACHE:-$PWD/target/debug/attache}"
command -v "$program" > /dev/null || { echo "$0: there is no program $program" >&2; exit 1; }
# Under a name of its own, so that `kill-server` finds this server and no other.
ln -s "$(realpath "$(command -v "$program")")" "$home/attache"
export ATTACHE="$home/attache" ATTACHE_PATIENCE="${ATTACHE_PATIENCE:-30}"
export KILL_SERVER="$PWD/tests/editors/kill-server"

export HOME="$home" XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data" XDG_STATE_HOME="$home/state"
export XDG_CACHE_HOME="$home/cache" XDG_RUNTIME_DIR="$home/run" LC_ALL=C.UTF-8
mkdir -p "$XDG_CONFIG_HOME" "$XDG_RUNTIME_DIR" "$home/articles"
chmod 700 "$XDG_RUNTIME_DIR"
export ARTICLE="$home/articles/lakeside.md"
cp tests/corpus/articles/lakeside.md "$ARTICLE"

need() {
  command -v "$1" > /dev/null || { echo "$0: there is no program $1" >&2; exit 1; }
}
