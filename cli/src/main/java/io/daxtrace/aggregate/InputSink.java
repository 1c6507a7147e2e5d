package io.daxtrace.aggregate;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.DistributionSink;
import io.daxtrace.event.Capture;
import io.daxtrace.event.FaultSink;

/** Takes what inputs hold, one input after another. */
public interface InputSink extends FaultSink, DistributionSink {
    /**
     * What follows is from this input.
     *
     * @param capture of which more becomes known while it is read
     * @param clock shows the time of each operation as it comes
     */
    void input(Capture capture, OperationClock clock);

    /** The input has ended. */
    void inputEnded(Capture capture);

    /** A distribution that the input holds ready-made; it has no single operations and no times. */
    @Override
    default void distribution(String name, Distribution distribution) {}
}
