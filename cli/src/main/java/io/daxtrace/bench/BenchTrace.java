package io.daxtrace.bench;

import io.daxtrace.bpf.Machine;
import io.daxtrace.bpf.TraceFilter;
import io.daxtrace.bpf.TraceOptions;
import io.daxtrace.bpf.Tracer;
import io.daxtrace.event.LossAccount;
import java.util.List;

/**
 * Traces the faults of this process, run by run. The ring buffer holds a whole run, and is emptied after it: nobody reads
 * it, and nothing wakes up, while the run is timed.
 */
public final class BenchTrace {
    /** More than a record takes with its header. */
    private static final int RECORD = 512;

    private static final int LEAST_RING = 1 << 16;
    private static final int RING_FOR_ALL = 1 << 22;
    private static final int MOST_AT_ONCE = 1 << 16;

    private final Tracer tracer;
    private final List<String> probes;
    private LossAccount before;

    /**
     * Traces by this, which was attached with {@link #options}.
     *
     * @param probes what bounds each stage
     */
    public BenchTrace(Tracer tracer, List<String> probes) {
        this.tracer = tracer;
        this.probes = List.copyOf(probes);
    }

    /**
     * Faults of this process alone, and room for those of a run. In a pid namespace it does not know the id that the kernel
     * knows it by; there it is the join that leaves out others' faults, and there is room for them.
     */
    public static TraceOptions options(BenchPlan plan) {
        int room = Integer.highestOneBit(plan.pages()) * 2 * RECORD;
        if (Machine.inInitialPidNamespace()) {
            int pid = (int) ProcessHandle.current().pid();
            TraceFilter own = new TraceFilter(pid, -1, null, -1, -1, -1, -1, 0);
            return TraceOptions.recording(own, Math.max(LEAST_RING, room));
        }
        return TraceOptions.recording(TraceFilter.NONE, Math.max(RING_FOR_ALL, room));
    }

    List<String> probes() {
        return probes;
    }

    void start() {
        before = tracer.loss();
        tracer.start();
    }

    void stop() {
        tracer.stop();
    }

    /**
     * Takes what was recorded of the run that was stopped.
     *
     * @param ino the run's file
     * @param step bytes from one touched page to the next
     */
    TracedRun join(Accesses accesses, long ino, int step) {
        FaultJoin join = new FaultJoin(accesses, ino, step / Machine.pageSize());
        tracer.deliverTo(join);
        int records;
        do {
            records = tracer.drain(MOST_AT_ONCE);
        } while (records > 0);
        return join.result(tracer.loss().since(before));
    }
}
