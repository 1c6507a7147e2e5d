package io.daxtrace.bpf;

import io.daxtrace.event.Detail;
import java.util.Set;

/**
 * What a tracer does in the kernel.
 *
 * @param records whether each operation is sent through the ring buffer
 * @param ringSize bytes of the ring buffer, a power of two and at least a page
 * @param histograms whether operations are counted in histograms
 * @param keyParts what the histograms are grouped by: bits of {@link LiveKey#parts}
 * @param rows groups there is room for, at least 1 more than are expected: the last takes what found no room
 * @param details the stages whose parts are followed
 */
public record TraceOptions(
        TraceFilter filter,
        boolean records,
        int ringSize,
        boolean histograms,
        int keyParts,
        int rows,
        Set<Detail> details) {
    /** Records only. */
    public static TraceOptions recording(TraceFilter filter, int ringSize) {
        return new TraceOptions(filter, true, ringSize, false, 0, 1, Set.of());
    }

    /** Histograms only; one group when nothing is grouped by. */
    public static TraceOptions counting(TraceFilter filter, int keyParts, int rows) {
        return new TraceOptions(filter, false, LibC.pageSize(), true, keyParts, keyParts == 0 ? 1 : rows, Set.of());
    }

    /** The same, and all operations counted in histograms as one group. */
    public TraceOptions withCounts() {
        return new TraceOptions(filter, records, ringSize, true, 0, 1, details);
    }

    /** The same, and the parts of these stages. */
    public TraceOptions withDetails(Set<Detail> wanted) {
        return new TraceOptions(filter, records, ringSize, histograms, keyParts, rows, Set.copyOf(wanted));
    }
}
