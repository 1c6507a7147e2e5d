# daxtrace record --detail all: where the time of the stages goes, to the nanosecond, and the same as trace-cmd sees at the
# same time by kprobes on the same functions.
. "$KERNELS/guest/daxtrace.sh"
tracing=/sys/kernel/tracing
functions=(dax_iomap_fault dax_finish_sync_fault vfs_fsync_range dax_writeback_mapping_range blkdev_issue_flush grab_mapping_entry)
case $FS in
  ext4) functions+=(ext4_dax_huge_fault ext4_fc_commit start_this_handle) journal=ext4_fc_commit ;;
  xfs) functions+=(xfs_filemap_fault xfs_filemap_huge_fault xfs_log_force_seq xfs_log_reserve) journal=xfs_log_force_seq ;;
esac
for f in "${functions[@]}"; do
  echo "p:detail/$f $f"
  echo "r:detail/${f}_ret $f ret=\$retval:x32"
done >>$tracing/kprobe_events
before=$(bpf_objects)
cat >workloads <<'W'
"$PROGRAMS/map-sync-faults" "$MNT/sync" 1 0 256
"$PROGRAMS/map-sync-faults" "$MNT/async" 0 1 64
"$PROGRAMS/huge-faults" "$MNT/huge" 1 1
"$PROGRAMS/fsync-paths" "$MNT/flushes"
W
# a second for the kernel to free the programs: trace-cmd gives up where /proc/kallsyms changes while it copies that
# shellcheck disable=SC2016  # the inner shell's
trace-cmd record -q -C mono -e fs_dax -e detail -b 16384 -o theirs.dat \
  sh -c '"$REPO/daxtrace" record -o ours --profile ours.profile --detail all -- sh workloads; sleep 1' >&2
check "nothing stays in the kernel" "$before" "$(bpf_objects)"
echo 0 >$tracing/events/detail/enable
for f in "${functions[@]}"; do
  echo "-:detail/$f"
  echo "-:detail/${f}_ret"
done >>$tracing/kprobe_events
analyze ours
analyze ours.profile
analyze theirs.dat
expect "nothing is lost, and it says so" "True nothing" ours 'a["complete"]' 'lost()'
expect "the kernel's histograms are those of the records, in every bucket" "True" ours "same('$FS-$TEST-ours.profile.json')"
expect "trace-cmd lost nothing" "True" theirs.dat 'a["complete"]'
expect "$journal is followed" "True" theirs.dat "metric('stage.commit.journal') > 0"
for capture in ours theirs.dat; do
  expect "the parts add up to the stages, $capture" "True True True" $capture 'parts_add_up("commit")' 'parts_add_up("map")' 'parts_add_up("other")'
done
for part in commit.writeback commit.journal commit.rest map.handle map.entry map.rest other.handle other.rest; do
  expect "$part of every sync fault" "True" ours "metric('stage.$part') == metric('fault.sync') > 256"
done
expect "of each sync fault the journal takes time" "True" ours "metric_min('stage.commit.journal') > 0"
expect "each locks a page's entry" "True" ours "metric_min('stage.map.entry') > 0"
case $FS in
  ext4) expect "ext4 has its handle before dax_iomap_fault" "0 True" ours "metric('stage.map.handle', 'sum')" "metric_min('stage.other.handle') > 0" ;;
  xfs) expect "XFS reserves room in the log inside it" "True" ours "metric_min('stage.map.handle') > 0" ;;
esac
expect "as many faults as trace-cmd saw, and within 10 % the same shares" "nothing" ours "differing_shares('$FS-$TEST-theirs.dat.json')"
