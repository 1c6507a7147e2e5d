package io.daxtrace.parsers.tracedat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Numbers and texts put one behind the other in a byte order. */
final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final boolean bigEndian;

    Bytes(boolean bigEndian) {
        this.bigEndian = bigEndian;
    }

    int size() {
        return out.size();
    }

    byte[] array() {
        return out.toByteArray();
    }

    Bytes u8(int value) {
        out.write(value);
        return this;
    }

    Bytes u16(int value) {
        return number(value, 2);
    }

    Bytes u32(long value) {
        return number(value, 4);
    }

    Bytes u64(long value) {
        return number(value, 8);
    }

    Bytes number(long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write((int) (value >>> 8 * (bigEndian ? bytes - 1 - i : i)));
        }
        return this;
    }

    /** Text and its NUL. */
    Bytes string(String text) {
        return raw(text.getBytes(StandardCharsets.UTF_8)).u8(0);
    }

    Bytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    Bytes padTo(int size) {
        while (out.size() < size) {
            out.write(0);
        }
        return this;
    }

    Bytes align(int unit) {
        return padTo((out.size() + unit - 1) / unit * unit);
    }
}
