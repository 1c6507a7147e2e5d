package io.daxtrace.parsers.raw;

import io.daxtrace.event.KernelFunction;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Finds the functions that daxtrace follows in a copy of /proc/kallsyms. The text has a quarter of a million lines and
 * is asked for only when the first address is met; all that is kept of it then is where our functions begin.
 *
 * <pre>
 *  ffffffff9a4d2f30 T dax_iomap_fault
 *  ffffffffc0a81230 t ext4_dax_huge_fault	[ext4]
 * </pre>
 *
 * Addresses are zero where kernel.kptr_restrict hid them: then nothing is {@link #known()}.
 */
final class Kallsyms {
    /** A probe on a function's entry sits past its ENDBR or BTI, or past ppc64's TOC set-up, but no further. */
    private static final int ENTRY_BYTES = 16;

    private Supplier<byte[]> source;
    private boolean anyAddress;

    private long[] addresses = new long[1024];
    private int symbols;

    private long[] starts = new long[16];
    private long[] lengths = new long[16];
    private KernelFunction[] functions = new KernelFunction[16];
    private int found;

    Kallsyms(Supplier<byte[]> source) {
        this.source = source;
    }

    /** Whether the addresses of this kernel are known and this function's is among them. */
    boolean known(KernelFunction function) {
        load();
        for (int i = 0; i < found; i++) {
            if (functions[i] == function) {
                return true;
            }
        }
        return false;
    }

    /** Whether there are addresses at all. */
    boolean known() {
        load();
        return anyAddress;
    }

    /** The function of ours that has its entry at an address, or null. */
    KernelFunction entryAt(long address) {
        load();
        for (int i = 0; i < found; i++) {
            if (Long.compareUnsigned(address - starts[i], lengths[i]) < 0) {
                return functions[i];
            }
        }
        return null;
    }

    private void load() {
        if (source == null) {
            return;
        }
        byte[] text = source.get();
        source = null;
        if (text != null) {
            scan(text);
            for (int i = 0; i < found; i++) {
                lengths[i] = entryLength(starts[i]);
            }
        }
        addresses = null;
    }

    private void scan(byte[] text) {
        int at = 0;
        while (at < text.length) {
            long address = 0;
            int digit;
            while (at < text.length && (digit = hexDigit(text[at])) >= 0) {
                address = address << 4 | digit;
                at++;
            }
            int name = at + 3;
            int end = Math.min(name, text.length);
            while (end < text.length && text[end] > ' ') {
                end++;
            }
            if (address != 0 && end > name && text[at] == ' ' && (text[at + 1] | 0x20) != 'a' && text[name] != '$') {
                symbol(address, text, name, end);
            }
            at = end;
            while (at < text.length && text[at] != '\n') {
                at++;
            }
            at++;
        }
    }

    private void symbol(long address, byte[] text, int name, int end) {
        anyAddress = true;
        if (symbols == addresses.length) {
            addresses = Arrays.copyOf(addresses, symbols * 2);
        }
        addresses[symbols++] = address;
        KernelFunction function = FunctionNames.find(text, name, end);
        if (function == null) {
            return;
        }
        if (found == starts.length) {
            starts = Arrays.copyOf(starts, found * 2);
            lengths = Arrays.copyOf(lengths, found * 2);
            functions = Arrays.copyOf(functions, found * 2);
        }
        starts[found] = address;
        functions[found++] = function;
    }

    /** Up to the next symbol, because ext4_dax_fault is no longer than 16 bytes itself. */
    private long entryLength(long start) {
        long length = ENTRY_BYTES + 1;
        for (int i = 0; i < symbols; i++) {
            long distance = addresses[i] - start;
            if (distance > 0 && distance < length) {
                length = distance;
            }
        }
        return length;
    }

    private static int hexDigit(byte b) {
        if (b >= '0' && b <= '9') {
            return b - '0';
        }
        return b >= 'a' && b <= 'f' ? b - 'a' + 10 : -1;
    }
}
