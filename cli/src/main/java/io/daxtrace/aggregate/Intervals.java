package io.daxtrace.aggregate;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FsyncCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sorts the operations of one input by the interval in which they ended, and each interval's by keys. An interval is kept as
 * distributions once another one begins; what ends later than its successors is added to it then.
 */
public final class Intervals implements InputSink {
    /** More rows than a person reads or a page shows. */
    public static final int MOST = 10_000;

    private final long length;
    private final List<String> by;
    private final SortedMap<Long, List<Group>> closed = new TreeMap<>();
    private OperationClock clock;
    private Capture input;
    private Aggregator open;
    private long current;
    /** The interval of the operation that came first. */
    private long first;

    private long tooMany;

    /**
     * Sorts by intervals of this length.
     *
     * @param length nanoseconds, 1 or more
     * @param by the keys that each interval is grouped by
     */
    public Intervals(long length, List<String> by) {
        this.length = length;
        this.by = List.copyOf(by);
    }

    @Override
    public void input(Capture capture, OperationClock ofInput) {
        input = capture;
        clock = ofInput;
    }

    @Override
    public void inputEnded(Capture capture) {
        close();
    }

    @Override
    public void fault(Fault fault) {
        if (isKept(clock.now())) {
            open.fault(fault);
        }
    }

    @Override
    public void fsync(FsyncCall call) {
        if (isKept(clock.now())) {
            open.fsync(call);
        }
    }

    /** Opens the interval of a time; false where that is too far from the first. */
    private boolean isKept(long at) {
        long index = at == Event.UNKNOWN ? 0 : Math.max(0, at - clock.origin()) / length;
        if (open == null && closed.isEmpty()) {
            first = index;
        }
        long away = Math.abs(index - first); // a damaged trace goes back by any time
        if (away >= MOST) {
            tooMany = Math.max(tooMany, away + 1);
            return false;
        }
        if (open == null || index != current) {
            close();
            current = index;
            open = new Aggregator(by, false);
            open.input(input, clock);
        }
        return true;
    }

    private void close() {
        if (open == null) {
            return;
        }
        open.inputEnded(input);
        closed.merge(current, open.groups(), Intervals::sum);
        open = null;
    }

    private static List<Group> sum(List<Group> before, List<Group> more) {
        Map<Map<String, String>, Group> sums = new LinkedHashMap<>();
        before.forEach(group -> sums.put(group.key(), group));
        more.forEach(group -> sums.merge(group.key(), group, Group::plus));
        return new ArrayList<>(sums.values());
    }

    /** How many there are, where that is more than are kept; else 0. */
    public long tooMany() {
        return tooMany;
    }

    /** When the first operation of the input began, on its clock: what offsets are from. */
    public long origin() {
        return clock.origin();
    }

    /** From the first in which an operation ended to the last, one after another without a gap, counted from the clock's origin. */
    public List<Interval> rows() {
        List<Interval> rows = new ArrayList<>();
        if (closed.isEmpty()) {
            return rows;
        }
        long origin = clock.origin() == Event.UNKNOWN ? 0 : clock.origin();
        for (long i = closed.firstKey(); i <= closed.lastKey(); i++) {
            long start = origin + i * length;
            List<Group> groups = closed.get(i);
            rows.add(new Interval(start, start + length, groups == null ? new Aggregator(by, false).groups() : groups));
        }
        return rows;
    }
}
