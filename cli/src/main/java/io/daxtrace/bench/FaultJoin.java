package io.daxtrace.bench;

import io.daxtrace.aggregate.Aggregator;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.LatencyHistogram;
import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultSink;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.event.LossAccount;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Joins the kernel's faults of a run to the accesses that took them: the file and the page say which it is, because a page
 * is touched once, and the fault has to lie within the access, by the one clock that both are timed with. Faults of other
 * files are left out.
 */
final class FaultJoin implements FaultSink {
    private static final int NONE = -1;

    private final Accesses accesses;
    private final long ino;
    private final int pagesPerStep;
    private final int[] accessOfPage;
    private final Aggregator aggregator = new Aggregator(List.of(), false);
    private final int[] faults;
    private final long[] total;
    private final long[] map;
    private final long[] commit;
    private final long[] insert;
    private final long[] other;
    private boolean stagesKnown = true;
    private long strays;

    /**
     * For one run.
     *
     * @param ino the file's
     * @param pagesPerStep the kernel's pages from one touched page to the next
     */
    FaultJoin(Accesses accesses, long ino, int pagesPerStep) {
        this.accesses = accesses;
        this.ino = ino;
        this.pagesPerStep = pagesPerStep;
        int count = accesses.pages().length;
        accessOfPage = new int[count];
        for (int i = 0; i < count; i++) {
            accessOfPage[accesses.pages()[i]] = i;
        }
        faults = new int[count];
        total = new long[count];
        map = new long[count];
        commit = new long[count];
        insert = new long[count];
        other = new long[count];
    }

    @Override
    public void fault(Fault f) {
        if (f.ino != ino) {
            return;
        }
        int i = isSound(f) ? accessOf(f) : NONE;
        if (i == NONE) {
            strays++;
            return;
        }
        aggregator.fault(f);
        faults[i]++;
        total[i] += f.total;
        map[i] += f.map;
        commit[i] += f.commit;
        insert[i] += f.insert;
        other[i] += f.other;
        stagesKnown &= f.insert != Event.UNKNOWN;
    }

    /** Whether no time in it is negative. */
    private static boolean isSound(Fault f) {
        return (f.total | f.map | f.commit) >= 0 && (f.insert == Event.UNKNOWN || (f.insert | f.other) >= 0);
    }

    /** The access that the fault lies in, or {@link #NONE}. */
    private int accessOf(Fault f) {
        long page = f.pgoff / pagesPerStep;
        if (f.pgoff % pagesPerStep != 0 || page < 0 || page >= accessOfPage.length) {
            return NONE;
        }
        int i = accessOfPage[(int) page];
        long start = accesses.starts()[i];
        return f.start >= start && f.start + f.total <= start + accesses.nanos()[i] ? i : NONE;
    }

    @Override
    public void fsync(FsyncCall call) {
        if (call.ino == ino) {
            aggregator.fsync(call);
        }
    }

    /**
     * What came of it.
     *
     * @param loss what tracing lost during the run
     */
    TracedRun result(LossAccount loss) {
        Map<Part, LatencyHistogram> parts = new EnumMap<>(Part.class);
        Arrays.stream(Part.values()).forEach(part -> parts.put(part, new LatencyHistogram()));
        long joined = 0;
        for (int i = 0; i < faults.length; i++) {
            if (faults[i] == 0 || !isWithin(i)) {
                continue;
            }
            joined++;
            parts.get(Part.MAP).record(map[i]);
            parts.get(Part.COMMIT).record(commit[i]);
            if (stagesKnown) {
                parts.get(Part.INSERT).record(insert[i]);
                parts.get(Part.OTHER).record(other[i]);
            }
            parts.get(Part.ENTRY).record(accesses.nanos()[i] - total[i]);
        }
        Map<Part, Distribution> distributions = new EnumMap<>(Part.class);
        parts.forEach((part, histogram) -> distributions.put(part, histogram.snapshot(1)));
        return new TracedRun(aggregator.groups().get(0), distributions, joined, faults.length - joined, strays, loss);
    }

    /** Whether the faults, and all their stages, took no longer than the access that they are in. */
    private boolean isWithin(int i) {
        long stages = stagesKnown ? map[i] + commit[i] + insert[i] + other[i] : map[i] + commit[i];
        return Math.max(stages, total[i]) <= accesses.nanos()[i];
    }
}
