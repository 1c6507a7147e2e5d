package io.daxtrace.bpf;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.LogLinear;
import io.daxtrace.event.Key;
import io.daxtrace.event.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the in-kernel histograms while they are counted in. They are never reset, so that what one look misses the next
 * one has. A bucket has 32 bits in the kernel and wraps around; here it has 64, right as long as two looks are less than
 * 2^32 events apart. For one thread.
 */
final class HistogramReader {
    private static final int NONE = -1;

    private final TraceOptions options;
    private final int keys;
    private final int histograms;
    private final int partHistograms;
    private final int faultCounts;
    private final int processors = LibBpf.libbpf_num_possible_cpus();
    private final Memory histogram = new Memory((long) processors * HistogramLayout.SIZE);
    private final Memory counts = new Memory((long) processors * HistogramLayout.FAULT_COUNTS_SIZE);
    private final Memory index = new Memory(Integer.BYTES);
    private final Memory ofKey = new Memory(HistogramLayout.ROW_SIZE);
    private final int[] buckets = new int[LogLinear.BUCKETS];
    private final Map<Integer, Totals> totals = new HashMap<>();
    private final Map<Integer, Totals> partTotals = new HashMap<>();

    /** A histogram's buckets of all processors, at the last look and since the beginning. */
    private static final class Totals {
        private final int[] last = new int[LogLinear.BUCKETS];
        private final long[] all = new long[LogLinear.BUCKETS];
    }

    /** Gives the maps the room that was asked for; the least where nothing is counted. */
    static void size(BpfObject object, TraceOptions options, Set<Part> parts) {
        object.map("row_of_key").maxEntries(options.rows());
        object.map("free_rows").maxEntries(options.rows());
        object.map("histograms").maxEntries(options.rows() * LiveRow.METRICS);
        object.map("part_histograms").maxEntries(parts.isEmpty() ? 1 : options.rows() * LiveRow.PART_METRICS);
        object.map("fault_counts").maxEntries(options.rows());
    }

    /** @param parts of the stages, that are followed */
    HistogramReader(BpfObject object, TraceOptions options, Set<Part> parts) throws BpfException {
        this.options = options;
        partHistograms = parts.isEmpty() ? NONE : object.map("part_histograms").descriptor();
        keys = object.map("row_of_key").descriptor();
        histograms = object.map("histograms").descriptor();
        faultCounts = object.map("fault_counts").descriptor();
        int free = object.map("free_rows").descriptor();
        for (int row = 0; options.keyParts() != 0 && row < options.rows() - 1; row++) {
            index.setInt(0, row);
            check(LibBpf.bpf_map_update_elem(free, null, index, 0), "fill");
        }
    }

    private static void check(int error, String action) throws BpfException {
        if (error != 0) {
            throw new BpfException("cannot " + action + " the histograms: " + LibC.strerror(-error));
        }
    }

    /** All rows in use, the one of the keys without a row last. */
    List<LiveRow> read(boolean withOther) throws BpfException {
        List<LiveRow> rows = new ArrayList<>();
        if (options.keyParts() == 0) {
            rows.add(row(Map.of(), null, 0));
            return rows;
        }
        Memory key = new Memory(HistogramLayout.KEY_SIZE);
        for (Pointer before = null; LibBpf.bpf_map_get_next_key(keys, before, key) == 0; before = key) {
            if (LibBpf.bpf_map_lookup_elem(keys, key, ofKey) == 0) {
                rows.add(row(
                        LiveKey.of(key, options.keyParts()),
                        LiveKey.user(key, ofKey.getInt(HistogramLayout.ROW_TGID)),
                        ofKey.getInt(HistogramLayout.ROW)));
            }
        }
        if (withOther) {
            rows.add(row(LiveKey.other(options.keyParts()), null, options.rows() - 1));
        }
        return rows;
    }

    private LiveRow row(Map<Key, String> key, LiveRow.User user, int row) throws BpfException {
        index.setInt(0, row);
        check(LibBpf.bpf_map_lookup_elem(faultCounts, index, counts), "read");
        return new LiveRow(
                key,
                user,
                counted(HistogramLayout.FAILED),
                counted(HistogramLayout.PTE),
                counted(HistogramLayout.PMD),
                counted(HistogramLayout.FALLBACKS),
                counted(HistogramLayout.RETRIES),
                latencies(histograms, totals, row, LiveRow.METRICS),
                partHistograms == NONE
                        ? new CountedLatency[0]
                        : latencies(partHistograms, partTotals, row, LiveRow.PART_METRICS));
    }

    private CountedLatency[] latencies(int map, Map<Integer, Totals> ofMap, int row, int metrics) throws BpfException {
        CountedLatency[] latencies = new CountedLatency[metrics];
        for (int metric = 0; metric < metrics; metric++) {
            latencies[metric] = latency(map, ofMap, row * metrics + metric);
        }
        return latencies;
    }

    private long counted(int offset) {
        long all = 0;
        for (int cpu = 0; cpu < processors; cpu++) {
            all += counts.getLong((long) cpu * HistogramLayout.FAULT_COUNTS_SIZE + offset);
        }
        return all;
    }

    private CountedLatency latency(int map, Map<Integer, Totals> ofMap, int at) throws BpfException {
        index.setInt(0, at);
        check(LibBpf.bpf_map_lookup_elem(map, index, histogram), "read");
        long sum = 0;
        long least = 0;
        long max = 0;
        int[] now = new int[LogLinear.BUCKETS];
        for (int cpu = 0; cpu < processors; cpu++) {
            long base = (long) cpu * HistogramLayout.SIZE;
            if (histogram.getLong(base + HistogramLayout.COUNT) == 0) {
                continue;
            }
            sum += histogram.getLong(base + HistogramLayout.SUM);
            long cpuLeast = histogram.getLong(base + HistogramLayout.LEAST);
            least = Long.compareUnsigned(cpuLeast, least) > 0 ? cpuLeast : least;
            max = Math.max(max, histogram.getLong(base + HistogramLayout.MAX));
            histogram.read(base + HistogramLayout.BUCKETS, buckets, 0, buckets.length);
            for (int i = 0; i < now.length; i++) {
                now[i] += buckets[i];
            }
        }
        if (least == 0 && !ofMap.containsKey(at)) {
            return CountedLatency.NONE;
        }
        Totals since = ofMap.computeIfAbsent(at, i -> new Totals());
        for (int i = 0; i < now.length; i++) {
            since.all[i] += Integer.toUnsignedLong(now[i] - since.last[i]);
        }
        System.arraycopy(now, 0, since.last, 0, now.length);
        long min = least == 0 ? Distribution.UNKNOWN : ~least;
        return new CountedLatency(Arrays.copyOf(since.all, since.all.length), sum, min, max);
    }
}
