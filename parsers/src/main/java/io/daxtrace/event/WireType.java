package io.daxtrace.event;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How a field lies in a capture of ours, and its type in the capture's TSDL. Values are little-endian, without padding. */
public enum WireType {
    INT64("int64_t", Long.BYTES),
    /** An integer that other readers should print in hexadecimal. */
    HEX64("hex64_t", Long.BYTES),
    INT32("int32_t", Integer.BYTES),
    INT8("int8_t", Byte.BYTES),
    BOOL("bool_t", Byte.BYTES),
    FAULT_KIND(enumeration(Fault.Kind.values()), Byte.BYTES),
    ORDER(enumeration(Fault.Order.values()), Byte.BYTES),
    CAUSE(enumeration(FsyncCall.Cause.values()), Byte.BYTES);

    private final String tsdl;
    private final int size;

    WireType(String tsdl, int size) {
        this.tsdl = tsdl;
        this.size = size;
    }

    private static String enumeration(Enum<?>[] constants) {
        return "enum : uint8_t { " + enumerators(constants) + " }";
    }

    /** The constants with their numbers, as TSDL lists them. */
    public static String enumerators(Enum<?>[] constants) {
        return Arrays.stream(constants)
                .map(constant -> constant.name() + " = " + constant.ordinal())
                .collect(Collectors.joining(", "));
    }

    /** The type in TSDL. */
    public String tsdl() {
        return tsdl;
    }

    /** Bytes. */
    public int size() {
        return size;
    }

    /** Appends a value. */
    public void put(ByteBuffer out, long value) {
        switch (size) {
            case Long.BYTES -> out.putLong(value);
            case Integer.BYTES -> out.putInt((int) value);
            default -> out.put((byte) value);
        }
    }

    /** Takes the next value. */
    public long get(ByteBuffer in) {
        return switch (size) {
            case Long.BYTES -> in.getLong();
            case Integer.BYTES -> in.getInt();
            default -> in.get();
        };
    }
}
