package io.daxtrace.cli;

import io.daxtrace.bpf.InterruptSignal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * SIGINT and SIGTERM: the command is asked to end, prints what it has, and its own exit code stands. A command that does
 * not end in time is left, with 130.
 */
final class Interrupt {
    private static final int SECONDS = 20;
    private static final int INTERRUPTED = 130;
    private static final CountDownLatch FINISHED = new CountDownLatch(1);
    private static final AtomicReference<Runnable> STOP = new AtomicReference<>();
    private static volatile int status = INTERRUPTED;

    private Interrupt() {}

    /** Called once by the process that is a command, not by one that only runs commands in it. */
    static void handle() {
        Runtime.getRuntime().addShutdownHook(new Thread(Interrupt::shutdown, "interrupt"));
    }

    /**
     * SIGINT is taken even if it was inherited as ignored; for commands that have no other end. Others keep to what a shell
     * wants of what it runs in the background.
     */
    static void evenInBackground() {
        InterruptSignal.handle();
    }

    /** From now on a signal runs this, on another thread, once; replaces what was set before. */
    static void onSignal(Runnable stop) {
        STOP.set(stop);
    }

    /** The command has ended and printed all it had. */
    static void finished(int exitCode) {
        status = exitCode;
        FINISHED.countDown();
    }

    private static void shutdown() {
        if (FINISHED.getCount() == 0) {
            return; // an ordinary exit
        }
        Runnable stop = STOP.get();
        if (stop == null) {
            return; // nothing begun
        }
        stop.run();
        try {
            if (!FINISHED.await(SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            return;
        }
        Runtime.getRuntime().halt(status);
    }
}
