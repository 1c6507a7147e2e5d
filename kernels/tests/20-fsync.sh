# What a tracer of flushes stands on: which probes see which call. 10 fsync, 20 fdatasync, 30 msync and 40 O_DSYNC writes.
case $FS in ext4) method=ext4_sync_file ;; xfs) method=xfs_file_fsync ;; esac
kprobe vfs_fsync_range $method
hits() { trace_count check:vfs_fsync_range,check:$method "$PROGRAMS/$1" "${@:2}"; }

# The filesystem's method is called through a pointer and sees all 100. The compiler has put vfs_fsync_range into fdatasync(2)
# on Debian's 5.10 and 6.1, and into fsync(2) too on 7.2.
case $KERNEL in 5.10 | 6.1) expected=80 ;; 6.12) expected=100 ;; 7.2) expected=70 ;; esac
check "flushes by vfs_fsync_range and $method" "$expected 100" "$(hits fsync-paths "$MNT/f")"
check "40 O_DSYNC writes" "40 40" "$(hits dsync-writes "$MNT/f" 40)"
check "512 sync faults are 512 flushes" "512 512" "$(hits map-sync-faults "$MNT/f" 1 0 512)"

# overlayfs hands each flush on: vfs_fsync_range on its own file (where it is called), then on the real one
mkdir -p "$MNT"/{upper,work} lower over
mount -t overlay -o lowerdir=lower,upperdir="$MNT/upper",workdir="$MNT/work" overlay over
check_matches "flushes through overlayfs" '[0-9]+ 100' "$(hits fsync-paths over/f)"
umount over
