package io.daxtrace.parsers.bcc;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.parsers.histogram.BucketRows;

/**
 * One histogram. The tool divided each value by the unit and dropped the rest, so a row {@code 4 -> 7} of usecs counts
 * values from 4,000 to 7,999 ns. The last slot that a libbpf tool has also counts everything larger; bcc's Python tools
 * have slots for all of 64 bits.
 */
final class BccBlock {
    /** funclatency has 25 slots, biolatency 27; fsdist's 32 are told by its headings. */
    private static final long FIRST_POSSIBLE_LAST_SLOT = 1L << 24;

    private static final long LAST_SLOT_OF_FSDIST = 1L << 31;

    private final String name;
    private final long nanoseconds;
    private final long lastSlot;
    private final BucketRows rows = new BucketRows();
    private long lo = -1;
    private long last;
    private long count;
    private long line;

    /**
     * @param nanoseconds what one unit is
     * @param libbpf whether a libbpf tool printed it
     * @param operation whether it is of a filesystem operation
     */
    BccBlock(String name, long nanoseconds, boolean libbpf, boolean operation) {
        this.name = name;
        this.nanoseconds = nanoseconds;
        lastSlot = !libbpf ? Long.MAX_VALUE : operation ? LAST_SLOT_OF_FSDIST : FIRST_POSSIBLE_LAST_SLOT;
    }

    String name() {
        return name;
    }

    long nanoseconds() {
        return nanoseconds;
    }

    BucketRows rows() {
        return rows;
    }

    /** A row with both bounds included. It is added with the next one, because the last may be open. */
    void row(long smallest, long largest, long entries, long number) {
        addLast(false);
        lo = smallest;
        last = largest;
        count = entries;
        line = number;
    }

    void end(boolean ofText) {
        addLast(true);
        if (ofText && !rows.isEmpty() && rows.lastCount() == 0) {
            // the tools print up to the highest slot that has a count
            rows.fail(rows.lastLine(), "the text ends within the histogram");
        }
    }

    private void addLast(boolean highest) {
        if (lo >= 0) {
            long hi = highest && lo >= lastSlot ? Distribution.OPEN : BucketRows.after(last);
            rows.add(lo, hi, nanoseconds, count, line);
        }
        lo = -1;
    }
}
