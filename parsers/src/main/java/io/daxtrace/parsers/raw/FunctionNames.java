package io.daxtrace.parsers.raw;

import io.daxtrace.event.KernelFunction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Our functions by the bytes of their names, for a scan of some 250,000 names that are not. */
final class FunctionNames {
    private static final List<KernelFunction> FUNCTIONS = KernelFunction.all();
    private static final byte[][] NAMES = new byte[FUNCTIONS.size()][];
    /** Bit n: a name of n bytes exists. */
    private static long lengths;

    static {
        for (int i = 0; i < NAMES.length; i++) {
            NAMES[i] = FUNCTIONS.get(i).symbol().getBytes(StandardCharsets.US_ASCII);
            lengths |= 1L << NAMES[i].length;
        }
    }

    private FunctionNames() {}

    static KernelFunction find(byte[] text, int from, int to) {
        int length = to - from;
        if (length >= Long.SIZE || (lengths >>> length & 1) == 0) {
            return null;
        }
        byte last = text[to - 1];
        for (int i = 0; i < NAMES.length; i++) {
            byte[] name = NAMES[i];
            if (name.length == length && name[length - 1] == last && Arrays.equals(name, 0, length, text, from, to)) {
                return FUNCTIONS.get(i);
            }
        }
        return null;
    }
}
