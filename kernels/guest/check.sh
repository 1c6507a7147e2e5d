# Sourced before each test in the guest. A test is a file in tests/ that makes calls of `check`; it runs once for each file
# system, in a folder of its own in memory, with MNT (where the file system is), FS and DEV, KERNEL, PROGRAMS, REPO and WORK
# (that folder).

check() { # check NAME EXPECTED ACTUAL: are the two the same text?
  if [ "$2" = "$3" ]; then
    echo "ok $1"
  else
    echo "not ok $1: expected ${2@Q}, found ${3@Q}"
  fi
}

check_matches() { # check_matches NAME EXTENDED-REGEX ACTUAL: does the whole of one line match?
  if grep -qxE -- "$2" <<<"$3"; then
    echo "ok $1"
  else
    echo "not ok $1: expected a line like ${2@Q}, found ${3@Q}"
  fi
}

check_that() { # check_that NAME COMMAND...: does the command succeed? What it prints tells what was found
  local found
  if found=$("${@:2}" 2>&1); then
    echo "ok $1"
  else
    echo "not ok $1: expected success of ${*:2}, found status $? and ${found@Q}"
  fi
}

tracing=/sys/kernel/tracing

# trace_count EVENT,EVENT... COMMAND...: runs the command with these trace events on and prints how often each fired, "2 0".
# The events count themselves in a tracefs histogram each, so no buffer can overflow.
trace_count() {
  local events=${1//,/ } event counts=() key
  shift
  for event in $events; do
    key=common_pid # a field that every event has
    echo "hist:keys=$key" >"$tracing/events/${event/://}/trigger"
  done
  "$@" >"$WORK/traced.out" 2>&1 || echo "trace_count: $* ended with $?" >&2
  for event in $events; do
    counts+=("$(awk '/^ *Hits:/ {print $2}' "$tracing/events/${event/://}/hist")")
    echo '!hist:keys=common_pid' >"$tracing/events/${event/://}/trigger"
  done
  echo "${counts[*]}"
}

# kprobe FUNCTION...: a kprobe event check:FUNCTION on each
kprobe() {
  local f
  for f in "$@"; do
    [ -d "$tracing/events/check/$f" ] || echo "p:check/$f $f" >>"$tracing/kprobe_events"
  done
}
