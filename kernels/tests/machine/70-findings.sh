# A finding's number, and the number that is measured once its advice is followed: the same program on a file whose pages were all
# written, and synced, before it maps it.
. "$KERNELS/guest/daxtrace.sh"
cat >before <<'W'
"$PROGRAMS/map-sync-faults" "$MNT/before" 1 0 512
"$PROGRAMS/map-sync-faults" "$MNT/beside" 1 1 128
W
daxtrace record --quiet -o before.capture -- sh before >&2
daxtrace record --quiet -o after.capture -- "$PROGRAMS/map-sync-faults" "$MNT/after" 1 1 512 >&2
analyze before.capture
analyze after.capture
after="'$FS-$TEST-after.capture.json'"
expect "sync faults before, none after" "512 0 512" before.capture "faults('sync')" "of($after, faults, 'sync')" "of($after, faults, 'async')"
expect "what the finding promised is within 20 % of what is saved" "True" before.capture \
  "0.8 < promised('allocation') / (metric('fault.sync', 'sum') - of($after, metric, 'fault.async', 'sum')) < 1.2"
