# daxtrace doctor, and record, on machines that cannot be traced: one message each, with exit status 2.
. "$KERNELS/guest/daxtrace.sh"
daxtrace doctor >doctor.out
check "can trace: exit status" 0 $?
for f in dax_iomap_fault dax_finish_sync_fault vfs_fsync_range ext4_sync_file xfs_file_fsync; do
  check_matches "names the probe of $f" "ok  .*\b$f +(fentry|kprobe|tracepoint|perf tracepoint).*" "$(cat doctor.out)"
done
model=$(sed -n 's/.*(\([a-z]*\)).*/\1/p' /sys/kernel/debug/sched/preempt 2>/dev/null)
check_matches "names the preemption model" "ok +preemption +${model:-(none|voluntary|full|lazy|real-time).*},? .*" "$(grep preemption doctor.out)"
check "sees a fault of its own on each DAX mount" 2 "$(grep -cE '^ok +fault of our own +a fault, map [0-9]+ ns, commit [0-9]+ ns, insert [0-9]+ ns, other [0-9]+ ns, and its fsync$' doctor.out)"

cannot "an ordinary user" 'CAP_BPF' setpriv --reuid 65534 --regid 65534 --clear-groups
cannot "no DAX mount" 'DAX' unshare -m sh -c 'umount -l /mnt/ext4 /mnt/xfs; exec "$@"' sh
cannot "no BTF" 'BTF' unshare -m sh -c 'mount -t tmpfs none /sys/kernel/btf; exec "$@"' sh

# in the guest's throw-away overlay
library=$(ldconfig -p | awk '/libbpf.so.1 / {print $NF; exit}')
mkdir aside
mv "$(dirname "$library")"/libbpf.so* aside
cannot "no libbpf" 'libbpf' env
mv aside/* "$(dirname "$library")"
