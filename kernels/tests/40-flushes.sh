# daxtrace record: each way to flush a file on a DAX file system is counted once, under its cause.
. "$KERNELS/guest/daxtrace.sh"

daxtrace record -o alone -- "$PROGRAMS/fsync-paths" "$MNT/f"
analyze alone
expect "fsync, fdatasync, msync, dsync_write, other" "10 20 30 40 0" alone 'causes()'
expect "100 altogether, none by a fault" "100 0 True" alone 'metric("fsync")' 'metric("fsync.fault")' 'a["complete"]'

daxtrace record -o beside -- sh -c '"$0/map-sync-faults" "$1/g" 1 0 512 & "$0/fsync-paths" "$1/f"; wait' "$PROGRAMS" "$MNT" >&2
analyze beside
expect "the same with faults beside them" "10 20 30 40 0" beside 'causes()'
# fsync-paths maps a file of its own, without MAP_SYNC
expect "the faults" "512 512 True" beside 'faults("sync")' 'metric("fsync.fault")' 'a["complete"]'

mkdir -p "$MNT"/{upper,work} lower over
mount -t overlay -o lowerdir=lower,upperdir="$MNT/upper",workdir="$MNT/work" overlay over
daxtrace record -o stacked -- "$PROGRAMS/fsync-paths" over/f
umount over
analyze stacked
expect "each is one call through overlayfs" "10 20 30 40 0" stacked 'causes()'

daxtrace record -o elsewhere -- "$PROGRAMS/fsync-paths" "$WORK/f"
analyze elsewhere
expect "files without DAX are left out" "0 0" elsewhere 'metric("fsync")' 'faults("total")'
