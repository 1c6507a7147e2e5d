package io.daxtrace.parsers.ctf;

import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultSink;
import io.daxtrace.event.FileId;
import io.daxtrace.event.FilePath;
import io.daxtrace.event.FileSink;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.event.LossAccount;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Writes faults and fsync calls to a capture: a new directory of the Common Trace Format. Events are assembled into
 * packets in memory, and a packet is written when it is full, by {@link #flush()}, and by {@link #close()}, with the loss
 * account as it is then. For one thread.
 *
 * <p>An error in writing does not stop the events' source: later events are counted and dropped, and the next
 * {@link #flush()} or {@link #close()} throws. What was written until then stays readable.
 */
public final class CaptureWriter implements FaultSink, FileSink, Closeable {
    private final Path directory;
    private final StreamFiles files;
    private final PathWriter paths;
    private final Packet packet;
    private final int faultSize;
    private LossAccount loss = new LossAccount();
    private boolean lossChanged;
    private long faults;
    private long fsyncs;
    private long packets;
    private long eventsWritten;
    private IOException failure;
    private boolean thrown;
    private boolean closed;

    /**
     * Makes the directory (0700; an empty one that exists is taken as it is) and its metadata.
     *
     * @throws IOException with a message for the user when the directory cannot be used or written to
     */
    public CaptureWriter(Path directory, CaptureMetadata metadata) throws IOException {
        this(directory, metadata, CaptureLimits.NONE);
    }

    /** The same with other sizes. */
    public CaptureWriter(Path directory, CaptureMetadata metadata, CaptureLimits limits) throws IOException {
        this(directory, metadata, limits, CaptureDirectory::createFile);
    }

    CaptureWriter(Path directory, CaptureMetadata metadata, CaptureLimits limits, StreamFiles.Creator creator)
            throws IOException {
        this.directory = directory;
        UUID uuid = UUID.randomUUID();
        packet = new Packet(uuid, Layout.EVENTS, limits.packetSize(), metadata.hasParts());
        faultSize = Layout.faultSize(Layout.VERSION, metadata.hasParts());
        files = new StreamFiles(directory, limits, creator);
        paths = new PathWriter(directory, uuid, limits, creator);
        boolean made = CaptureDirectory.create(directory);
        try {
            String text = MetadataText.of(metadata, uuid, limits.maxBytes(), Layout.VERSION);
            CaptureDirectory.writeMetadata(directory, text, creator);
            files.next();
        } catch (IOException e) {
            CaptureDirectory.remove(directory, made);
            throw CaptureDirectory.problem(directory, "cannot be written: " + CaptureDirectory.reason(e), e);
        }
    }

    @Override
    public void fault(Fault fault) {
        if (makeRoom(faultSize)) {
            packet.fault(fault);
        }
        faults++;
    }

    @Override
    public void fsync(FsyncCall call) {
        if (makeRoom(Layout.FSYNC_SIZE)) {
            packet.fsync(call);
        }
        fsyncs++;
    }

    /** Where a file is, which was found now. A limited capture keeps paths in a sixteenth of its size. */
    @Override
    public void file(FileId file, FilePath path) {
        if (failure == null) {
            try {
                paths.add(file, path, System.nanoTime());
            } catch (IOException e) {
                failure = e;
            }
        }
    }

    /** All that was lost so far, in place of what was said before; it is copied. */
    public void loss(LossAccount account) {
        loss = new LossAccount();
        loss.add(account);
        lossChanged = true;
    }

    /**
     * Writes what there is since the last packet; nothing when there is nothing.
     *
     * @throws IOException when writing failed now or earlier, or the capture was removed; with how much was written
     */
    public void flush() throws IOException {
        if (failure == null && (!packet.isEmpty() || lossChanged)) {
            write();
        }
        if (failure == null) {
            try {
                paths.flush();
                files.check();
            } catch (IOException e) {
                failure = e;
            }
        }
        throwFailure();
    }

    /** Bytes of packets written so far, those included that were removed to keep the limit. */
    public long bytes() {
        return files.bytes() + paths.bytes();
    }

    /**
     * Marks the capture as ended, after a failure not, and closes it.
     *
     * @throws IOException as {@link #flush()}, but no failure is thrown a second time
     */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (files;
                paths) {
            if (failure == null) {
                packet.end(faults, fsyncs);
                flush();
            }
        }
        throwFailure();
    }

    private boolean makeRoom(int size) {
        if (failure == null && !packet.hasRoom(size + Layout.MOST_NAME_SIZE)) {
            write();
        }
        return failure == null;
    }

    private void write() {
        try {
            if (files.isFull(packet.size() + Layout.EVENT_HEADER_SIZE + Layout.LOSS_SIZE)) {
                files.next();
            }
            packet.loss(loss);
            files.write(packet.finish(packets, discarded(), eventsWritten));
            packet.clear();
            packets++;
            eventsWritten = faults + fsyncs;
            lossChanged = false;
        } catch (IOException e) {
            failure = e;
        }
    }

    private void throwFailure() throws IOException {
        if (failure != null && !thrown) {
            thrown = true;
            boolean readable = Files.exists(directory.resolve(CaptureDirectory.METADATA));
            throw CaptureDirectory.problem(
                    directory,
                    "recording failed after " + packets + " packets with " + eventsWritten + " events (" + files.bytes()
                            + " bytes): " + CaptureDirectory.reason(failure) + "; " + (faults + fsyncs - eventsWritten)
                            + " later events were dropped" + (readable ? ", what was written is readable" : ""),
                    failure);
        }
    }

    private long discarded() {
        return loss.kernelDropped + loss.ringFull + loss.mapFull + loss.missedProbes;
    }
}
