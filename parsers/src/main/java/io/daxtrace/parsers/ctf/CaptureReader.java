package io.daxtrace.parsers.ctf;

import io.daxtrace.event.Capture;
import io.daxtrace.event.FaultSink;
import io.daxtrace.event.Printable;
import io.daxtrace.parsers.Input;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Reads the packets of one capture, file after file, and says what is missing between them. */
final class CaptureReader {
    /** Events that are not sound are told one by one up to here. */
    private static final int MOST_NAMED = 10;

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
    private long leftOut;
    private long packets;
    private long position;
    private long nextNumber;
    private long nextEvents;

    CaptureReader(Input input, Capture capture, Metadata metadata, FaultSink sink) {
        this.input = input;
        this.capture = capture;
        this.uuid = metadata.uuid();
        this.events = new EventReader(metadata.layout(), metadata.recording().hasParts(), sink, capture.loss());
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
        capture.loss().unmatchedEntries += events.unsound();
        if (leftOut > MOST_NAMED) {
            capture.truncated((leftOut - MOST_NAMED) + " more events are not sound and were left out");
        }
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
        long before = met();
        events(reader, name);
        packets++;
        nextNumber = number + 1;
        nextEvents = reader.eventsBefore() + met() - before;
    }

    private long met() {
        return events.faults() + events.fsyncs() + events.unsound();
    }

    /** Reads a packet's events: all but those that are not sound, up to one whose end cannot be known. */
    private void events(PacketReader reader, String name) {
        ByteBuffer in = reader.events();
        while (in.hasRemaining()) {
            int at = in.position();
            String problem = events.read(in);
            if (problem == null) {
                continue;
            }
            boolean ends = in.position() == at;
            if (++leftOut <= MOST_NAMED) {
                capture.truncated(name + ": the event at byte " + (reader.start() + at) + " is not sound (" + problem
                        + ") and was left out"
                        + (ends ? " with the rest of its packet, " + in.remaining() + " bytes" : ""));
            }
            if (ends) {
                return;
            }
        }
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
