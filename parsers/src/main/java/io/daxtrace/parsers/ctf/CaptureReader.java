package io.daxtrace.parsers.ctf;

import io.daxtrace.event.Capture;
import io.daxtrace.event.FaultSink;
import io.daxtrace.event.Printable;
import io.daxtrace.parsers.Input;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Reads the packets of one capture, file after file, and says what is missing between them. */
final class CaptureReader {
    private final Input input;
    private final Capture capture;
    private final UUID uuid;
    private final EventReader events;
    private long oldestPackets;
    private long oldestEvents;
    /** How often a place was passed where packets are missing, and what was in them. */
    private long gaps;

    private long missingPackets;
    private long missingEvents;
    private long disorder;
    private long packets;
    private long position;
    private long nextNumber;
    private long nextEvents;

    CaptureReader(Input input, Capture capture, Metadata metadata, FaultSink sink) {
        this.input = input;
        this.capture = capture;
        this.uuid = metadata.uuid();
        this.events = new EventReader(metadata.layout(), sink, capture.loss());
    }

    /** Reads one more file, the next of the stream; false when asked to stop. */
    boolean read(Path path) throws IOException {
        String name = Printable.escape(path.getFileName().toString());
        if (!Files.isRegularFile(path)) {
            capture.truncated(name + " is no regular file and was left out");
            return true;
        }
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            PacketReader reader = new PacketReader(file, uuid);
            while (!input.stopped() && reader.next()) {
                input.position(position + reader.offset());
                packet(reader, name);
            }
            if (reader.skipped() > 0) {
                capture.truncated(name + ": " + reader.skipped()
                        + " bytes belong to no whole packet (damaged, or cut off in writing) and were left out");
            }
            position += reader.offset();
        } catch (FileSystemException e) {
            capture.truncated(name + " cannot be read and was left out: " + CaptureDirectory.reason(e));
        }
        return !input.stopped();
    }

    /** Says what is missing, and counts the events. */
    void finish(long maxBytes) {
        capture.events("daxtrace:dax_fault").value = events.faults();
        capture.events("daxtrace:dax_fsync").value = events.fsyncs();
        if (oldestPackets > 0) {
            capture.truncated("the oldest " + oldestPackets + " packets with " + oldestEvents + " events are missing"
                    + (maxBytes > 0 ? ": the recording kept the newest " + maxBytes + " bytes" : ""));
        }
        if (missingPackets > 0) {
            capture.truncated(missingPackets + " packets with " + missingEvents + " events are missing in " + gaps
                    + (gaps == 1 ? " place" : " places"));
        }
        if (disorder > 0) {
            capture.truncated(disorder + " packets are not in the order they were written in and were left out");
        }
        if (input.stopped()) {
            capture.truncated("reading was stopped after " + soFar());
        } else if (!events.ended()) {
            capture.truncated("the recording did not end as it should (it was killed, or the end is cut off): "
                    + soFar() + " could be read");
        }
    }

    private String soFar() {
        return packets + " packets with " + (events.faults() + events.fsyncs()) + " events";
    }

    private void packet(PacketReader reader, String name) {
        long number = reader.number();
        if (number < nextNumber) {
            disorder++;
            return;
        }
        gap(number - nextNumber, reader.eventsBefore() - nextEvents);
        long before = events.faults() + events.fsyncs();
        if (!events.read(reader.events())) {
            capture.truncated(name + ": a packet holds an event daxtrace does not write; "
                    + reader.events().remaining() + " bytes were left out");
        }
        packets++;
        nextNumber = number + 1;
        nextEvents = reader.eventsBefore() + (events.faults() + events.fsyncs() - before);
    }

    private void gap(long gapPackets, long gapEvents) {
        if (packets == 0) {
            oldestPackets = gapPackets;
            oldestEvents = gapEvents;
        } else if (gapPackets > 0) {
            gaps++;
            missingPackets += gapPackets;
            missingEvents += Math.max(0, gapEvents);
        }
    }
}
