# daxtrace bench: the eight set-ups take the faults they say, and nothing is left of them, however it ends.
. "$KERNELS/guest/daxtrace.sh"
cd "$WORK" || exit

before=$(ls -A "$MNT")
left() { # nothing, or what is in the filesystem now
  local now
  now=$(ls -A "$MNT")
  [ "$now" = "$before" ] && echo nothing || echo "$now"
}
ends() { # ends NAME PATTERN COMMAND...: exits with 2 and says so
  "${@:3}" >bench.out 2>bench.err
  check "$1: exit status" 2 $?
  check_matches "$1: message" "$2" "$(cat bench.err)"
}

kprobe dax_finish_sync_fault
events=check:dax_finish_sync_fault,fs_dax:dax_pte_fault_done
counts=$(trace_count $events "$REPO/daxtrace" bench --dir "$MNT" --pages 256 --repeat 1 --seed 1 --format posting --profile profile)
check "an empty file syncs in each fault, idle and with a load; every store is a fault" "512 2048" "$counts"
check "eight set-ups" 8 "$(grep -c '^File .*MAP_SYNC:$' "$WORK/traced.out")"
check "each fault is in a histogram" 2048 "$(awk '/ us: / {n += $NF} END {print n}' "$WORK/traced.out")"
check "our own reader takes the posting" 8 \
  "$(daxtrace analyze "$WORK/traced.out" --format json --quiet | grep -c '"name" : "File .*MAP_SYNC"')"
check "a run of each set-up in the profile" 8 "$(grep -c '"source":"bench ' profile)"
check "finished: left behind" nothing "$(left)"

objects=$(bpf_objects)
"$REPO/daxtrace" bench --dir "$MNT" --pages 128 --repeat 1 --seed 2 --trace --quiet --format json --profile profile \
  >"/out/$FS-$TEST-traced.json"
check "traced: exit status" 0 $?
check "traced: left behind" "nothing, $objects" "$(left), $(bpf_objects)"
check "traced: the kernel's metrics in the profile" "8 2" "$(grep -c '"name":"fault"' profile) $(grep -c '"name":"stage.commit"' profile)"
expect "traced: nothing lost" "True" traced "a['complete']"
expect "traced: every access joined to a fault of its own" "[128, 128, 128, 128, 128, 128, 128, 128] 0 0" traced \
  "traces('joined')" "sum(traces('not_joined'))" "sum(traces('strays'))"
expect "traced: an empty file mapped with MAP_SYNC syncs in each fault, others never" "[0, 0, 0, 128, 0, 0, 0, 128]" traced \
  "traces('group', 'faults', 'sync')"
expect "traced: the stages and the rest are the program's time" "True" traced \
  "[sum(part['sum'] for part in split.values()) for split in traces('split')] == [cell['sum'] for cell in a['cells']]"
expect "traced: in no fault are they more than it" "True" traced \
  "all(part['min'] >= 0 for split in traces('split') for part in split.values())"

"$REPO/daxtrace" bench --dir "$MNT" --repeat 2000 --quiet >bench.out 2>bench.err &
bench=$!
until ls -A "$MNT" | grep -q daxtrace-bench; do kill -0 $bench || break; sleep 0.1; done
sleep 1
kill -TERM $bench
wait $bench
check_matches "interrupted: exit status" '0|130' $?
check_matches "interrupted: says so" 'daxtrace: interrupted after [0-9]+ of 16000 runs' "$(cat bench.err)"
check "interrupted: left behind" nothing "$(left)"

ends "no permission" "daxtrace: $MNT: no permission to make files there" \
  setpriv --reuid 65534 --regid 65534 --clear-groups "$REPO/daxtrace" bench --dir "$MNT"
ends "no permission to trace" "daxtrace: tracing needs CAP_BPF and CAP_PERFMON, or root: run it with sudo" \
  setpriv --reuid 65534 --regid 65534 --clear-groups "$REPO/daxtrace" bench --dir "$MNT" --trace
fallocate -l $(($(stat -fc '%a * %S' "$MNT") - (8 << 20))) "$MNT/fill"
ends "full" "daxtrace: $MNT has [0-9]+ MiB free, and the bench needs 38 MiB: .*" "$REPO/daxtrace" bench --dir "$MNT"
rm -f "$MNT/fill"
ends "ordinary" "daxtrace: $WORK is on .*, which has no MAP_SYNC: .*--no-map-sync.*" "$REPO/daxtrace" bench --dir "$WORK"
check "refused: left behind" nothing "$(left)"

# unmounted under it: whoever looks at the filesystem later finds nothing of the bench
mkdir -p mounted
mount -t tmpfs -o size=100m tmpfs mounted
exec 4<mounted
"$REPO/daxtrace" bench --dir mounted --no-map-sync --repeat 2000 --quiet >bench.out 2>bench.err &
bench=$!
until ls -A mounted | grep -q daxtrace-bench; do kill -0 $bench || break; sleep 0.1; done
sleep 1
umount -l mounted
wait $bench
check "unmounted: exit status" 2 $?
check_matches "unmounted: message" 'daxtrace: mounted is no longer on tmpfs .*' "$(cat bench.err)"
check "unmounted: left behind" 0 "$(ls -A /proc/self/fd/4/ | wc -l)"
exec 4<&-
