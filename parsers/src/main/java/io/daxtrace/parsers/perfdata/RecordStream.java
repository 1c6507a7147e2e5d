package io.daxtrace.parsers.perfdata;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts bytes into records. A record lies in one piece in a chunk, and stays there while it is in use; what follows some
 * records outside their size, the payload, is read separately.
 *
 * <pre>
 *   0      4     6     8        size
 *   | type | misc| size| ...    |          payload of TRACING_DATA, AUXTRACE, COMPRESSED, COMPRESSED2
 * </pre>
 */
final class RecordStream {
    private static final int HEADER = 8;
    /** Header and a 64-bit length. */
    private static final int LONG_HEADER = 16;
    /** perf cuts pieces at 64 KiB; only its overflowing sizes can make them larger. */
    private static final int LARGEST_PIECE = 1 << 18;

    private final InputStream in;
    private final Words words;
    private final RecordRounds rounds;
    private final int slice;
    private int chunk;
    private byte[] bytes;
    private int next;
    private int limit;
    private int start;
    private int end;
    private int type;
    private int misc;
    private long position;
    private long payload;
    private long padding;
    private String damage;

    /**
     * @param rounds gives the chunks
     * @param slice how much to read at once, at most
     * @param position what to count the places of records from, in messages
     */
    RecordStream(InputStream in, Words words, RecordRounds rounds, int slice, long position) {
        this.in = in;
        this.words = words;
        this.rounds = rounds;
        this.slice = slice;
        this.position = position;
        chunk = rounds.takeChunk();
        bytes = rounds.chunks().bytes(chunk);
    }

    /** Goes to the next record, past what is left of the last one's payload; false at the end, good or bad. */
    boolean next() {
        if (damage != null || !skip(payload + padding)) {
            return false;
        }
        payload = 0;
        padding = 0;
        if (!has(HEADER)) {
            return ends(next == limit, "a record's header");
        }
        start = next;
        type = words.i32(bytes, next);
        misc = words.u16(bytes, next + 4);
        int size = words.u16(bytes, next + 6);
        int head = head(size);
        if (head < 0) {
            return false;
        }
        if (!has(head)) {
            return ends(false, "the record at byte " + position + " of " + size + " bytes");
        }
        start = next;
        end = start + head;
        return findPayload(size, head);
    }

    /** How many bytes of the record are to be held at once; -1 when its size is impossible. */
    private int head(int size) {
        int smallest = type == RecordType.TRACING_DATA || type == RecordType.AUXTRACE ? LONG_HEADER - 4 : HEADER;
        if (type == RecordType.COMPRESSED2) {
            return LONG_HEADER;
        }
        if (size < smallest) {
            damage = "the record at byte " + position + " (type " + Integer.toUnsignedString(type) + ") gives " + size
                    + " bytes as its size, expected at least " + smallest;
            return -1;
        }
        return type == RecordType.COMPRESSED ? HEADER : size;
    }

    private boolean findPayload(int size, int head) {
        switch (type) {
            case RecordType.TRACING_DATA -> payload = words.u32(bytes, start + HEADER);
            case RecordType.AUXTRACE -> payload = size < LONG_HEADER ? 0 : words.u64(bytes, start + HEADER);
            case RecordType.COMPRESSED -> payload = (long) size - head;
            case RecordType.COMPRESSED2 -> {
                payload = words.u64(bytes, start + HEADER);
                // perf 6.16 lets the 16-bit size overflow, and writes no padding then
                padding = Math.max(0, (long) size - head - payload);
            }
            default -> {}
        }
        boolean piece = type == RecordType.COMPRESSED || type == RecordType.COMPRESSED2;
        if (payload < 0 || piece && payload > LARGEST_PIECE) {
            damage = "the record at byte " + position + " (type " + type + ") announces "
                    + Long.toUnsignedString(payload) + " bytes";
            payload = 0;
            return false;
        }
        next = end;
        if (piece && !has((int) payload)) {
            return ends(false, "the piece of compressed records at byte " + position);
        }
        position += head;
        return true;
    }

    int type() {
        return type;
    }

    int misc() {
        return misc;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where in {@link #bytes()} the record starts. */
    int start() {
        return start;
    }

    /** How long it is with its header, without its payload. */
    int size() {
        return end - start;
    }

    int chunk() {
        return chunk;
    }

    /** How many bytes of payload are left to read. */
    long payload() {
        return payload;
    }

    /** Reads payload; less than asked for when the input ends, never more than there is. */
    int readPayload(byte[] into, int offset, int length) {
        int wanted = (int) Math.min(length, payload);
        int got = 0;
        while (got < wanted && has(1)) {
            int n = Math.min(wanted - got, limit - next);
            System.arraycopy(bytes, next, into, offset + got, n);
            advance(n);
            got += n;
        }
        return got;
    }

    /** Reads all of the payload that there is. */
    byte[] readPayload() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (payload > 0 && has(1)) {
            int n = (int) Math.min(payload, limit - next);
            all.write(bytes, next, n);
            advance(n);
        }
        return all.toByteArray();
    }

    private void advance(int count) {
        next += count;
        position += count;
        payload -= count;
    }

    /** Why the stream ended where it did, or null when it ended well or goes on. */
    String damage() {
        return damage;
    }

    private boolean skip(long count) {
        for (long left = count; left > 0; ) {
            if (!has(1)) {
                return ends(false, "the last record");
            }
            int n = (int) Math.min(left, limit - next);
            next += n;
            position += n;
            left -= n;
        }
        return true;
    }

    private boolean ends(boolean well, String inside) {
        if (!well && damage == null) {
            damage = "the recording ends inside " + inside;
        }
        return false;
    }

    private boolean has(int count) {
        while (limit - next < count) {
            if (limit == bytes.length) {
                changeChunk();
            }
            int n = read();
            if (n <= 0) {
                return false;
            }
            limit += n;
        }
        return true;
    }

    private int read() {
        try {
            return in.read(bytes, limit, Math.min(slice, bytes.length - limit));
        } catch (IOException | RuntimeException e) {
            // a device that fails, or damage, which aircompressor reports by unchecked exceptions
            damage = "reading failed: " + e.getMessage();
            return -1;
        }
    }

    private void changeChunk() {
        int left = limit - next;
        if (rounds.chunks().isUsedOnce(chunk)) {
            System.arraycopy(bytes, next, bytes, 0, left);
        } else {
            byte[] old = bytes;
            rounds.chunks().drop(chunk);
            chunk = rounds.takeChunk();
            bytes = rounds.chunks().bytes(chunk);
            System.arraycopy(old, next, bytes, 0, left);
        }
        next = 0;
        limit = left;
    }
}
