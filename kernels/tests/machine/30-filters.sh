# daxtrace record's filters, each beside a decoy that does the same all the time and must not be in the capture.
. "$KERNELS/guest/daxtrace.sh"
"$PROGRAMS/keep-faulting" decoy "$MNT/decoy" 0 &
decoy=$!

only_ours() { # only_ours NAME: the 512 faults of the program, and nothing of the decoy
  analyze "$1" --by comm
  expect "$1: our faults" "512" "$1" 'faults("sync", comm="map-sync-faults")'
  expect "$1: no others" "True" "$1" 'faults("total") == faults("sync", comm="map-sync-faults")'
}
measure=("$PROGRAMS/map-sync-faults" -n "$MNT/f" 1 0 512)

daxtrace record --comm map-sync-faults -o comm -- "${measure[@]}" >measured
only_ours comm

start_stopped "${measure[@]}"
start_tracing pid record --pid $stopped -o pid
kill -CONT $stopped
wait $stopped
stop_tracing INT
only_ours pid

daxtrace record --file "$MNT/f" -o file -- "${measure[@]}" >/dev/null
only_ours file

# a threshold that about half of the faults reach; without another filter, so the decoy shows that it is there
threshold=$(awk '/^fault/ {print $3}' measured | sort -n | sed -n 256p)
daxtrace record --min-latency "${threshold}ns" -o latency -- "${measure[@]}" >/dev/null
analyze latency --by comm
expect "min-latency: no shorter ones" "True" latency "metric_min('fault') >= $threshold"
expect "min-latency: some" "True" latency "0 < faults('total', comm='map-sync-faults') < 512"
expect "min-latency: of the decoy too" "True" latency "faults('total', comm='decoy') > 0"

# of what the decoy does nothing matches, and that is said
daxtrace record --comm nobody --duration 1s -o nobody 2>nobody.err
check "nothing matches: exit status" 0 $?
check_matches "nothing matches: the reason" 'daxtrace: there were operations .*none that matches the filters \(comm=nobody\)' \
  "$(cat nobody.err)"

# in a container's pid namespace a process has other ids than those the kernel filters by
container=(unshare --pid --fork --mount-proc)
"${container[@]}" "$REPO/daxtrace" record --pid 1 -o nothing >/dev/null 2>container.err
check "pid in a pid namespace: exit status" 2 $?
check_matches "pid in a pid namespace: message" 'daxtrace: --pid 1: this is a pid namespace, .*--cgroup.*' "$(cat container.err)"
"${container[@]}" "$REPO/daxtrace" bench --dir "$MNT" --pages 64 --repeat 1 --trace --quiet --format json \
  >"/out/$FS-$TEST-bench.json"
check "bench --trace in a pid namespace: exit status" 0 $?
expect "bench --trace in a pid namespace: every access joined" "512" bench 'sum(traces("joined"))'

measure=("$PROGRAMS/map-sync-faults" /mnt/xfs/f 1 0 512)
daxtrace record --device "$(mountpoint -d /mnt/xfs)" -o device -- "${measure[@]}" >/dev/null
only_ours device

mkdir -p /sys/fs/cgroup
mountpoint -q /sys/fs/cgroup || mount -t cgroup2 cgroup2 /sys/fs/cgroup
mkdir -p /sys/fs/cgroup/ours
daxtrace record --cgroup /sys/fs/cgroup/ours -o cgroup -- \
  sh -c 'echo $$ >/sys/fs/cgroup/ours/cgroup.procs; "$@"; exit 7' sh "${measure[@]}" >/dev/null
check "the command's exit status is passed on" 7 $?
only_ours cgroup
kill $decoy
