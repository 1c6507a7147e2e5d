# daxtrace doctor, and record, on machines that cannot be traced: one message each, with exit status 2.
. "$KERNELS/guest/daxtrace.sh"
daxtrace doctor >doctor.out
check "can trace: exit status" 0 $?
for f in dax_iomap_fault dax_finish_sync_fault vfs_fsync_range ext4_sync_file xfs_file_fsync; do
  check_matches "names $f's probe" ".*\b$f\b.*(fentry|kprobe|tracepoint).*" "$(cat doctor.out)"
done
cannot() { # cannot NAME PATTERN COMMAND...: doctor and record give one message that matches, and exit with 2
  local name=$1 pattern=$2
  shift 2
  "$@" "$REPO/daxtrace" doctor >doctor.out 2>&1
  check "$name: doctor's exit status" 2 $?
  check_matches "$name: doctor's message" ".*($pattern).*" "$(cat doctor.out)"
  "$@" "$REPO/daxtrace" record -o /tmp/cannot -- true >record.out 2>record.err
  check "$name: record's exit status" 2 $?
  check_matches "$name: record's message" "daxtrace: .*($pattern).*" "$(cat record.err)"
  check "$name: record says it once" 1 "$(grep -ciE "$pattern" record.err)"
  rm -rf /tmp/cannot
}
cannot "an ordinary user" 'CAP_BPF|root' setpriv --reuid 65534 --regid 65534 --clear-groups
cannot "no DAX mount" 'DAX' unshare -m sh -c 'umount -l /mnt/ext4 /mnt/xfs; exec "$@"' sh

# in the guest's throw-away overlay
library=$(ldconfig -p | awk '/libbpf.so.1 / {print $NF}')
mkdir aside
mv "$(dirname "$library")"/libbpf.so* aside
cannot "no libbpf" 'libbpf' env
mv aside/* "$(dirname "$library")"
