package io.daxtrace.aggregate;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FsyncCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sorts the operations of one input by the interval in which they ended, and each interval's by keys. An interval is kept as
 * distributions once another one begins; what ends later than its successors is added to it then.
 */
public final class Intervals implements InputSink {
    /** More rows than a person reads or a page shows. */
    public static final int MOST = 10_000;

    private final long length;
    private final List<String> by;
    private final Map<Integer, List<Group>> closed = new LinkedHashMap<>();
    private OperationClock clock = new OperationClock();
    private Capture input;
    private Aggregator open;
    private int current = -1;
    private int last = -1;
    private long beyond = -1;

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
    public void input(Capture capture) {
        input = capture;
        clock = new OperationClock();
    }

    @Override
    public void inputEnded(Capture capture) {
        close();
    }

    @Override
    public void fault(Fault fault) {
        if (isIn(clock.at(fault))) {
            open.fault(fault);
        }
    }

    @Override
    public void fsync(FsyncCall call) {
        if (isIn(clock.at(call))) {
            open.fsync(call);
        }
    }

    /** Opens the interval of a time; false beyond the last that is kept. */
    private boolean isIn(long at) {
        long index = at == Event.UNKNOWN ? 0 : Math.max(0, at - clock.origin()) / length;
        if (index >= MOST) {
            beyond = Math.max(beyond, at - clock.origin());
            return false;
        }
        if (index != current) {
            close();
            current = (int) index;
            last = Math.max(last, current);
            open = new Aggregator(by, false);
            open.input(input);
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
        current = -1;
    }

    private static List<Group> sum(List<Group> before, List<Group> more) {
        Map<Map<String, String>, Group> sums = new LinkedHashMap<>();
        before.forEach(group -> sums.put(group.key(), group));
        more.forEach(group -> sums.merge(group.key(), group, Group::plus));
        return new ArrayList<>(sums.values());
    }

    /** The shortest length with which all would have been kept, or 0 where all is. */
    public long leastLength() {
        return beyond < 0 ? 0 : beyond / MOST + 1;
    }

    /** One after another without a gap, from the first operation's beginning to the last one's end. */
    public List<Interval> rows() {
        List<Interval> rows = new ArrayList<>();
        for (int i = 0; i <= last; i++) {
            long start = clock.origin() == Event.UNKNOWN ? 0 : clock.origin() + i * length;
            List<Group> groups = closed.get(i);
            rows.add(new Interval(start, start + length, groups == null ? new Aggregator(by, false).groups() : groups));
        }
        return rows;
    }
}
