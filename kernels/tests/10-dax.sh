# The ground the other tests stand on: DAX, MAP_SYNC, and the kernel's own trace events for them.
faults=fs_dax:dax_pte_fault_done,fs_dax:dax_pmd_fault_done

check_matches "mounted with DAX" 'dax(=always)?' "$(findmnt -no OPTIONS "$MNT" | grep -o 'dax[^,]*')"

measured=$("$PROGRAMS/map-sync-faults" "$MNT/f" 1 0 64)
check_matches "MAP_SYNC works and is measured" 'min=[0-9]+ avg=[0-9]+ max=[0-9]+' "$measured"
check "every fault is in the histogram" 64 "$(awk '/ us: / {n += $NF} END {print n}' <<<"$measured")"
check_matches "a file that is not on persistent memory has no MAP_SYNC" '.*: Operation not supported' \
  "$("$PROGRAMS/map-sync-faults" "$WORK/f" 1 0 1 2>&1)"

# A measured fault is one completed 4 KiB fault; the first one is also a huge one that falls back, at times more than once
check_matches "512 pages are 512 faults" '512 [1-9]' "$(trace_count $faults "$PROGRAMS/map-sync-faults" "$MNT/f" 1 0 512)"
"$PROGRAMS/map-sync-faults" -n "$MNT/f" 1 0 100 >measured
check "each fault is printed" 100 "$(grep -c '^fault [0-9]* [0-9]* ns$' measured)"
check "and their total" "$(awk '/^fault/ {n += $3} END {print "total", n, "ns"}' measured)" "$(tail -1 measured)"

kprobe dax_finish_sync_fault
sync_faults() { trace_count check:dax_finish_sync_fault "$PROGRAMS/$1" "${@:2}"; }
check "an empty file syncs in each fault" 512 "$(sync_faults map-sync-faults "$MNT/f" 1 0 512)"
check "a preallocated one does not" 0 "$(sync_faults map-sync-faults "$MNT/f" 1 1 512)"
check "nor does one without MAP_SYNC" 0 "$(sync_faults map-sync-faults "$MNT/f" 0 0 512)"
check "a fault inside read(2) syncs too" 40 "$(sync_faults read-faults "$MNT/f" 40)"
check "rounds of 16" 80 "$(sync_faults keep-faulting decoy "$MNT/f" 5)"
check "4 threads x 32 pages" "128" "$(trace_count fs_dax:dax_pte_fault_done "$PROGRAMS/thread-faults" "$MNT/f" 4 32)"

# XFS finds no extents on 2 MiB alignment and falls back to 4 KiB faults, ext4 takes the huge ones
case $FS in
  ext4) check "3 huge faults" "0 3" "$(trace_count $faults "$PROGRAMS/huge-faults" "$MNT/f" 1 3)" ;;
  xfs) check_matches "huge faults fall back" "3 [3-9]" "$(trace_count $faults "$PROGRAMS/huge-faults" "$MNT/f" 1 3)" ;;
esac
