package io.daxtrace.parsers.raw;

import io.daxtrace.event.KernelFunction;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Finds the functions that daxtrace follows in a copy of /proc/kallsyms:
 *
 * <pre>
 *  ffffffff9a4d2f30 T dax_iomap_fault
 *  ffffffffc0a81230 t ext4_dax_huge_fault	[ext4]
 * </pre>
 *
 * The text has a quarter of a million lines and often is compressed, so it is asked for when the first address is met and
 * read only as far as needed: the kernel's own symbols come first, in the order of their addresses, and end a search that
 * they have passed. Those of modules follow in any order and lie elsewhere, above or (arm64) below. Addresses are zero where kernel.kptr_restrict
 * hid them, and such lines are passed over.
 */
final class Kallsyms {
    /** A probe on a function's entry sits past its ENDBR or BTI, or past ppc64's TOC set-up, but no further. */
    private static final int ENTRY_BYTES = 16;
    /** Ten times what a kernel with all its modules has. */
    private static final int MOST_SYMBOLS = 1 << 21;
    /** Of ours, by other modules' functions of the same names. */
    private static final int MOST_FOUND = 256;

    private final Supplier<InputStream> source;
    private KallsymsLines lines;
    private boolean ended;
    private boolean sorted = true;
    /** Of the kernel's own symbols, the first and the one read last. */
    private long first;

    private long last;

    private long[] addresses = new long[1024];
    private int symbols;

    private long[] starts = new long[16];
    private KernelFunction[] functions = new KernelFunction[16];
    private int found;

    private long[] answeredAddresses = new long[16];
    private KernelFunction[] answers = new KernelFunction[16];
    private int answered;

    /** A reader of a text, which may be null, as may what it supplies. */
    Kallsyms(Supplier<InputStream> source) {
        this.source = source;
        ended = source == null;
    }

    /** Whether this function is there with its address. Reads all there is when it is not. */
    boolean knows(KernelFunction function) {
        while (true) {
            for (int i = 0; i < found; i++) {
                if (functions[i] == function) {
                    return true;
                }
            }
            int before = found;
            while (found == before) {
                if (!readSymbol()) {
                    return false;
                }
            }
        }
    }

    /** The function of ours that has its entry at an address, or null. */
    KernelFunction entryAt(long address) {
        for (int i = 0; i < answered; i++) {
            if (answeredAddresses[i] == address) {
                return answers[i];
            }
        }
        while (!hasPassed(address) && readSymbol()) {
            // goes on until the address is passed
        }
        int nearest = -1;
        for (int i = 0; i < found; i++) {
            if (isEntry(address - starts[i]) && (nearest < 0 || starts[i] > starts[nearest])) {
                nearest = i;
            }
        }
        if (nearest < 0) {
            return null;
        }
        return answer(address, symbolBetween(starts[nearest], address) ? null : functions[nearest]);
    }

    private boolean hasPassed(long address) {
        return sorted && Long.compareUnsigned(first, address) <= 0 && Long.compareUnsigned(last, address) > 0;
    }

    private static boolean isEntry(long distance) {
        return distance >= 0 && distance <= ENTRY_BYTES;
    }

    /** Another symbol may be that near: ext4_dax_fault is no longer than 16 bytes. */
    private boolean symbolBetween(long start, long address) {
        for (int i = 0; i < symbols; i++) {
            long distance = addresses[i] - start;
            if (distance > 0 && distance <= address - start) {
                return true;
            }
        }
        return false;
    }

    private KernelFunction answer(long address, KernelFunction function) {
        if (answered == answers.length) {
            answeredAddresses = Arrays.copyOf(answeredAddresses, answered * 2);
            answers = Arrays.copyOf(answers, answered * 2);
        }
        answeredAddresses[answered] = address;
        answers[answered++] = function;
        return function;
    }

    /** Takes in one more symbol; false at the end of the text. */
    private boolean readSymbol() {
        if (ended) {
            return false;
        }
        try {
            if (lines == null) {
                InputStream text = source.get();
                lines = text == null ? null : new KallsymsLines(text);
            }
            ended = lines == null || symbols == MOST_SYMBOLS || !lines.next();
        } catch (IOException e) {
            ended = true;
        }
        if (ended) {
            lines = null;
            return false;
        }
        long address = lines.address();
        if (!lines.isOfModule()) {
            sorted &= Long.compareUnsigned(address, last) >= 0;
            first = first == 0 ? address : first;
            last = address;
        }
        if (symbols == addresses.length) {
            addresses = Arrays.copyOf(addresses, symbols * 2);
        }
        addresses[symbols++] = address;
        KernelFunction function = lines.function();
        if (function != null && found < MOST_FOUND) {
            if (found == starts.length) {
                starts = Arrays.copyOf(starts, found * 2);
                functions = Arrays.copyOf(functions, found * 2);
            }
            starts[found] = address;
            functions[found++] = function;
        }
        return true;
    }
}
