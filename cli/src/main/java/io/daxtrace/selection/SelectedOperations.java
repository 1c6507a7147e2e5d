package io.daxtrace.selection;

import io.daxtrace.aggregate.OperationClock;
import io.daxtrace.distribution.DistributionSink;
import io.daxtrace.event.BadInputException;
import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultSink;
import io.daxtrace.event.FsyncCall;
import java.io.UncheckedIOException;

/** Hands on the operations of one input that a {@link Selection} asks for, and advances the input's clock by all of them. */
public final class SelectedOperations implements FaultSink {
    private final Selection selection;
    private final Capture capture;
    private final FaultSink sink;
    private final OperationClock clock;
    private boolean timed;
    private long since = Long.MIN_VALUE;
    private long until = Long.MAX_VALUE;
    private long undecided;

    SelectedOperations(Selection selection, Capture capture, OperationClock clock, FaultSink sink) {
        this.selection = selection;
        this.capture = capture;
        this.clock = clock;
        this.sink = sink;
    }

    @Override
    public void fault(Fault fault) {
        clock.advance(fault);
        if (selection.isAll()
                || isIn(clock.now())
                        && matches(fault.pid, fault.tid, fault.comm, fault.cgroup, fault.dev, fault.ino, fault.total)) {
            sink.fault(fault);
        }
    }

    @Override
    public void fsync(FsyncCall call) {
        clock.advance(call);
        if (selection.isAll()
                || isIn(clock.now())
                        && matches(call.pid, call.tid, call.comm, call.cgroup, call.dev, call.ino, call.duration)) {
            sink.fsync(call);
        }
    }

    /** Where the input's distributions go: none where operations are to be selected, which distributions do not have. */
    public DistributionSink distributions(DistributionSink to) {
        return (name, distribution) -> {
            if (!selection.isAll()) {
                throw new UncheckedIOException(BadInputException.of(capture.path(), Selection.NO_OPERATIONS));
            }
            to.distribution(name, distribution);
        };
    }

    /** Says in the capture what was left out. */
    public void ended() {
        if (!selection.isAll()) {
            String texts = String.join(", ", selection.texts());
            capture.warn("covers only operations that match " + texts);
            capture.environment().put("selection", texts);
        }
        if (undecided > 0) {
            capture.warn(undecided + " operations were left out because the capture does not tell whether they match");
        }
    }

    private boolean isIn(long at) {
        if (!timed && clock.origin() != Event.UNKNOWN) {
            timed = true;
            try {
                if (selection.since() != null) {
                    since = selection.since().on(capture, "--since", clock.origin());
                }
                if (selection.until() != null) {
                    until = selection.until().on(capture, "--until", clock.origin());
                }
            } catch (BadInputException e) {
                throw new UncheckedIOException(e);
            }
        }
        return at == Event.UNKNOWN ? since == Long.MIN_VALUE : since <= at && at < until;
    }

    /** Whether all criteria hold; where a field is not known, that is counted, and the operation left out. */
    private boolean matches(int pid, int tid, String comm, long cgroup, long dev, long ino, long duration) {
        if (selection.tid() >= 0 && tid != selection.tid()
                || selection.pid() >= 0 && pid >= 0 && pid != selection.pid()
                || selection.comm() != null && comm != null && !comm.equals(selection.comm())
                || selection.cgroups() != null
                        && cgroup != Event.UNKNOWN
                        && !selection.cgroups().contains(cgroup)
                || selection.dev() >= 0 && dev != Event.UNKNOWN && dev != selection.dev()
                || selection.ino() >= 0 && ino != Event.UNKNOWN && ino != selection.ino()
                || selection.minLatency() > 0 && duration != Event.UNKNOWN && duration < selection.minLatency()) {
            return false;
        }
        if (selection.pid() >= 0 && pid < 0
                || selection.comm() != null && comm == null
                || selection.cgroups() != null && cgroup == Event.UNKNOWN
                || selection.dev() >= 0 && dev == Event.UNKNOWN
                || selection.ino() >= 0 && ino == Event.UNKNOWN
                || selection.minLatency() > 0 && duration == Event.UNKNOWN) {
            undecided++;
            return false;
        }
        return true;
    }
}
