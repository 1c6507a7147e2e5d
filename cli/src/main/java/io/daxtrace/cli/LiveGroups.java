package io.daxtrace.cli;

import io.daxtrace.aggregate.FaultCounts;
import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.aggregate.MetricName;
import io.daxtrace.bpf.CountedLatency;
import io.daxtrace.bpf.LiveRow;
import io.daxtrace.event.FilePaths;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.event.Key;
import io.daxtrace.event.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of the in-kernel histograms as the groups that reports print: since the beginning, and between two looks. */
final class LiveGroups {
    private final List<Key> by;
    private final FilePaths paths;
    private Map<Map<Key, String>, LiveRow> before = new HashMap<>();

    /** @param paths of files, which become known before the rows that are of them */
    LiveGroups(List<Key> by, FilePaths paths) {
        this.by = by;
        this.paths = paths;
    }

    /** What was counted since the last call. */
    List<Group> interval(List<LiveRow> rows) {
        List<LiveRow> differences = new ArrayList<>();
        Map<Map<Key, String>, LiveRow> now = new HashMap<>();
        for (LiveRow row : rows) {
            LiveRow earlier = before.get(row.key());
            LiveRow difference = earlier == null ? row : row.since(earlier);
            if (!difference.isEmpty()) {
                differences.add(difference);
            }
            now.put(row.key(), row);
        }
        before = now;
        return total(differences);
    }

    /** All that was counted; files with one path are one group. */
    List<Group> total(List<LiveRow> rows) {
        Map<Map<String, String>, Group> groups = new LinkedHashMap<>();
        for (LiveRow row : rows) {
            Group group = group(row);
            groups.merge(group.key(), group, Group::plus);
        }
        return new ArrayList<>(groups.values());
    }

    private String text(LiveRow row, Key part) {
        if (part != Key.FILE) {
            return row.key().get(part);
        }
        return row.user() == null
                ? row.key().get(Key.INODE) // other
                : paths.text(row.user().file().dev(), row.user().file().ino());
    }

    private Group group(LiveRow row) {
        Map<String, String> key = new LinkedHashMap<>();
        by.forEach(part -> key.put(part.word(), text(row, part)));
        long sync = row.sync().count();
        long async = row.async().count();
        FaultCounts faults = new FaultCounts(
                sync + async + row.failed(),
                sync,
                async,
                row.failed(),
                row.pte(),
                row.pmd(),
                row.fallbacks(),
                row.retries());
        List<Metric> metrics = new ArrayList<>();
        add(metrics, MetricName.FAULT, row.sync().plus(row.async()));
        add(metrics, MetricName.FAULT_SYNC, row.sync());
        add(metrics, MetricName.FAULT_ASYNC, row.async());
        add(metrics, MetricName.STAGE_MAP, row.map());
        add(metrics, MetricName.STAGE_COMMIT, row.commit());
        add(metrics, MetricName.STAGE_INSERT, row.insert());
        add(metrics, MetricName.STAGE_OTHER, row.other());
        for (Part.Stage stage : Part.Stage.values()) {
            stage.parts().forEach(part -> add(metrics, MetricName.part(part), row.part(part)));
            add(metrics, MetricName.rest(stage), row.rest(stage));
        }
        CountedLatency fsync = CountedLatency.NONE;
        for (FsyncCall.Cause cause : FsyncCall.Cause.values()) {
            fsync = cause == FsyncCall.Cause.FAULT ? fsync : fsync.plus(row.fsync(cause));
        }
        add(metrics, MetricName.FSYNC, fsync);
        for (FsyncCall.Cause cause : FsyncCall.Cause.values()) {
            add(metrics, MetricName.fsync(cause), row.fsync(cause));
        }
        return new Group(key, faults, metrics);
    }

    private static void add(List<Metric> metrics, MetricName name, CountedLatency latency) {
        if (latency.count() != 0) {
            metrics.add(new Metric(name, latency.distribution(), null));
        }
    }
}
