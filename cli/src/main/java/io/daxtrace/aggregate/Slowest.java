package io.daxtrace.aggregate;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultField;
import io.daxtrace.event.FsyncCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Keeps the slowest faults of all kinds; of equally slow ones those that ended first. */
public final class Slowest implements InputSink {
    private static final Comparator<SlowFault> SLOWEST_FIRST = Comparator.comparingLong(
                    (SlowFault slow) -> slow.fault().total)
            .reversed()
            .thenComparingLong(SlowFault::number);

    private final int most;
    private final PriorityQueue<SlowFault> kept = new PriorityQueue<>(SLOWEST_FIRST.reversed());
    private long faults;
    private OperationClock clock;
    private Capture input;

    /** @param most how many are kept, 0 or more */
    public Slowest(int most) {
        this.most = most;
    }

    @Override
    public void input(Capture capture, OperationClock ofInput) {
        input = capture;
        clock = ofInput;
    }

    @Override
    public void inputEnded(Capture capture) {}

    @Override
    public void fault(Fault fault) {
        faults++;
        if (fault.total == Event.UNKNOWN || most == 0) {
            return;
        }
        if (kept.size() == most) {
            if (fault.total <= kept.element().fault().total) {
                return;
            }
            kept.remove();
        }
        kept.add(new SlowFault(input, clock.origin(), faults, FaultField.copy(fault)));
    }

    @Override
    public void fsync(FsyncCall call) {}

    /** The slowest first; equally slow ones in the order in which they ended. */
    public List<SlowFault> faults() {
        List<SlowFault> sorted = new ArrayList<>(kept);
        sorted.sort(SLOWEST_FIRST);
        return sorted;
    }
}
