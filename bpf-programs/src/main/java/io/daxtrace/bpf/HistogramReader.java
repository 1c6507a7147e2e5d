package io.daxtrace.bpf;

/** The in-kernel histograms. */
final class HistogramReader {
    /** {@code METRICS} of record.h. */
    static final int METRICS = 12;

    private HistogramReader() {}

    /** Gives the maps the room that was asked for; the least where nothing is counted. */
    static void size(BpfObject object, TraceOptions options) {
        object.map("row_of_key").maxEntries(options.rows());
        object.map("free_rows").maxEntries(options.rows());
        object.map("histograms").maxEntries(options.rows() * METRICS);
        object.map("fault_counts").maxEntries(options.rows());
    }
}
