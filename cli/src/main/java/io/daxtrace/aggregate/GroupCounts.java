package io.daxtrace.aggregate;

import io.daxtrace.distribution.LatencyHistogram;
import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.event.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What is counted for one group. */
final class GroupCounts {
    private static final FsyncCall.Cause[] CAUSES = FsyncCall.Cause.values();

    private static final Part[] PARTS = Part.values();
    private static final Part.Stage[] SPLIT = Part.Stage.values();

    private final boolean keepValues;
    private long sync;
    private long async;
    private long failed;
    private long pte;
    private long pmd;
    private long fallbacks;
    private long retries;

    private final Latencies fault = new Latencies();
    private final Latencies faultSync = new Latencies();
    private final Latencies faultAsync = new Latencies();
    private final Latencies map = new Latencies();
    private final Latencies commit = new Latencies();
    private final Latencies insert = new Latencies();
    private final Latencies other = new Latencies();
    private final Latencies[] parts = new Latencies[PARTS.length];
    private final Latencies[] rests = new Latencies[SPLIT.length];
    private final Latencies fsync = new Latencies();
    private final Latencies[] causes = new Latencies[CAUSES.length];

    GroupCounts(boolean keepValues) {
        this.keepValues = keepValues;
        Arrays.setAll(causes, i -> new Latencies());
        Arrays.setAll(parts, i -> new Latencies());
        Arrays.setAll(rests, i -> new Latencies());
    }

    void add(Fault f) {
        fallbacks += f.fallbacks;
        retries += f.retries;
        if (f.kind == Fault.Kind.FAILED) {
            failed++;
            return;
        }
        if (f.order == Fault.Order.PTE) {
            pte++;
        } else if (f.order != Fault.Order.UNKNOWN) {
            pmd++;
        }
        fault.add(f.total, keepValues);
        if (f.kind == Fault.Kind.ASYNC) {
            async++;
            faultAsync.add(f.total, keepValues);
            return;
        }
        sync++;
        faultSync.add(f.total, keepValues);
        map.add(f.map, keepValues);
        commit.add(f.commit, keepValues);
        insert.add(f.insert, keepValues);
        other.add(f.other, keepValues);
        if (f.isSplit()) {
            addParts(f);
        }
    }

    private void addParts(Fault f) {
        for (int i = 0; i < PARTS.length; i++) {
            parts[i].add(f.parts[i], keepValues);
        }
        for (int i = 0; i < SPLIT.length; i++) {
            rests[i].add(SPLIT[i].rest(f), keepValues);
        }
    }

    void add(FsyncCall call) {
        if (call.cause != FsyncCall.Cause.FAULT) {
            fsync.add(call.duration, keepValues);
        }
        causes[call.cause.ordinal()].add(call.duration, keepValues);
    }

    long clamped() {
        long clamped = fault.clamped() + fsync.clamped();
        return clamped + causes[FsyncCall.Cause.FAULT.ordinal()].clamped();
    }

    Group snapshot(Map<String, String> key, long resolution) {
        List<Metric> metrics = new ArrayList<>();
        fault.report(MetricName.FAULT, resolution, metrics);
        faultSync.report(MetricName.FAULT_SYNC, resolution, metrics);
        faultAsync.report(MetricName.FAULT_ASYNC, resolution, metrics);
        map.report(MetricName.STAGE_MAP, resolution, metrics);
        commit.report(MetricName.STAGE_COMMIT, resolution, metrics);
        insert.report(MetricName.STAGE_INSERT, resolution, metrics);
        other.report(MetricName.STAGE_OTHER, resolution, metrics);
        for (Part.Stage stage : SPLIT) {
            for (Part part : stage.parts()) {
                parts[part.ordinal()].report(MetricName.part(part), resolution, metrics);
            }
            rests[stage.ordinal()].report(MetricName.rest(stage), resolution, metrics);
        }
        fsync.report(MetricName.FSYNC, resolution, metrics);
        for (FsyncCall.Cause cause : CAUSES) {
            causes[cause.ordinal()].report(MetricName.fsync(cause), resolution, metrics);
        }
        FaultCounts counts = new FaultCounts(sync + async + failed, sync, async, failed, pte, pmd, fallbacks, retries);
        return new Group(key, counts, metrics);
    }

    /** One metric; takes memory from its first value on. */
    private static final class Latencies {
        private LatencyHistogram histogram;
        private LongList values;

        void add(long value, boolean keep) {
            if (value == Event.UNKNOWN) {
                return;
            }
            if (histogram == null) {
                histogram = new LatencyHistogram();
                values = keep ? new LongList() : null;
            }
            histogram.record(value);
            if (keep) {
                values.add(value);
            }
        }

        long clamped() {
            return histogram == null ? 0 : histogram.clamped();
        }

        void report(MetricName name, long resolution, List<Metric> metrics) {
            if (histogram != null) {
                metrics.add(new Metric(
                        name,
                        histogram.snapshot(resolution),
                        histogram.octaves(),
                        values == null ? null : values.toArray()));
            }
        }
    }
}
