package io.daxtrace.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The runs of one set-up. */
public final class Cell {
    /**
     * One of them.
     *
     * @param repeat from 1
     * @param turn when it was run among all runs of the bench, from 1
     * @param traced what the kernel's trace tells of it, or null
     */
    public record Run(int repeat, int turn, FaultTimes times, TracedRun traced) {}

    private final SetUp setUp;
    private final List<Run> runs = new ArrayList<>();
    private final FaultTimes times = new FaultTimes();
    private TracedRun traced;

    Cell(SetUp setUp) {
        this.setUp = setUp;
    }

    void add(int repeat, int turn, long[] nanos, TracedRun ofTrace) {
        FaultTimes ofRun = new FaultTimes();
        ofRun.add(nanos);
        times.add(nanos);
        traced = traced == null || ofTrace == null ? ofTrace : traced.plus(ofTrace);
        runs.add(new Run(repeat, turn, ofRun, ofTrace));
    }

    public SetUp setUp() {
        return setUp;
    }

    /** Those that came to their end. */
    public List<Run> runs() {
        return Collections.unmodifiableList(runs);
    }

    /** The latencies of all runs together. */
    public FaultTimes times() {
        return times;
    }

    /** What the kernel's trace tells of all runs together, or null. */
    public TracedRun traced() {
        return traced;
    }
}
