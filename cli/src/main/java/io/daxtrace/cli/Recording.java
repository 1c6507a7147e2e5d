package io.daxtrace.cli;

import io.daxtrace.bpf.Tracer;
import io.daxtrace.event.LossAccount;
import io.daxtrace.event.Printable;
import io.daxtrace.parsers.ctf.CaptureWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** One recording: takes the records from the kernel by a timer and writes them, until it is to end. */
final class Recording {
    /** A record waits at most so long; a wake-up for each would cost the traced thread a microsecond. */
    private static final long TAKE_EVERY = 10_000_000;

    /** What a kill -9 can lose. */
    private static final long FLUSH_EVERY = 500_000_000;

    private static final int MOST_AT_ONCE = 1 << 16;

    private final Tracer tracer;
    private final CaptureWriter writer;
    private final Thread thread = Thread.currentThread();
    private volatile boolean ended;
    private LossAccount loss = new LossAccount();
    private long taken;

    Recording(Tracer tracer, CaptureWriter writer) {
        this.tracer = tracer;
        this.writer = writer;
        tracer.deliverTo(writer);
    }

    /** Ends it soon; from any thread. */
    void end() {
        ended = true;
        LockSupport.unpark(thread);
    }

    /** Records while the command runs, or, if there is none, for the duration in nanoseconds; returns the exit code. */
    int run(List<String> command, long duration) throws IOException {
        tracer.start();
        int status;
        try {
            status = record(command, duration);
            finish();
        } catch (IOException | RuntimeException | Error e) {
            abandon(e);
            throw e;
        }
        return status;
    }

    private int record(List<String> command, long duration) throws IOException {
        Process process = command.isEmpty() ? null : start(command);
        try {
            long started = System.nanoTime();
            long flushed = started;
            while (!ended && System.nanoTime() - started < duration && (process == null || process.isAlive())) {
                int records = tracer.drain(MOST_AT_ONCE);
                taken += records;
                long now = System.nanoTime();
                if (now - flushed >= FLUSH_EVERY) {
                    LossAccount soFar = tracer.loss();
                    if (!soFar.isZero()) {
                        writer.loss(soFar);
                    }
                    writer.flush();
                    flushed = now;
                }
                if (records < MOST_AT_ONCE) {
                    LockSupport.parkNanos(this, TAKE_EVERY);
                }
            }
            return process == null || process.isAlive() ? ExitCode.DONE : process.exitValue();
        } finally {
            if (process != null && process.isAlive()) {
                process.destroy();
            }
        }
    }

    private static Process start(List<String> command) {
        try {
            return new ProcessBuilder(command).inheritIO().start();
        } catch (IOException e) {
            throw new CannotException(
                    "cannot run " + Printable.escape(command.get(0)) + ": not found, or not executable", e);
        }
    }

    private void finish() throws IOException {
        tracer.stop();
        tracer.detach();
        int records;
        do {
            records = tracer.drain(MOST_AT_ONCE);
            taken += records;
        } while (records > 0);
        loss = tracer.loss();
        writer.loss(loss);
        writer.close();
    }

    /** The capture keeps what it has; the first failure is the one that counts. */
    private void abandon(Throwable failure) {
        try {
            writer.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** {@code 512 faults and 10 fsync calls in DIR; nothing lost}. */
    String summary(Path directory) {
        return taken + " operations (" + writer.bytes() + " bytes) in " + Printable.escape(directory.toString()) + "; "
                + LiveTracing.account(loss);
    }
}
