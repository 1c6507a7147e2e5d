package io.daxtrace.cli;

import io.daxtrace.event.Printable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What a recording goes on for: a command, a time, or until it is asked to end. */
final class Workload {
    /** What is done meanwhile. */
    interface Step {
        /** Does some of it, and returns whether there is more to do at once. */
        boolean take() throws IOException;
    }

    private final List<String> command;
    private final long duration;
    private final long pause;
    private final Thread thread = Thread.currentThread();
    private volatile boolean ended;

    /**
     * A command that is not started yet.
     *
     * @param command with its arguments; empty for none
     * @param duration nanoseconds that it lasts at most
     * @param pause nanoseconds between two steps where there is no more to do
     */
    Workload(List<String> command, long duration, long pause) {
        this.command = command;
        this.duration = duration;
        this.pause = pause;
    }

    /** Ends it soon; from any thread. */
    void end() {
        ended = true;
        LockSupport.unpark(thread);
    }

    /**
     * Runs the command, if there is one, and takes steps until it or the time is over or {@link #end()} is called. A command
     * that still runs then is terminated.
     *
     * @return the exit status of a command that came to its own end (128 and the signal if it was one), else 0
     */
    int during(Step step) throws IOException {
        Process process = command.isEmpty() ? null : start();
        try {
            long started = System.nanoTime();
            while (!ended && System.nanoTime() - started < duration && (process == null || process.isAlive())) {
                if (!step.take()) {
                    LockSupport.parkNanos(this, pause);
                }
            }
            return process == null || process.isAlive() ? ExitCode.DONE : process.exitValue();
        } finally {
            if (process != null && process.isAlive()) {
                process.destroy();
            }
        }
    }

    private Process start() {
        try {
            return new ProcessBuilder(command).inheritIO().start();
        } catch (IOException e) {
            throw new CannotException(
                    "cannot run " + Printable.escape(command.get(0)) + ": not found, or not executable", e);
        }
    }
}
