package io.daxtrace.cli;

import io.daxtrace.bpf.DaxMount;
import io.daxtrace.bpf.Tracer;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultSink;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.event.LossAccount;
import io.daxtrace.event.Printable;
import io.daxtrace.files.TracedFiles;
import io.daxtrace.parsers.ctf.CaptureWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Takes the records from the kernel by a timer and writes them with the paths of their files, as long as a workload lasts. */
final class LiveRecording implements FaultSink {
    /** Nanoseconds a record waits at most; a wake-up for each would cost the traced thread a microsecond. */
    static final long TAKE_EVERY = 10_000_000;

    /** What a kill -9 can lose. */
    private static final long FLUSH_EVERY = 500_000_000;

    private static final int MOST_AT_ONCE = 1 << 16;

    private final Tracer tracer;
    private final CaptureWriter writer;
    private final TracedFiles files;
    private LossAccount loss = new LossAccount();
    private long flushed;
    private long taken;

    LiveRecording(Tracer tracer, CaptureWriter writer, List<DaxMount> mounts) {
        this.tracer = tracer;
        this.writer = writer;
        files = new TracedFiles(writer, DaxMount.points(mounts));
        tracer.deliverTo(this);
    }

    @Override
    public void fault(Fault fault) {
        files.see(fault.dev, fault.ino, fault.pid);
        writer.fault(fault);
    }

    @Override
    public void fsync(FsyncCall call) {
        files.see(call.dev, call.ino, call.pid);
        writer.fsync(call);
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
        files.look();
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
        files.finish();
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
