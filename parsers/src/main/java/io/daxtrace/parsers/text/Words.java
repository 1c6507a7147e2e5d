package io.daxtrace.parsers.text;

import io.daxtrace.event.FaultFlags;
import io.daxtrace.event.FaultResult;
import java.util.function.ToLongFunction;

/** Flag words as texts print them: {@code WRITE|KILLABLE|0x800}, {@code 0x255} or {@code 0}. */
final class Words {
    private static final Long NONE = -1L;

    private final ByteKeys<Long> flags = new ByteKeys<>(word -> value(word, FaultFlags::bit));
    private final ByteKeys<Long> results = new ByteKeys<>(word -> value(word, FaultResult::bit));

    /** vm_fault.flags, or -1 when a part of the word is no flag known here. */
    long flags(byte[] bytes, int from, int to) {
        return flags.get(bytes, from, to);
    }

    /** vm_fault_t, or -1 when a part of the word is none. */
    long result(byte[] bytes, int from, int to) {
        return results.get(bytes, from, to);
    }

    private static Long value(String word, ToLongFunction<String> bit) {
        long value = 0;
        for (String name : word.split("\\|", -1)) {
            long part = name.startsWith("0x") || name.equals("0") ? number(name) : bit.applyAsLong(name);
            if (part <= 0 && !name.equals("0") && !name.equals("0x0")) {
                return NONE;
            }
            value |= part;
        }
        return value;
    }

    private static long number(String name) {
        try {
            return Integer.toUnsignedLong(
                    Integer.parseUnsignedInt(name.startsWith("0x") ? name.substring(2) : name, 16));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
