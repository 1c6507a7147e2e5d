package io.daxtrace.bench;

import io.daxtrace.bpf.Machine;
import io.daxtrace.distribution.LatencyUnit;

/**
 * Waits until this process has nothing to do. What prepares a run gives the JVM's compilers work of tens of milliseconds,
 * and where processors are few they take the measured thread's whenever it sleeps in a commit.
 */
final class Settling {
    private static final long PERIOD_MS = 30;
    private static final int MOST_PERIODS = 50;

    /** Of the processor's time in a period: more than the JVM's timers take, less than a compilation. */
    private static final long IDLE_NANOS = PERIOD_MS * LatencyUnit.MS.nanos() / 20;

    private Settling() {}

    /** Returns after an idle period, or after one and a half seconds. */
    static void await() throws InterruptedException {
        long used = Long.MAX_VALUE;
        for (int i = 0; i < MOST_PERIODS && used > IDLE_NANOS; i++) {
            long before = Machine.processorTime();
            Thread.sleep(PERIOD_MS);
            used = Machine.processorTime() - before;
        }
    }
}
