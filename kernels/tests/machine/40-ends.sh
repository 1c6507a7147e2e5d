# daxtrace record: however it ends, the capture can be read, and nothing stays in the kernel.
. "$KERNELS/guest/daxtrace.sh"
before=$(bpf_objects)
"$PROGRAMS/keep-faulting" keep-faulting "$MNT/f" 0 &
load=$!

# What a script without job control starts in the background ignores SIGINT: record must not. Without the load it ends in one or two
# seconds of the emulator's one thread (most of which is detaching kprobes, where it is by kprobes); what hangs takes 20, Interrupt's limit
cat >script <<'S'
"$REPO/daxtrace" record -o interrupted 2>interrupted.err &
until grep -q 'recording to' interrupted.err; do
  kill -0 $! || exit
  sleep 0.2
done
sleep 2
kill -STOP "$load"
asked=$(date +%s%N)
kill -INT $!
wait $!
echo "$? $((($(date +%s%N) - asked) / 1000000))"
kill -CONT "$load"
S
read -r status milliseconds <<<"$(load=$load sh script)"
check "SIGINT: exit status" 0 "$status"
check_that "SIGINT: it ends at once" [ "$milliseconds" -le 10000 ]
echo "# ended after $milliseconds ms" >&2
check "SIGINT: nothing stays in the kernel" "$before" "$(bpf_objects)"
analyze interrupted
expect "SIGINT: complete" "True nothing True" interrupted 'a["complete"]' 'lost()' 'faults("total") > 0'

start_tracing killed record -o killed
sleep 3
stop_tracing KILL
check "kill -9: exit status" 137 $tracer_status
check "kill -9: nothing stays in the kernel" "$before" "$(bpf_objects)"
analyze killed
expect "kill -9: readable" "True" killed 'faults("total") > 0'

mkdir small
mount -t tmpfs -o size=256k small small
start_tracing full record -o small/capture
for ((i = 0; i < 600; i++)); do
  kill -0 $tracer 2>/dev/null || break
  sleep 0.2
done
stop_tracing INT 2>/dev/null
check "a full disk: exit status" 2 $tracer_status
check_matches "a full disk: the message" '.*(No space left|full).*' "$(cat full.err)"
check "a full disk: no stack trace" 0 "$(grep -cE '^\s+at |Exception( in|:)' full.err)"
check "a full disk: nothing stays in the kernel" "$before" "$(bpf_objects)"
analyze small/capture
expect "a full disk: what fitted is there" "True" small/capture 'faults("total") > 100'

daxtrace record --duration 2s -o timed
check "--duration: exit status" 0 $?
analyze timed
expect "--duration: complete" "True nothing True" timed 'a["complete"]' 'lost()' 'faults("total") > 0'
daxtrace analyze timed >timed.txt
check "analyze in the guest: exit status" 0 $?
check_matches "analyze in the guest: what it prints" 'faults: .* sync .*' "$(cat timed.txt)"

kill $load
wait $load 2>/dev/null

# Nobody takes records out of a ring buffer of one page while 512 faults are made: what was kept and what was dropped are all
start_tracing stuck record --ring-size 4KiB -o stuck
kill -STOP $tracer
"$PROGRAMS/map-sync-faults" "$MNT/g" 1 0 512 >/dev/null
kill -CONT $tracer
stop_tracing INT
check "stuck: exit status" 0 $tracer_status
analyze stuck
expect "stuck: dropped and kept are all that were made" "512" stuck 'a["loss"]["ring_full"] + faults("total")'
expect "stuck: most were dropped, some kept, and it says so" "True True False" stuck \
  'a["loss"]["ring_full"] > 256' 'faults("total") > 0' 'a["complete"]'
