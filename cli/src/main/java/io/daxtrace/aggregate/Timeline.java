package io.daxtrace.aggregate;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FsyncCall;
import java.util.Arrays;

/**
 * How many faults took how long when: counts by time and latency, in constant memory. A step begins as one millisecond and doubles
 * whenever the capture outgrows {@value #MOST_STEPS} of them, which adds up pairs of steps, so every count is exact. Two latencies
 * an octave: 2^k and 1.5 * 2^k nanoseconds. Failed faults are left out, as in the metric {@code fault}.
 */
public final class Timeline implements InputSink {
    /** Steps of time at most. */
    public static final int MOST_STEPS = 200;

    private static final long FIRST_STEP = 1_000_000;
    /** 64 ns; the first cell holds all that is shorter too, the last all that is longer. */
    private static final int FIRST_OCTAVE = 6;

    private static final int OCTAVES = 30;
    /** Cells of latency at most. */
    static final int CELLS = 2 * OCTAVES;

    private final long[][] counts = new long[MOST_STEPS][CELLS];
    private OperationClock clock;
    private long start = Event.UNKNOWN;
    private long step = FIRST_STEP;
    private boolean hasSeveralInputs;

    @Override
    public void input(Capture capture, OperationClock ofInput) {
        hasSeveralInputs |= start != Event.UNKNOWN;
        clock = ofInput;
    }

    @Override
    public void inputEnded(Capture capture) {}

    @Override
    public void fault(Fault fault) {
        if (fault.start == Event.UNKNOWN || fault.total == Event.UNKNOWN || fault.kind == Fault.Kind.FAILED) {
            return;
        }
        if (start == Event.UNKNOWN) {
            start = fault.start;
        }
        long index = Math.max(0, clock.now() - start) / step;
        while (index >= MOST_STEPS) {
            coarsen();
            index /= 2;
        }
        counts[(int) index][cell(fault.total)]++;
    }

    @Override
    public void fsync(FsyncCall call) {}

    private void coarsen() {
        for (int i = 0; i < MOST_STEPS; i++) {
            long[] from = counts[i];
            long[] to = counts[i / 2];
            for (int cell = 0; cell < CELLS && i > 0; cell++) {
                to[cell] += from[cell];
                from[cell] = 0;
            }
        }
        step *= 2;
    }

    private static int cell(long latency) {
        int octave = Long.SIZE - 1 - Long.numberOfLeadingZeros(latency | 1);
        int half = octave == 0 ? 0 : (int) (latency >> octave - 1 & 1);
        return Math.max(0, Math.min(CELLS - 1, 2 * (octave - FIRST_OCTAVE) + half));
    }

    /** The lower edge of a cell in nanoseconds; the upper one is the next cell's. */
    private static long edge(int cell) {
        return (cell % 2 == 0 ? 2L : 3L) << FIRST_OCTAVE - 1 + cell / 2;
    }

    /** Whether there is a time to count by, and but one. */
    public boolean isEmpty() {
        return start == Event.UNKNOWN || hasSeveralInputs;
    }

    /** When the first step begins, on the capture's clock: where the first fault that is counted does. */
    public long start() {
        return start;
    }

    /** Nanoseconds of a step. */
    public long step() {
        return step;
    }

    /** The latencies between which there are faults: one edge more than cells. The first cell holds all below it too. */
    public long[] edges() {
        int first = firstCell();
        long[] edges = new long[lastCell() - first + 2];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = edge(first + i);
        }
        return edges;
    }

    /** A row for each step up to the last with a fault, a count for each cell between the edges. */
    public long[][] counts() {
        int rows = MOST_STEPS;
        while (rows > 0 && Arrays.stream(counts[rows - 1]).allMatch(count -> count == 0)) {
            rows--;
        }
        int first = firstCell();
        int last = lastCell();
        return Arrays.stream(counts, 0, rows)
                .map(row -> Arrays.copyOfRange(row, first, last + 1))
                .toArray(long[][]::new);
    }

    private int firstCell() {
        int cell = 0;
        while (cell < CELLS - 1 && isUnused(cell)) {
            cell++;
        }
        return cell;
    }

    private int lastCell() {
        int cell = CELLS - 1;
        while (cell > 0 && isUnused(cell)) {
            cell--;
        }
        return Math.max(cell, firstCell());
    }

    private boolean isUnused(int cell) {
        return Arrays.stream(counts).allMatch(row -> row[cell] == 0);
    }
}
