package io.daxtrace.cli;

import io.daxtrace.bpf.Tracer;
import io.daxtrace.event.LossAccount;
import io.daxtrace.event.Printable;
import io.daxtrace.parsers.ctf.CaptureWriter;
import java.io.IOException;
import java.nio.file.Path;

/** Takes the records from the kernel by a timer and writes them, as long as a workload lasts. */
final class LiveRecording {
    /** Nanoseconds a record waits at most; a wake-up for each would cost the traced thread a microsecond. */
    static final long TAKE_EVERY = 10_000_000;

    /** What a kill -9 can lose. */
    private static final long FLUSH_EVERY = 500_000_000;

    private static final int MOST_AT_ONCE = 1 << 16;

    private final Tracer tracer;
    private final CaptureWriter writer;
    private LossAccount loss = new LossAccount();
    private long flushed;
    private long taken;

    LiveRecording(Tracer tracer, CaptureWriter writer) {
        this.tracer = tracer;
        this.writer = writer;
        tracer.deliverTo(writer);
    }

    /** Records the workload; returns its exit status. */
    int run(Workload workload) throws IOException {
        tracer.start();
        flushed = System.nanoTime();
        int status;
        try {
            status = workload.during(this::take);
            finish();
        } catch (IOException | RuntimeException | Error e) {
            abandon(e);
            throw e;
        }
        return status;
    }

    private boolean take() throws IOException {
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
        return records == MOST_AT_ONCE;
    }

    private void finish() throws IOException {
        tracer.end();
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

    /** Whether no operation was recorded. */
    boolean isEmpty() {
        return taken == 0;
    }

    /** {@code 522 operations (83592 bytes) in DIR; nothing lost}. */
    String summary(Path directory) {
        return taken + " operations (" + writer.bytes() + " bytes) in " + Printable.escape(directory.toString()) + "; "
                + LiveTracing.account(loss);
    }
}
