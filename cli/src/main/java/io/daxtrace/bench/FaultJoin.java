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
    private final Accesses accesses;
    private final long ino;
    private final int pagesPerStep;
    private final int[] accessOf;
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
        accessOf = new int[count];
        for (int i = 0; i < count; i++) {
            accessOf[accesses.pages()[i]] = i;
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
        aggregator.fault(f);
        long page = f.pgoff / pagesPerStep;
        if (f.pgoff % pagesPerStep != 0 || page < 0 || page >= accessOf.length) {
            strays++;
            return;
        }
        int i = accessOf[(int) page];
        long start = accesses.starts()[i];
        if (f.start < start || f.start + f.total > start + accesses.nanos()[i]) {
            strays++;
            return;
        }
        faults[i]++;
        total[i] += f.total;
        map[i] += f.map;
        commit[i] += f.commit;
        insert[i] += f.insert;
        other[i] += f.other;
        stagesKnown &= f.insert != Event.UNKNOWN;
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

    /** Whether no stage is negative, and all of them together are no more than the program's own time. */
    private boolean isWithin(int i) {
        boolean stages = !stagesKnown
                || (insert[i] | other[i]) >= 0 && map[i] + commit[i] + insert[i] + other[i] <= accesses.nanos()[i];
        return stages && (map[i] | commit[i]) >= 0 && total[i] <= accesses.nanos()[i];
    }
}
