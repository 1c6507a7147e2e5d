package io.daxtrace.parsers.raw;

import io.daxtrace.event.KernelFunction;
import java.io.IOException;
import java.io.InputStream;

/** The lines of /proc/kallsyms that name a place in the kernel's code, one after the other. */
final class KallsymsLines {
    private static final int BUFFER_BYTES = 1 << 16;
    /** KSYM_NAME_LEN is 512; longer lines are nothing of the kernel's. */
    private static final int LONGEST_LINE = 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int limit;
    private boolean ended;
    private long address;
    private KernelFunction function;
    private boolean ofModule;

    KallsymsLines(InputStream in) {
        this.in = in;
    }

    /** Goes to the next symbol with an address; absolute ones and ARM's mapping symbols are passed over. */
    boolean next() throws IOException {
        while (limit - at >= LONGEST_LINE || fill()) {
            if (line()) {
                return true;
            }
        }
        return false;
    }

    long address() {
        return address;
    }

    /** Whether it is of a module, or of BPF or ftrace, which the kernel lists like modules. */
    boolean isOfModule() {
        return ofModule;
    }

    /** The function of ours that is there, or null. */
    KernelFunction function() {
        return function;
    }

    /** Makes a whole line available, or what is left; false when nothing is. */
    private boolean fill() throws IOException {
        System.arraycopy(buffer, at, buffer, 0, limit - at);
        limit -= at;
        at = 0;
        while (!ended && limit < buffer.length) {
            int n = in.read(buffer, limit, buffer.length - limit);
            ended = n < 0;
            limit += Math.max(0, n);
        }
        return limit > 0;
    }

    private boolean line() {
        byte[] text = buffer;
        int place = at;
        long value = 0;
        for (int digit; place < limit && (digit = hexDigit(text[place])) >= 0; place++) {
            value = value << 4 | digit;
        }
        int type = place + 1;
        int name = place + 3;
        int end = Math.min(name, limit);
        while (end < limit && text[end] > ' ') {
            end++;
        }
        boolean symbol =
                value != 0 && end > name && text[place] == ' ' && (text[type] | 0x20) != 'a' && text[name] != '$';
        if (symbol) {
            address = value;
            ofModule = end < limit && text[end] == '\t';
            function = FunctionNames.find(text, name, end);
        }
        place = Math.max(at, Math.min(place, end));
        if (symbol) {
            place = end;
        }
        while (place < limit && text[place] != '\n') {
            place++;
        }
        at = Math.min(limit, place + 1);
        return symbol;
    }

    private static int hexDigit(byte b) {
        if (b >= '0' && b <= '9') {
            return b - '0';
        }
        return b >= 'a' && b <= 'f' ? b - 'a' + 10 : -1;
    }
}
