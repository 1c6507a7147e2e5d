package io.daxtrace.parsers.perfdata;

import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes bytes in either order. */
final class Bytes {
    private final ByteOrder order;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Bytes(ByteOrder order) {
        this.order = order;
    }

    Bytes u8(int value) {
        out.write(value);
        return this;
    }

    Bytes u16(int value) {
        return integer(value, Short.BYTES);
    }

    Bytes u32(long value) {
        return integer(value, Integer.BYTES);
    }

    Bytes u64(long... values) {
        for (long value : values) {
            integer(value, Long.BYTES);
        }
        return this;
    }

    Bytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** With a NUL. */
    Bytes text(String text) {
        return raw(text.getBytes(StandardCharsets.ISO_8859_1)).u8(0);
    }

    Bytes zeros(int count) {
        return raw(new byte[count]);
    }

    Bytes align8() {
        return zeros(-out.size() & 7);
    }

    int size() {
        return out.size();
    }

    byte[] toArray() {
        return out.toByteArray();
    }

    private Bytes integer(long value, int size) {
        for (int i = 0; i < size; i++) {
            int place = order == ByteOrder.LITTLE_ENDIAN ? i : size - 1 - i;
            u8((int) (value >> place * Byte.SIZE));
        }
        return this;
    }
}
