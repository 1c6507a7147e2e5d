package io.daxtrace.faults.promise;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;

/**
 * Bytes that a fault maps, by its order. A page of page table entries, 8 bytes each, is what the next larger size covers
 * (x86-64, arm64 and riscv64 with any base page size).
 */
final class PageSizes {
    private static final long USUAL = 4096;
    private static final long[] OTHERS = {16 << 10, 64 << 10};
    private static final long ENTRY = 8;

    private final long base;
    private final boolean assumed;

    private PageSizes(long base, boolean assumed) {
        this.base = base;
        this.assumed = assumed;
    }

    /** Said by the user (0 if not), else by the capture, else assumed to be 4 KiB. */
    static PageSizes of(int said, Capture capture) {
        if (said > 0) {
            return new PageSizes(said, false);
        }
        String recorded = capture.environment().get("page_size");
        boolean known = recorded != null && recorded.matches("[1-9]\\d{3,6}");
        return new PageSizes(known ? Long.parseLong(recorded) : USUAL, !known);
    }

    long pte() {
        return base;
    }

    long pmd() {
        return base * (base / ENTRY);
    }

    long pud() {
        return pmd() * (base / ENTRY);
    }

    /** Of a recorded argument: page_entry_size (PTE 0, PMD 1, PUD 2) up to 6.5, an order of base pages since 6.6. */
    long ofArgument(long order) {
        if (order < 0 || order > 30) {
            return Event.UNKNOWN;
        }
        return switch ((int) order) {
            case 1 -> pmd();
            case 2 -> pud();
            default -> base << order;
        };
    }

    /** Where the page size was only assumed: the same of other page sizes that kernels have; else nothing. */
    PageSizes[] others() {
        if (!assumed) {
            return new PageSizes[0];
        }
        PageSizes[] others = new PageSizes[OTHERS.length];
        for (int i = 0; i < others.length; i++) {
            others[i] = new PageSizes(OTHERS[i], false);
        }
        return others;
    }
}
