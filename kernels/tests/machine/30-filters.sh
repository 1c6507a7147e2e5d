# daxtrace record's filters, each beside a decoy that does the same all the time and must not be in the capture.
. "$KERNELS/guest/daxtrace.sh"
"$PROGRAMS/keep-faulting" decoy "$MNT/decoy" 0 &
decoy=$!

only_ours() { # only_ours NAME: the 512 faults of the program, and nothing of the decoy
  analyze "$1" --by comm
  expect "$1: our faults" "512" "$1" 'faults("sync", comm="map-sync-faults")'
  expect "$1: no others" "512" "$1" 'faults("total")'
}
measure=("$PROGRAMS/map-sync-faults" "$MNT/f" 1 0 512)

daxtrace record -o all -- "${measure[@]}" >/dev/null
analyze all --by comm
expect "without a filter the decoy is seen" "512 True" all 'faults("sync", comm="map-sync-faults")' 'faults("sync", comm="decoy") > 0'

daxtrace record --comm map-sync-faults -o comm -- "${measure[@]}" >/dev/null
only_ours comm

start_stopped "${measure[@]}"
start_tracing pid record --pid $stopped -o pid
kill -CONT $stopped
wait $stopped
stop_tracing INT
only_ours pid

daxtrace record --file "$MNT/f" -o file -- "${measure[@]}" >/dev/null
only_ours file

inode=$(stat -c %i "$MNT/f")
daxtrace record --inode "$inode" -o inode -- "${measure[@]}" >/dev/null
only_ours inode

measure=("$PROGRAMS/map-sync-faults" /mnt/xfs/f 1 0 512)
daxtrace record --mount /mnt/xfs -o mount -- "${measure[@]}" >/dev/null
only_ours mount
daxtrace record --device "$(mountpoint -d /mnt/xfs)" -o device -- "${measure[@]}" >/dev/null
only_ours device

mkdir -p /sys/fs/cgroup
mountpoint -q /sys/fs/cgroup || mount -t cgroup2 cgroup2 /sys/fs/cgroup
mkdir -p /sys/fs/cgroup/ours
daxtrace record --cgroup /sys/fs/cgroup/ours -o cgroup -- \
  sh -c 'echo $$ >/sys/fs/cgroup/ours/cgroup.procs; exec "$@"' sh "${measure[@]}" >/dev/null
only_ours cgroup

# a threshold that about half of the faults reach
threshold=$(python3 -c 'import json; print(int(next(m for m in json.load(open("comm.json"))["groups"][0]["metrics"]
  if m["name"] == "fault.sync")["quantiles"]["p50"]["value"]))')
daxtrace record --min-latency "${threshold}ns" --comm map-sync-faults -o latency -- "${measure[@]}" >/dev/null
analyze latency
expect "min-latency: no shorter ones" "True" latency "metric_min('fault') >= $threshold"
expect "min-latency: some" "True" latency "0 < faults('total') < 512"
daxtrace record --min-latency 60s -o hour -- "${measure[@]}" >/dev/null
analyze hour
expect "min-latency: none" "0" hour "faults('total')"
kill $decoy
