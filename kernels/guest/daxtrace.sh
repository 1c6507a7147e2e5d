# For the tests of daxtrace itself: sourced at their beginning.

if [ ! -f "$REPO/cli/target/daxtrace.jar" ]; then
  echo "not ok daxtrace is built: expected $REPO/cli/target/daxtrace.jar, found nothing: run mvn -DskipTests package"
  exit
fi
daxtrace() { "$REPO/daxtrace" "$@"; }

analyze() { # analyze CAPTURE [OPTION...]: leaves the JSON in CAPTURE.json, what it says on stderr in the test's log
  daxtrace analyze "$1" --format json "${@:2}" >"$1.json" || echo "analyze $* ended with $?" >&2
}
expect() { # expect NAME EXPECTED CAPTURE EXPRESSION...: see analysis.py
  check "$1" "$2" "$(python3 "$KERNELS/guest/analysis.py" "$3.json" "${@:4}" 2>&1)"
}

# How many BPF programs and links there are: nothing of ours may be left behind.
bpf_objects() { echo "$(bpftool prog list | grep -c '^[0-9]') programs, $(bpftool link list 2>/dev/null | grep -c '^[0-9]') links"; }

# start_tracing NAME COMMAND...: starts daxtrace COMMAND... in the background and waits until it traces: until a fault that was
# begun has reached it, as its own line on standard error says. What it prints is in NAME.out and NAME.err.
start_tracing() {
  local name=$1 i
  shift
  # a shell's background processes ignore SIGINT, and so would the JVM
  (exec env --default-signal=INT "$REPO/daxtrace" "$@" >"$name.out" 2>"$name.err" </dev/null) &
  tracer=$!
  for ((i = 0; i < 600; i++)); do
    grep -qE "$tracing_now" "$name.err" && return
    kill -0 $tracer 2>/dev/null || break
    sleep 0.1
  done
  echo "start_tracing: $* does not trace:" >&2
  cat "$name.err" >&2
}
tracing_now='recording|watching'

stop_tracing() { # stop_tracing SIGNAL: leaves the exit status in tracer_status
  kill -"$1" $tracer
  wait $tracer 2>/dev/null
  tracer_status=$?
}

# Starts a program that waits, its pid in `stopped`, until SIGCONT lets it go: for filters by pid
start_stopped() {
  # shellcheck disable=SC2016  # the inner shell's own $$
  sh -c 'kill -STOP $$; exec "$@"' sh "$@" >"$WORK/stopped.out" 2>&1 &
  stopped=$!
  until grep -q '^State:.*T' /proc/$stopped/status; do sleep 0.05; done
}
