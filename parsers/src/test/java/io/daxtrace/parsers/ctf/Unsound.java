package io.daxtrace.parsers.ctf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Makes single events of a stream file unsound, their packets whole. */
final class Unsound {
    private Unsound() {}

    /** Where an event of a packet begins; the packet begins with faults and fsync calls, the given one among them. */
    static int event(byte[] stream, int packet, int number) {
        int at = packet + Layout.HEADER_SIZE;
        for (int i = 0; i < number; i++) {
            // up to the name, which ends with NUL
            at += Layout.EVENT_HEADER_SIZE
                    - 1
                    + (stream[at] == Layout.DAX_FAULT ? Layout.faultSize(Layout.VERSION, false) : Layout.FSYNC_SIZE);
            while (stream[at] != 0) {
                at++;
            }
            at++;
        }
        return at;
    }

    /** Sets how long the fault or the fsync call took, which both have second. */
    static void duration(byte[] stream, int event, long value) {
        ByteBuffer.wrap(stream)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(event + Layout.EVENT_HEADER_SIZE + Long.BYTES, value);
    }

    /** Makes a packet's checksum right. */
    static void sign(byte[] stream, int start, int end) {
        CRC32C checksum = new CRC32C();
        checksum.update(stream, start, Layout.CHECKSUM_AT);
        checksum.update(stream, start + Layout.HEADER_SIZE, end - start - Layout.HEADER_SIZE);
        ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN).putInt(start + Layout.CHECKSUM_AT, (int)
                checksum.getValue());
    }
}
