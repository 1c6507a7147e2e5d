package io.daxtrace.parsers.text;

import io.daxtrace.distribution.LatencyUnit;

/** A place in one line's bytes, and the numbers and words that texts of traces are made of. */
public final class LineCursor {
    private static final int MOST_DECIMALS = 20;
    private static final int MOST_HEX_DIGITS = 16;
    private static final byte[] HEX = new byte[256];
    private static final long SECOND = LatencyUnit.S.nanos();
    private static final long[] NANOSECONDS = {
        1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
    };
    private static final long MOST_SECONDS = Long.MAX_VALUE / SECOND - 1;

    static {
        java.util.Arrays.fill(HEX, (byte) -1);
        for (int i = 0; i < 16; i++) {
            HEX["0123456789abcdef".charAt(i)] = (byte) i;
            HEX["0123456789ABCDEF".charAt(i)] = (byte) i;
        }
    }

    /** The block; the line is {@code [at, end)}. */
    public byte[] bytes;

    public int at;
    public int end;
    /** Whether the last number was one; what a failed number returns is meaningless. */
    public boolean ok;
    /** Digits after the point of the last {@link #time()}; 0 when it had no point. */
    public int fractionDigits;

    public LineCursor set(byte[] block, int from, int to) {
        bytes = block;
        at = from;
        end = to;
        return this;
    }

    /** The byte here, or -1 at the end of the line. */
    public int peek() {
        return at < end ? bytes[at] & 0xff : -1;
    }

    /** Steps over this character if it is here. */
    public boolean take(char c) {
        if (at < end && bytes[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    public void skipSpaces() {
        while (at < end && bytes[at] == ' ') {
            at++;
        }
    }

    /** Whether the rest of the line starts with this ASCII text. */
    public boolean startsWith(String ascii) {
        return startsWith(at, ascii);
    }

    /** Whether the line has this ASCII text at a place. */
    public boolean startsWith(int from, String ascii) {
        if (end - from < ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[from + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Where this ASCII text is next, or -1. */
    public int find(int from, String ascii) {
        for (int i = from; i <= end - ascii.length(); i++) {
            if (bytes[i] == ascii.charAt(0) && startsWith(i, ascii)) {
                return i;
            }
        }
        return -1;
    }

    /** The end of the word that starts at a place: the next space or the end of the line. */
    public int wordEnd(int from) {
        int i = from;
        while (i < end && bytes[i] != ' ') {
            i++;
        }
        return i;
    }

    /** Digits; modulo 2^64, as the kernel prints an unsigned minus one. */
    public long decimal() {
        long value = 0;
        int i = at;
        while (i < end) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            value = value * 10 + digit;
            i++;
        }
        ok = i > at && i - at <= MOST_DECIMALS;
        at = i;
        return value;
    }

    /** Hexadecimal digits without their 0x. */
    public long hex() {
        long value = 0;
        int i = at;
        while (i < end) {
            int digit = HEX[bytes[i] & 0xff];
            if (digit < 0) {
                break;
            }
            value = value << 4 | digit;
            i++;
        }
        ok = i > at && i - at <= MOST_HEX_DIGITS;
        at = i;
        return value;
    }

    /** A decimal, hexadecimal with 0x or, where it has a letter, without; perhaps with a minus. Ends at a word's end. */
    public long number() {
        boolean negative = take('-');
        long value;
        if (at + 1 < end && bytes[at] == '0' && bytes[at + 1] == 'x') {
            at += 2;
            value = hex();
        } else {
            int from = at;
            value = decimal();
            if (at < end && HEX[bytes[at] & 0xff] >= 0) {
                at = from;
                value = hex();
            }
        }
        ok &= at == end || bytes[at] == ' ' || bytes[at] == ',';
        return negative ? -value : value;
    }

    /** {@code seconds.fraction} in nanoseconds, up to but without what follows. */
    public long time() {
        long seconds = decimal();
        fractionDigits = 0;
        if (!ok || at == end || bytes[at] != '.') {
            return seconds;
        }
        int from = ++at;
        long fraction = decimal();
        fractionDigits = at - from;
        ok &= fractionDigits < NANOSECONDS.length && seconds >= 0 && seconds <= MOST_SECONDS;
        return ok ? seconds * SECOND + fraction * NANOSECONDS[fractionDigits] : 0;
    }

    /** Whether a byte is a decimal digit. */
    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** Whether all of a range is hexadecimal digits, perhaps after 0x, and so many that it is an address. */
    boolean isAddress(int from, int to) {
        int i = startsWith(from, "0x") ? from + 2 : from;
        if (to - i < 6 || to - i > MOST_HEX_DIGITS) {
            return false;
        }
        while (i < to && HEX[bytes[i] & 0xff] >= 0) {
            i++;
        }
        return i == to;
    }
}
