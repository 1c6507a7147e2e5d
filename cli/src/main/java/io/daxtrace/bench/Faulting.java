package io.daxtrace.bench;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Touches every page of a memory once, in threads of its own: a SIGBUS in the mapping is thrown as an InternalError some
 * time after the access, on its thread, and must not hit another piece of work. A thread that ends before that time ends
 * without it, so that it does not tell whether all pages were there.
 */
final class Faulting {
    /** Enough calls and rounds for the second compiler: it takes over after 15,000 of both. */
    private static final int WARM_UP_CALLS = 2000;

    private static final int WARM_UP_PAGES = 32;
    private static final int WARM_UP_ROUNDS = 3;
    private static final long COMPILING_MS = 50;

    private final int threads;
    private final boolean read;
    private final AtomicBoolean stop;
    /** Takes what was read. */
    @SuppressWarnings("unused")
    private volatile long sum;

    Faulting(int threads, boolean read, AtomicBoolean stop) {
        this.threads = threads;
        this.read = read;
        this.stop = stop;
    }

    /** Each access, in the order of the pages; not all of them when it was stopped. */
    Accesses touch(ByteBuffer memory, int[] pages, int step) throws BenchException, InterruptedException {
        Accesses accesses = new Accesses(pages);
        CountDownLatch ready = new CountDownLatch(threads);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Thread> workers = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int from = (int) ((long) pages.length * t / threads);
            int to = (int) ((long) pages.length * (t + 1) / threads);
            Thread worker = new Thread(
                    () -> {
                        try {
                            ready.countDown();
                            ready.await();
                            access(memory, accesses, from, to, step);
                        } catch (InternalError | InterruptedException e) {
                            failure.compareAndSet(null, e);
                        }
                    },
                    "fault-" + t);
            worker.start();
            workers.add(worker);
        }
        for (Thread worker : workers) {
            worker.join();
        }
        if (failure.get() != null) {
            throw BenchException.sigbus(failure.get());
        }
        return accesses;
    }

    private void access(ByteBuffer memory, Accesses accesses, int from, int to, int step) {
        if (read) {
            sum = FaultLoop.read(memory, accesses, from, to, step, stop);
        } else {
            FaultLoop.write(memory, accesses, from, to, step, stop);
        }
    }

    /**
     * Has the loop compiled, on memory that is there already, and returns the median of what it measures then: the time
     * of reading the clock twice, which is part of every measured fault.
     */
    long warmUp() throws InterruptedException {
        int page = 4096;
        ByteBuffer memory = ByteBuffer.allocateDirect(WARM_UP_PAGES * page);
        Accesses accesses = new Accesses(Schedule.pages(WARM_UP_PAGES, false, 0));
        long[] nanos = accesses.nanos();
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            for (int call = 0; call < WARM_UP_CALLS; call++) {
                access(memory, accesses, 0, WARM_UP_PAGES, page);
            }
            Thread.sleep(COMPILING_MS);
        }
        long[] medians = new long[WARM_UP_CALLS];
        for (int call = 0; call < WARM_UP_CALLS; call++) {
            access(memory, accesses, 0, WARM_UP_PAGES, page);
            Arrays.sort(nanos);
            medians[call] = nanos[WARM_UP_PAGES / 2];
        }
        Arrays.sort(medians);
        return medians[WARM_UP_CALLS / 2];
    }
}
