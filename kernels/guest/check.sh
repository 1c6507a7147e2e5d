# Sourced before each test in the guest. A test is a file in tests/ that makes calls of `check`; it runs once for each file
# system, in a folder of its own in memory, with MNT (where the filesystem is), FS and DEV, KERNEL, PROGRAMS, REPO and WORK
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
# (The histogram triggers would count for us, but Debian's 5.10 has none.)
trace_count() {
  local events=${1//,/ } event counts=()
  shift
  echo >"$tracing/trace"
  for event in $events; do echo 1 >"$tracing/events/${event/://}/enable"; done
  "$@" >"$WORK/traced.out" 2>&1 || echo "trace_count: $* ended with $?" >&2
  for event in $events; do echo 0 >"$tracing/events/${event/://}/enable"; done
  cat "$tracing/trace" >"$WORK/trace"
  for event in $events; do counts+=("$(grep -c ": ${event#*:}: " "$WORK/trace")"); done
  awk '/entries-in-buffer/ {split($3, n, "/"); if (n[1] != n[2]) print "trace_count: events lost:", $3 >"/dev/stderr"}' "$WORK/trace"
  echo "${counts[*]}"
}

# kprobe FUNCTION...: a kprobe event check:FUNCTION on each
kprobe() {
  local f
  for f in "$@"; do
    [ -d "$tracing/events/check/$f" ] || echo "p:check/$f $f" >>"$tracing/kprobe_events"
  done
}
