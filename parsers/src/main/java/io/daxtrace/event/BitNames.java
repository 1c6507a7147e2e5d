package io.daxtrace.event;

/** The kernel's names of the bits in a word, printed as ftrace's __print_flags does: {@code A|B|0x800}. */
final class BitNames {
    private final long[] bits;
    private final String[] names;

    /** Pairs of bit (a Long) and name. */
    BitNames(Object... pairs) {
        bits = new long[pairs.length / 2];
        names = new String[pairs.length / 2];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = (Long) pairs[2 * i];
            names[i] = (String) pairs[2 * i + 1];
        }
    }

    /** The names joined by {@code |}, unknown bits last as one hexadecimal number; the empty string for 0. */
    String format(long word) {
        StringBuilder text = new StringBuilder();
        long rest = word;
        for (int i = 0; i < bits.length; i++) {
            if ((word & bits[i]) != 0) {
                text.append(text.isEmpty() ? "" : "|").append(names[i]);
                rest &= ~bits[i];
            }
        }
        if (rest != 0) {
            text.append(text.isEmpty() ? "" : "|").append("0x").append(Long.toHexString(rest));
        }
        return text.toString();
    }

    /** The bit of that name, or 0. */
    long bit(String name) {
        for (int i = 0; i < bits.length; i++) {
            if (names[i].equals(name)) {
                return bits[i];
            }
        }
        return 0;
    }
}
