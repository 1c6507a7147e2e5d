package io.daxtrace.aggregate;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.event.Key;
import io.daxtrace.event.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Sorts faults and fsync calls into groups by keys, and counts their latencies. Finding a group compares longs and
 * allocates nothing. Past {@link #MOST_GROUPS} groups the rest goes to one whose every key reads {@code other}.
 */
public final class Aggregator implements InputSink {
    /** More groups than a person or a comparison can use; a group takes about 100 kB. */
    public static final int MOST_GROUPS = 1000;

    private static final String OTHER = "other";

    private final List<String> by;
    private final Key[] keys;
    private final boolean keepValues;
    private final Names names = new Names();
    private final long[] wanted;
    private final Map<String, Distribution> distributions = new LinkedHashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private Entry[] slots = new Entry[64];
    private Entry rest;
    private long resolution = 1;
    private long first = Long.MAX_VALUE;
    private long last;
    /** The input whose labels have not been taken yet, or null. */
    private Capture next;

    private static final class Entry {
        private final long[] values;
        private final GroupCounts counts;

        Entry(long[] values, GroupCounts counts) {
            this.values = values;
            this.counts = counts;
        }
    }

    /**
     * Groups by these keys, in this order; what is no {@link Key} is a label of the input.
     *
     * @param keepValues whether every single latency is kept, eight bytes each
     */
    public Aggregator(List<String> by, boolean keepValues) {
        this.by = List.copyOf(by);
        this.keepValues = keepValues;
        keys = new Key[by.size()];
        wanted = new long[by.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = Key.of(by.get(i));
        }
    }

    /** The labels that it has by its first operation hold for all of it. */
    @Override
    public void input(Capture capture, OperationClock clock) {
        next = capture;
        names.paths(capture.files());
    }

    private void takeLabels() {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] == null) {
                wanted[i] = names.number(next.labels().get(by.get(i)));
            }
        }
        next = null;
    }

    @Override
    public void inputEnded(Capture capture) {
        resolution = Math.max(resolution, capture.resolution);
    }

    @Override
    public void fault(Fault fault) {
        if (next != null) {
            takeLabels();
        }
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != null) {
                wanted[i] = keys[i].of(fault, names);
            }
        }
        took(fault.start, fault.total);
        group().add(fault);
    }

    @Override
    public void fsync(FsyncCall call) {
        if (next != null) {
            takeLabels();
        }
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != null) {
                wanted[i] = keys[i].of(call, names);
            }
        }
        took(call.start, call.duration);
        group().add(call);
    }

    private void took(long start, long duration) {
        if (start != Event.UNKNOWN && duration != Event.UNKNOWN && start <= Long.MAX_VALUE - duration) {
            first = Math.min(first, start);
            last = Math.max(last, start + duration);
        }
    }

    /** Nanoseconds from the start of the first operation to the end of the last, of one input; 0 where no times are known. */
    public long span() {
        return Math.max(0, last - first);
    }

    @Override
    public void distribution(String name, Distribution distribution) {
        String unused = name;
        for (int i = 2; distributions.containsKey(unused); i++) {
            unused = name + " (" + i + ")";
        }
        distributions.put(unused, distribution);
    }

    /** Values that lay beyond the histograms' range. */
    public long clamped() {
        long clamped = rest == null ? 0 : rest.counts.clamped();
        for (Entry entry : entries) {
            clamped += entry.counts.clamped();
        }
        return clamped;
    }

    /** The groups in the order in which they first occurred; ready-made distributions first, in one without a key. */
    public List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        if (!distributions.isEmpty()) {
            List<Metric> metrics = new ArrayList<>();
            distributions.forEach(
                    (name, distribution) -> metrics.add(new Metric(new MetricName(name), distribution, null)));
            groups.add(new Group(Map.of(), new FaultCounts(0, 0, 0, 0, 0, 0, 0, 0), metrics));
        }
        for (Entry entry : entries) {
            groups.add(entry.counts.snapshot(text(entry.values), resolution));
        }
        if (rest != null) {
            Map<String, String> key = new LinkedHashMap<>();
            by.forEach(name -> key.put(name, OTHER));
            groups.add(rest.counts.snapshot(key, resolution));
        }
        if (groups.isEmpty() && keys.length == 0) {
            groups.add(new GroupCounts(false).snapshot(Map.of(), resolution));
        }
        return groups;
    }

    private Map<String, String> text(long[] values) {
        Map<String, String> key = new LinkedHashMap<>();
        for (int i = 0; i < keys.length; i++) {
            String value = keys[i] != null
                    ? keys[i].text(values[i], names)
                    : values[i] < 0 ? "" : Objects.requireNonNull(names.name(values[i]));
            key.put(by.get(i), value);
        }
        return key;
    }

    private GroupCounts group() {
        int mask = slots.length - 1;
        int i = hash(wanted) & mask;
        for (; slots[i] != null; i = i + 1 & mask) {
            if (Arrays.equals(slots[i].values, wanted)) {
                return slots[i].counts;
            }
        }
        if (entries.size() >= MOST_GROUPS) {
            if (rest == null) {
                rest = new Entry(new long[0], new GroupCounts(keepValues));
            }
            return rest.counts;
        }
        Entry entry = new Entry(wanted.clone(), new GroupCounts(keepValues));
        entries.add(entry);
        slots[i] = entry;
        if (entries.size() * 2 > slots.length) {
            grow();
        }
        return entry.counts;
    }

    private void grow() {
        slots = new Entry[slots.length * 2];
        for (Entry entry : entries) {
            int i = hash(entry.values) & slots.length - 1;
            while (slots[i] != null) {
                i = i + 1 & slots.length - 1;
            }
            slots[i] = entry;
        }
    }

    private static int hash(long[] values) {
        long hash = 1;
        for (long value : values) {
            hash = (hash ^ value) * 0x9e3779b97f4a7c15L;
        }
        return (int) (hash >>> 40);
    }
}
