package io.daxtrace.parsers.ctf;

import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultField;
import io.daxtrace.event.FileId;
import io.daxtrace.event.FilePath;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.event.FsyncField;
import io.daxtrace.event.LossAccount;
import io.daxtrace.event.LossField;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import java.util.zip.CRC32C;

/** One packet while it is assembled in memory. Filled again and again; nothing is allocated for an event. */
final class Packet {
    private static final FsyncField[] FSYNC =
            FsyncField.ofLayout(Layout.VERSION).toArray(FsyncField[]::new);
    private static final int RESERVED = 2 * Layout.EVENT_HEADER_SIZE + Layout.LOSS_SIZE + Layout.END_SIZE;

    private final FaultField[] faultFields;
    private final ByteBuffer bytes;
    private final CRC32C checksum = new CRC32C();
    private long first;
    private long last;
    private boolean empty;

    /** @param instance of the stream: {@link Layout#EVENTS} or {@link Layout#PATHS} */
    Packet(UUID uuid, long instance, int size, boolean withParts) {
        faultFields = FaultField.ofFault(Layout.VERSION, withParts).toArray(FaultField[]::new);
        bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.BIG_ENDIAN);
        bytes.putLong(Layout.UUID_AT, uuid.getMostSignificantBits());
        bytes.putLong(Layout.UUID_AT + 8, uuid.getLeastSignificantBits());
        bytes.order(ByteOrder.LITTLE_ENDIAN).putInt(0, Layout.MAGIC).putLong(Layout.INSTANCE_AT, instance);
        clear();
    }

    boolean isEmpty() {
        return empty;
    }

    /** Whether an event with that many bytes of fields finds room, and after it the loss and the end. */
    boolean hasRoom(int size) {
        return bytes.remaining() >= Layout.EVENT_HEADER_SIZE + size + RESERVED;
    }

    /** Bytes so far. */
    int size() {
        return bytes.position();
    }

    /** A fault, stamped with its end. */
    void fault(Fault fault) {
        event(Layout.DAX_FAULT, timeOfEnd(fault.start, fault.total));
        for (FaultField field : faultFields) {
            field.wireType().put(bytes, field == FaultField.ORDER ? fault.order.ordinal() : field.of(fault));
        }
        name(fault.comm);
    }

    /** An fsync call, stamped with its end. */
    void fsync(FsyncCall call) {
        event(Layout.DAX_FSYNC, timeOfEnd(call.start, call.duration));
        for (FsyncField field : FSYNC) {
            field.wireType().put(bytes, field.of(call));
        }
        name(call.comm);
    }

    /** A path, encoded, of a file that was found then. */
    void file(FileId file, FilePath found, byte[] path, long time) {
        event(Layout.DAX_FILE, time);
        bytes.putLong(file.dev());
        bytes.putLong(file.ino());
        bytes.putLong(found.mountNamespace());
        bytes.put((byte) found.state().ordinal());
        bytes.put(path);
        bytes.put((byte) 0);
    }

    void loss(LossAccount loss) {
        event(Layout.LOSS, last);
        for (LossField field : LossField.values()) {
            bytes.putLong(field.get(loss));
        }
    }

    void end(long faults, long fsyncs) {
        event(Layout.END, last);
        bytes.putLong(faults);
        bytes.putLong(fsyncs);
    }

    /** Fills in the header; the buffer is ready to be written. */
    ByteBuffer finish(long number, long discarded, long eventsBefore) {
        bytes.flip();
        long bits = 8L * bytes.limit();
        bytes.putLong(Layout.FIRST_TIMESTAMP_AT, first);
        bytes.putLong(Layout.LAST_TIMESTAMP_AT, last);
        bytes.putLong(Layout.CONTENT_SIZE_AT, bits);
        bytes.putLong(Layout.PACKET_SIZE_AT, bits);
        bytes.putLong(Layout.NUMBER_AT, number);
        bytes.putLong(Layout.DISCARDED_AT, discarded);
        bytes.putLong(Layout.EVENTS_BEFORE_AT, eventsBefore);
        bytes.putInt(Layout.CHECKSUM_AT, checksum(checksum, bytes));
        return bytes;
    }

    /** Begins the next one; time goes on. */
    void clear() {
        bytes.clear().position(Layout.HEADER_SIZE);
        empty = true;
    }

    /** The CRC-32C of a whole packet, position 0 to limit, but for the field that holds it. */
    static int checksum(CRC32C checksum, ByteBuffer packet) {
        int limit = packet.limit();
        checksum.reset();
        checksum.update(packet.limit(Layout.CHECKSUM_AT).position(0));
        checksum.update(packet.limit(limit).position(Layout.HEADER_SIZE));
        packet.position(0);
        return (int) checksum.getValue();
    }

    /** Timestamps in a stream never go back, though records can overtake each other on their way out of the kernel. */
    private void event(int id, long timestamp) {
        last = Math.max(last, timestamp);
        if (empty) {
            first = last;
            empty = false;
        }
        bytes.put((byte) id);
        bytes.putLong(last);
    }

    private void name(String name) {
        bytes.put((byte) (name == null ? 0 : 1));
        if (name != null) {
            Names.encode(name, bytes);
        }
        bytes.put((byte) 0);
    }

    /** 0 or the start where no more is known; the largest long instead of an overflow. */
    private static long timeOfEnd(long start, long duration) {
        if (start < 0 || duration < 0) {
            return Math.max(0, start);
        }
        return start + duration < 0 ? Long.MAX_VALUE : start + duration;
    }
}
