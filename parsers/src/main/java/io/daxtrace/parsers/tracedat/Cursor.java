package io.daxtrace.parsers.tracedat;

import io.daxtrace.event.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/** Reads numbers and strings one after the other, from the file or from an unpacked section of it. */
final class Cursor {
    private static final int BUFFER_BYTES = 1 << 14;

    private final String file;
    private final FileChannel channel;
    private final long size;
    private final byte[] buffer;
    private boolean bigEndian;
    private long base;
    private int at;
    private int limit;

    /** Over a whole file. */
    Cursor(String file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        size = channel.size();
        buffer = new byte[BUFFER_BYTES];
    }

    /** Over bytes in memory, in the byte order of the cursor they were found with. */
    Cursor(Cursor container, byte[] bytes, int length) {
        file = container.file;
        channel = null;
        size = length;
        buffer = bytes;
        limit = length;
        bigEndian = container.bigEndian;
    }

    void bigEndian(boolean big) {
        bigEndian = big;
    }

    boolean bigEndian() {
        return bigEndian;
    }

    /** How many bytes there are in all. */
    long size() {
        return size;
    }

    long remaining() {
        return size - position();
    }

    long position() {
        return base + at;
    }

    /** Moves to a place, which must not lie past the end. */
    void position(long position) throws BadInputException {
        if (position < 0 || position > size) {
            throw wrong("refers to byte " + Long.toUnsignedString(position) + " of " + size);
        }
        if (position >= base && position <= base + limit) {
            at = (int) (position - base);
        } else {
            base = position;
            at = 0;
            limit = 0;
        }
    }

    void skip(long bytes) throws BadInputException {
        if (bytes < 0 || bytes > remaining()) {
            throw cutOff(bytes);
        }
        position(position() + bytes);
    }

    int u8() throws IOException {
        need(1);
        return buffer[at++] & 0xff;
    }

    int u16() throws IOException {
        int first = u8();
        int second = u8();
        return bigEndian ? first << 8 | second : second << 8 | first;
    }

    long u32() throws IOException {
        long first = u16();
        long second = u16();
        return bigEndian ? first << 16 | second : second << 16 | first;
    }

    long u64() throws IOException {
        long first = u32();
        long second = u32();
        return bigEndian ? first << 32 | second : second << 32 | first;
    }

    /** The bytes up to the next NUL, which is passed over. */
    String string(int longest) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = u8(); c != 0; c = u8()) {
            if (text.length() == longest) {
                throw wrong("a string is longer than " + longest + " bytes");
            }
            text.append((char) c);
        }
        return text.toString();
    }

    /** The next {@code length} bytes as text, each a character: what is of use in them is ASCII. */
    String text(long length, int longest) throws IOException {
        return new String(bytes(length, longest), StandardCharsets.ISO_8859_1);
    }

    byte[] bytes(long length, int longest) throws IOException {
        if (length < 0 || length > remaining()) {
            throw cutOff(length);
        }
        if (length > longest) {
            throw wrong("a part of " + length + " bytes, more than the " + longest + " it may have");
        }
        byte[] bytes = new byte[(int) length];
        int buffered = Math.min(limit - at, bytes.length);
        System.arraycopy(buffer, at, bytes, 0, buffered);
        at += buffered;
        if (buffered < bytes.length) {
            long from = position();
            if (!readFully(channel, from, bytes, buffered, bytes.length - buffered)) {
                throw cutOff(length);
            }
            position(from + bytes.length - buffered);
        }
        return bytes;
    }

    /** Reads {@code length} bytes from a place in a file; false where it ends before. */
    static boolean readFully(FileChannel channel, long position, byte[] into, int offset, int length)
            throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(into, offset, length);
        long from = position;
        while (bytes.hasRemaining()) {
            int n = channel.read(bytes, from);
            if (n < 0) {
                return false;
            }
            from += n;
        }
        return true;
    }

    BadInputException wrong(String problem) {
        return BadInputException.atByte(file, position(), problem);
    }

    private BadInputException cutOff(long wanted) {
        return wrong("ends early: " + Long.toUnsignedString(wanted) + " bytes expected here, " + remaining() + " left");
    }

    private void need(int bytes) throws IOException {
        if (at + bytes <= limit) {
            return;
        }
        if (remaining() < bytes) {
            throw cutOff(bytes);
        }
        base += at;
        at = 0;
        limit = (int) Math.min(buffer.length, size - base);
        if (!readFully(channel, base, buffer, 0, limit)) {
            limit = 0;
            throw cutOff(bytes);
        }
    }
}
