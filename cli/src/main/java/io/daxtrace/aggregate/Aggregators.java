package io.daxtrace.aggregate;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.DistributionSink;
import io.daxtrace.event.Capture;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultSink;
import io.daxtrace.event.FsyncCall;

/** Counts what comes by in several aggregators, so that an input is read once whatever is made of it. */
public final class Aggregators implements FaultSink, DistributionSink {
    private final Aggregator[] all;

    public Aggregators(Aggregator... all) {
        this.all = all.clone();
    }

    /** See {@link Aggregator#input}. */
    public void input(Capture capture) {
        for (Aggregator aggregator : all) {
            aggregator.input(capture);
        }
    }

    /** See {@link Aggregator#inputEnded}. */
    public void inputEnded(Capture capture) {
        for (Aggregator aggregator : all) {
            aggregator.inputEnded(capture);
        }
    }

    @Override
    public void fault(Fault fault) {
        for (Aggregator aggregator : all) {
            aggregator.fault(fault);
        }
    }

    @Override
    public void fsync(FsyncCall call) {
        for (Aggregator aggregator : all) {
            aggregator.fsync(call);
        }
    }

    @Override
    public void distribution(String name, Distribution distribution) {
        for (Aggregator aggregator : all) {
            aggregator.distribution(name, distribution);
        }
    }
}
