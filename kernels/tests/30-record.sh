# daxtrace record: the faults of the measuring program, by number, kind, stage and time.
. "$KERNELS/guest/daxtrace.sh"
before=$(bpf_objects)

# record NAME PROGRAM ARGUMENT...: leaves the capture in NAME, its analysis in NAME.json
record() {
  daxtrace record -o "$1" -- "$PROGRAMS/$2" "${@:3}" >"$1.out"
  check "$1: exit status" 0 $?
  analyze "$1"
}

record sync map-sync-faults -n "$MNT/f" 1 0 512
expect "512 sync faults" "512 0 0 512" sync 'faults("sync")' 'faults("async")' 'faults("failed")' 'faults("total")'
expect "nothing is lost, and it says so" "True 0" sync 'a["complete"]' 'loss()'
expect "of this kernel" "$(uname -r)" sync 'a["inputs"][0]["kernel"]'
expect "all are 4 KiB faults" "512 0" sync 'faults("pte")' 'faults("pmd")'
for stage in map commit insert other; do
  expect "stage $stage of each" "512" sync "metric('stage.$stage')"
done
expect "the stages add up to the faults" "True" sync \
  'sum(metric("stage." + s, "sum") for s in ("map", "commit", "insert", "other")) == metric("fault.sync", "sum")'
expect "one flush a fault" "512 0" sync 'metric("fsync.fault")' 'metric("fsync")'
# the program's own clock is read outside the fault: the kernel's part is less, and the most of it
total=$(awk '/^total/ {print $2}' sync.out)
expect "time in the kernel is less than what the program measured" "True" sync "metric('fault', 'sum') < $total"
expect "and more than 60 % of it" "True" sync "metric('fault', 'sum') > 0.6 * $total"
check "nobody else can read the capture" "600" "$(find sync -type f -printf '%m\n' | sort -u)"
check "babeltrace2 reads as many events" "$(babeltrace2 sync | grep -cE ' dax_(fault|fsync): ')" \
  "$(python3 "$KERNELS/guest/analysis.py" sync.json 'events()')"

record async map-sync-faults "$MNT/f" 0 1 512
expect "512 async faults" "0 512 0 True" async 'faults("sync")' 'faults("async")' 'faults("failed")' 'a["complete"]'
expect "without a flush" 0 async 'metric("fsync.fault")'

record huge huge-faults "$MNT/f" 1 1
case $FS in
  ext4) expect "one huge fault" "1 1 0" huge 'faults("total")' 'faults("pmd")' 'faults("pte")' ;;
  xfs) expect "one huge fault that falls back" "1 0 1" huge 'faults("total")' 'faults("pmd")' 'faults("pte")' ;;
esac

record read read-faults "$MNT/f" 40
expect "40 sync faults inside read(2)" "40 0" read 'faults("sync")' 'faults("async")'

record threads thread-faults "$MNT/f" 4 32
expect "faults of 4 threads at once" "128 True" threads 'faults("total")' 'a["complete"]'

daxtrace record -o status -- sh -c 'exit 7' >/dev/null
check "exits with the command's status" 7 $?
check "nothing stays in the kernel" "$before" "$(bpf_objects)"
