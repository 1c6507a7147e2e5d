# For the tests of daxtrace itself: sourced at their beginning.
#
# The emulated machine needs ten seconds of CPU time to start a JVM, so a test records as much as it can in one go, and leaves the
# analysis to the host: `analyze` takes the capture to /out, `expect` writes down what has to be true of it, and
# kernels/evaluate makes the checks of that after the run.

if [ ! -f "$REPO/cli/target/daxtrace.jar" ]; then
  echo "not ok daxtrace is built: expected $REPO/cli/target/daxtrace.jar, found nothing: run mvn -DskipTests package"
  exit
fi
daxtrace() { "$REPO/daxtrace" "$@"; }

later() { # one line, its fields separated by tabs
  (IFS=$'\t' && printf '%s\n' "$*") >>/out/expectations
}
analyze() { # analyze CAPTURE [OPTION...]: to be analysed with these options
  cp -r "$1" "/out/$FS-$TEST-${1//\//-}.capture" && later analyze "$FS" "$TEST" "${1//\//-}" "${@:2}"
}
expect() { # expect NAME EXPECTED CAPTURE EXPRESSION...: what guest/analysis.py's expressions have to print, see there
  later expect "$FS" "$TEST" "${3//\//-}" "$1" "$2" "${@:4}"
}

# How many BPF programs and links there are: nothing of ours may be left behind.
bpf_objects() { echo "$(bpftool prog list | grep -c '^[0-9]') programs, $(bpftool link list 2>/dev/null | grep -c '^[0-9]') links"; }

# start_tracing NAME COMMAND...: starts daxtrace COMMAND... in the background and waits until it says that it traces. What it
# prints is in NAME.out and NAME.err.
start_tracing() {
  local name=$1 i
  shift
  (exec "$REPO/daxtrace" "$@" >"$name.out" 2>"$name.err" </dev/null) &
  tracer=$!
  for ((i = 0; i < 1200; i++)); do
    grep -qE 'recording to|watching' "$name.err" && return
    kill -0 $tracer 2>/dev/null || break
    sleep 0.2
  done
  echo "start_tracing: $* does not trace:" >&2
  cat "$name.err" >&2
}

stop_tracing() { # stop_tracing SIGNAL: leaves the exit status in tracer_status
  kill -"$1" $tracer
  tracer_status=0
  wait $tracer 2>/dev/null || tracer_status=$?
}

# Starts a program that waits, its pid in `stopped`, until SIGCONT lets it go: for filters by pid
start_stopped() {
  # shellcheck disable=SC2016  # the inner shell's own $$
  sh -c 'kill -STOP $$; exec "$@"' sh "$@" >"$WORK/stopped.out" 2>&1 &
  stopped=$!
  until grep -q '^State:.*T' /proc/$stopped/status; do sleep 0.05; done
}

# cannot NAME PATTERN COMMAND...: where that command runs it, doctor finds one thing missing and record gives one message, which
# match the pattern, and both exit with 2
cannot() {
  local name=$1 pattern=$2
  shift 2
  "$@" "$REPO/daxtrace" doctor >doctor.out 2>&1
  check "$name: doctor's exit status" 2 $?
  check "$name: doctor finds one thing missing" 1 "$(grep -c '^MISSING' doctor.out)"
  check_matches "$name: and says what" ".*($pattern).*" "$(grep -A1 '^MISSING' doctor.out)"
  "$@" "$REPO/daxtrace" record -o /tmp/cannot -- echo "the command has run" >record.out 2>&1
  check "$name: record's exit status" 2 $?
  check "$name: record says one thing" 1 "$(wc -l <record.out)"
  check_matches "$name: which is that" "daxtrace: .*($pattern).*" "$(cat record.out)"
  rm -rf /tmp/cannot
}
