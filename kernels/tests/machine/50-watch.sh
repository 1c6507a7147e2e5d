# daxtrace watch: the histograms in the kernel count what the program did.
. "$KERNELS/guest/daxtrace.sh"
before=$(bpf_objects)
start_tracing watch watch -i 1s --profile watch.profile
"$PROGRAMS/map-sync-faults" "$MNT/f" 1 0 512 >/dev/null
"$PROGRAMS/map-sync-faults" "$MNT/f" 0 1 300 >/dev/null
"$PROGRAMS/fsync-paths" "$MNT/g"
stop_tracing INT
check "SIGINT: exit status" 0 $tracer_status
check_that "it printed something" test -s watch.out
analyze watch.profile
# fsync-paths touches 30 pages that it has written before: faults too, without a sync; so does the flush of the preallocated file
expect "sync faults" "512" watch.profile 'metric("fault.sync")'
expect "async faults" "True" watch.profile 'metric("fault.async") >= 300'
# the one more is map-sync-faults's own, of the file it allocates
expect "flushes by cause" "11 20 30 40 0 512" watch.profile 'causes()' 'metric("fsync.fault")'
expect "complete" "True" watch.profile 'a["complete"]'
check "nothing stays in the kernel" "$before" "$(bpf_objects)"
