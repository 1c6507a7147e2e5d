package io.daxtrace.parsers.perfdata;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The integers in a recording's bytes, in the order of the machine that wrote it. */
final class Words {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final boolean bigEndian;

    Words(boolean bigEndian) {
        this.bigEndian = bigEndian;
    }

    boolean bigEndian() {
        return bigEndian;
    }

    int u16(byte[] bytes, int offset) {
        short value = (short) SHORT.get(bytes, offset);
        return (bigEndian ? Short.reverseBytes(value) : value) & 0xffff;
    }

    int i32(byte[] bytes, int offset) {
        int value = (int) INT.get(bytes, offset);
        return bigEndian ? Integer.reverseBytes(value) : value;
    }

    long u32(byte[] bytes, int offset) {
        return i32(bytes, offset) & 0xffff_ffffL;
    }

    long u64(byte[] bytes, int offset) {
        long value = (long) LONG.get(bytes, offset);
        return bigEndian ? Long.reverseBytes(value) : value;
    }

    /**
     * A word of C bit fields, its first field in bit 0 of the result: compilers fill words from the end that comes first
     * in memory.
     */
    long bitFields(byte[] bytes, int offset) {
        long value = u64(bytes, offset);
        return bigEndian ? Long.reverse(value) : value;
    }
}
