package io.daxtrace.parsers.ctf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.UUID;
import java.util.zip.CRC32C;

/** The whole packets of one stream file. What lies between them is left out and counted. */
final class PacketReader {
    /** A file with more damaged places than this is read no further: each can cost a packet's checksum. */
    private static final int MOST_DAMAGE = 1000;

    private static final int WINDOW = 1 << 16;

    private final FileChannel file;
    /** Each packet of the trace begins with these 20 bytes. */
    private final byte[] start = new byte[Layout.UUID_AT + 16];

    private final CRC32C checksum = new CRC32C();
    private ByteBuffer bytes = ByteBuffer.allocate(WINDOW).order(ByteOrder.LITTLE_ENDIAN);
    private long offset;
    private long skipped;
    private int damage;

    PacketReader(FileChannel file, UUID uuid) {
        this.file = file;
        ByteBuffer.wrap(start)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(Layout.MAGIC)
                .order(ByteOrder.BIG_ENDIAN)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits());
    }

    /** Goes to the next whole packet; false at the end of the file. */
    boolean next() throws IOException {
        while (true) {
            int size = read(offset, Layout.HEADER_SIZE) ? packetSize() : 0;
            if (size != 0 && read(offset, size) && bytes.getInt(Layout.CHECKSUM_AT) == sum()) {
                bytes.position(Layout.HEADER_SIZE);
                offset += size;
                return true;
            }
            long from = offset;
            offset = file.size() > from && ++damage <= MOST_DAMAGE ? search(from + 1) : Math.max(from, file.size());
            skipped += offset - from;
            if (offset >= file.size()) {
                return false;
            }
        }
    }

    /** The packet's events; position and limit are theirs. */
    ByteBuffer events() {
        return bytes;
    }

    /** Which packet of the capture it is, from 0. */
    long number() {
        return bytes.getLong(Layout.NUMBER_AT);
    }

    /** Faults and fsync calls in the capture's packets before this one. */
    long eventsBefore() {
        return bytes.getLong(Layout.EVENTS_BEFORE_AT);
    }

    /** Where the packet is in the file. */
    long start() {
        return offset - bytes.limit();
    }

    /** Where the next packet is expected. */
    long offset() {
        return offset;
    }

    /** Bytes that belong to no whole packet. */
    long skipped() {
        return skipped;
    }

    /** The packet's size by its header, or 0 when it can be none of ours. */
    private int packetSize() {
        long bits = bytes.getLong(Layout.PACKET_SIZE_AT);
        boolean ours = startsAt(0)
                && bytes.getLong(Layout.CONTENT_SIZE_AT) == bits
                && bits % 8 == 0
                && bits >= 8L * Layout.HEADER_SIZE
                && bits <= 8L * Layout.MOST_PACKET_SIZE
                && bytes.getLong(Layout.NUMBER_AT) >= 0
                && bytes.getLong(Layout.EVENTS_BEFORE_AT) >= 0;
        return ours ? (int) (bits / 8) : 0;
    }

    private int sum() {
        return Packet.checksum(checksum, bytes);
    }

    /** The next place that looks like a packet's beginning, or the file's end. */
    private long search(long from) throws IOException {
        long at = from;
        while (read(at, start.length)) {
            readSome(at);
            int last = bytes.limit() - start.length;
            for (int i = 0; i <= last; i++) {
                if (startsAt(i)) {
                    return at + i;
                }
            }
            at += last + 1;
        }
        return file.size();
    }

    private boolean startsAt(int at) {
        for (int i = 0; i < start.length; i++) {
            if (bytes.get(at + i) != start[i]) {
                return false;
            }
        }
        return true;
    }

    /** Fills the buffer with {@code size} bytes of the file; false where it has fewer. */
    private boolean read(long at, int size) throws IOException {
        if (size > bytes.capacity()) {
            bytes = ByteBuffer.allocate(Layout.MOST_PACKET_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        }
        bytes.clear().limit(size);
        while (bytes.hasRemaining() && file.read(bytes, at + bytes.position()) > 0) {}
        boolean whole = !bytes.hasRemaining();
        bytes.flip();
        return whole;
    }

    private void readSome(long at) throws IOException {
        bytes.clear();
        while (bytes.hasRemaining() && file.read(bytes, at + bytes.position()) > 0) {}
        bytes.flip();
    }
}
