# daxtrace record, once around everything: the faults and flushes of each program, by number, kind, cause, stage and time. Every
# program has a file of its own, by whose inode number or path its part is found again.
. "$KERNELS/guest/daxtrace.sh"
before=$(bpf_objects)
mkdir -p "$MNT"/{upper,work,below} lower over
mount -t overlay -o lowerdir=lower,upperdir="$MNT/upper",workdir="$MNT/work" overlay over

cat >workloads <<'W'
cd "$PROGRAMS"
./map-sync-faults -n "$MNT/sync" 1 0 512 >"$WORK/measured"
./map-sync-faults "$MNT/async" 0 1 512
./huge-faults "$MNT/huge" 1 1
./read-faults "$MNT/read" 40
./thread-faults "$MNT/threads" 4 32
./fsync-paths "$MNT/flushes"
./map-sync-faults "$MNT/beside-faults" 1 0 512 & ./fsync-paths "$MNT/beside-flushes"; wait
./fsync-paths "$WORK/over/stacked"
./fsync-paths "$WORK/elsewhere"
./hold-file "$MNT/two  blanks " 31 5 &
./hold-file "$MNT/line
<b>&amp; (deleted)" 32 5 &
./hold-file -d "$MNT/deleted" 33 5 &
unshare -m sh -c 'mount --bind "$MNT/below" /mnt && readlink /proc/self/ns/mnt >"$WORK/container" && exec ./hold-file /mnt/contained 34 5' &
./hold-file "$MNT/gone" 35 5 &
wait
rm "$MNT/gone"
exit 7
W
daxtrace record -o all -- sh workloads >&2
check "exits with the command's status" 7 $?
check "nothing stays in the kernel" "$before" "$(bpf_objects)"
umount over
check "nobody else can read the capture" "600" "$(find all -type f -printf '%m\n' | sort -u)"
analyze all --by inode,file
of() { echo "inode=$(stat -c %i "$MNT/$1")"; }

# Where a thread is preempted in a program, as on 7.2, runs of fentry programs are missed; of the probes that daxtrace chooses there, none.
expect "nothing is lost, and it says so" "True nothing" all 'a["complete"]' 'lost()'
expect "of this kernel" "$(uname -r)" all 'a["inputs"][0]["kernel"]'
expect "babeltrace2 reads as many events" "$(babeltrace2 all | grep -cE ' dax_(fault|fsync): ')" all 'events()'
# three times fsync-paths, and the flush of the preallocated file; fsync-paths on a file in memory is not there
expect "301 flushes of files with DAX" "301" all 'metric("fsync")'

f=$(of sync)
expect "512 sync faults" "512 0 0 512" all "faults('sync', $f)" "faults('async', $f)" "faults('failed', $f)" "faults('total', $f)"
expect "all are 4 KiB faults" "512 0" all "faults('pte', $f)" "faults('pmd', $f)"
for stage in map commit insert other; do expect "stage $stage of each" 512 all "metric('stage.$stage', $f)"; done
expect "the stages add up to the faults" "True" all \
  "sum(metric('stage.' + s, 'sum', $f) for s in ('map', 'commit', 'insert', 'other')) == metric('fault.sync', 'sum', $f)"
expect "one flush a fault" "512 0" all "metric('fsync.fault', $f)" "metric('fsync', $f)"
# the program's own clock is read outside the fault: the kernel's part is less, and the most of it
total=$(awk '/^total/ {print $2}' measured)
expect "time in the kernel is less than what the program measured" "True" all "metric('fault', 'sum', $f) < $total"
expect "and more than 60 % of it" "True" all "metric('fault', 'sum', $f) > 0.6 * $total"

f=$(of async)
expect "512 async faults" "0 512 0" all "faults('sync', $f)" "faults('async', $f)" "faults('failed', $f)"
expect "without a flush" "0" all "metric('fsync.fault', $f)"
f=$(of huge)
case $FS in
  ext4) expect "one huge fault" "1 1 0" all "faults('total', $f)" "faults('pmd', $f)" "faults('pte', $f)" ;;
  xfs) expect "one huge fault that falls back" "1 0 1" all "faults('total', $f)" "faults('pmd', $f)" "faults('pte', $f)" ;;
esac
f=$(of read)
expect "40 sync faults inside read(2)" "40 0" all "faults('sync', $f)" "faults('async', $f)"
expect "faults of 4 threads at once" "128" all "faults('total', $(of threads))"
f=$(of flushes)
expect "fsync, fdatasync, msync, dsync_write, other" "10 20 30 40 0" all "causes($f)"
expect "100 flushes altogether, none by a fault" "100 0" all "metric('fsync', $f)" "metric('fsync.fault', $f)"
expect "the same with faults beside them" "10 20 30 40 0" all "causes($(of beside-flushes))"
# a flush of XFS's log for the other file can make a fault's blocks durable before it looks
f=$(of beside-faults)
expect "the faults beside them" "512 True" all "faults('total', $f)" \
  "faults('sync', $f) == metric('fsync.fault', $f) > 256"
# the overlay's inode, or the real one below it
expect "each flush is one through overlayfs" "10 20 30 40 0" all "causes($(of upper/stacked))"

at() { echo "**{'file': '$1'}"; }
expect "a file with blanks in its name" "31" all "faults('total', $(at "$MNT/two  blanks "))"
expect "one with a line end and markup" "32" all "faults('total', $(at "$MNT/line\\n<b>&amp; (deleted)"))"
expect "one that was deleted" "33" all "faults('total', $(at "(deleted) $MNT/deleted"))"
expect "one in a container" "34" all "faults('total', $(at "(mount namespace $(tr -dc 0-9 <container)) /mnt/contained"))"
expect "one that is gone at the end" "35" all "faults('total', $(at "(gone) $MNT/gone"))"
expect "those whose programs had ended" "512 40" all "faults('sync', $(at "$MNT/sync"))" "faults('sync', $(at "$MNT/read"))"
expect "one that was flushed alone" "10 20 30 40 0" all "causes($(at "$MNT/flushes"))"
