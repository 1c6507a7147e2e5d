# daxtrace watch: the histograms in the kernel count what the program did, and what a record beside it counts.
. "$KERNELS/guest/daxtrace.sh"
before=$(bpf_objects)
cat >workloads <<'W'
cd "$PROGRAMS"
./map-sync-faults "$MNT/f" 1 0 512
./map-sync-faults "$MNT/f" 0 1 300
./fsync-paths "$MNT/g"
./huge-faults "$MNT/h" 1 1
W
start_tracing watch watch -i 1s --profile watch.profile
sh workloads >/dev/null
stop_tracing INT
check "SIGINT: exit status" 0 $tracer_status
check_matches "SIGINT: the table of all that was counted" 'fault.sync +51[23] .*' "$(sed -n '/since the beginning/,$p' watch.out)"
analyze watch.profile
# fsync-paths touches 30 pages that it has written before: faults too, without a sync; so does the flush of the preallocated
# file. huge-faults takes one sync fault: a huge one, or where XFS falls back a small one
expect "sync faults" "513" watch.profile 'metric("fault.sync")'
expect "async faults" "True" watch.profile 'metric("fault.async") >= 300'
# the one more is map-sync-faults's own, of the file it allocates
expect "flushes by cause" "11 20 30 40 0 513" watch.profile 'causes()' 'metric("fsync.fault")'
expect "complete" "True nothing" watch.profile 'a["complete"]' 'lost()'
check "SIGINT: nothing stays in the kernel" "$before" "$(bpf_objects)"

# the program that is first seen with a file knows its path
start_tracing files watch -i 500ms --by file --format jsonl
"$PROGRAMS/hold-file" "$MNT/two  blanks " 31 5
"$PROGRAMS/map-sync-faults" "$MNT/ended" 1 0 32 >/dev/null
stop_tracing INT
check "by file: faults of each path" "31 two  blanks ,32 ended" "$(python3 -c '
import collections, json, os, sys
faults = collections.Counter()
for line in sys.stdin:
    for group in json.loads(line)["groups"]:
        faults[os.path.relpath(group["key"]["file"], os.environ["MNT"])] += group["faults"]["total"]
print(*sorted("%d %s" % (n, path) for path, n in faults.items()), sep=",")' <files.out)"

# two keys are room for two of the three programs
start_tracing beside watch -i 500ms --by comm --max-keys 2 --format jsonl
daxtrace record --quiet -o both --profile both.profile -- sh workloads >/dev/null
stop_tracing TERM
check "SIGTERM: exit status" 0 $tracer_status
check "SIGTERM: nothing stays in the kernel" "$before" "$(bpf_objects)"
lines=$(wc -l <beside.out)
# faults and flushes of all intervals, and how many lines have the group of those that found no room
python3 -c '
import json, sys
documents = [json.loads(line) for line in sys.stdin]
groups = [g for d in documents for g in d["groups"]]
print(len(documents),
      sum(g["faults"]["total"] for g in groups),
      sum(m["count"] for g in groups for m in g["metrics"] if m["name"] in ("fsync", "fsync.fault")),
      any(g["key"]["comm"] == "other" for g in groups))' <beside.out >sums
read -r read faults flushes others <sums
check "jsonl: each line is a document" "$lines" "$read"
check "a group other for what found no room" True "$others"
analyze both
analyze both.profile
expect "watch counts the faults that a record beside it has" "$faults" both 'faults("total")'
expect "and the flushes" "$flushes" both 'metric("fsync") + metric("fsync.fault")'
expect "the kernel's histograms are those of the records, in every bucket" "True" both \
  "same('$FS-$TEST-both.profile.json')"

"$REPO/daxtrace" watch -i 200ms 2>watch.err | head -1 >watch.out
check "a closed pipe: exit status" 0 "${PIPESTATUS[0]}"
check "a closed pipe: no stack trace" 0 "$(grep -cE '^\s+at |Exception' watch.err)"
check "a closed pipe: nothing stays in the kernel" "$before" "$(bpf_objects)"
