package io.daxtrace.faults.promise;

import java.util.Locale;

/** Why a capture does not tell whether a promise was kept. */
public enum Doubt {
    EVENTS_LOST("events were lost while the fault was open"),
    BEGINNING_NOT_SEEN("the fault began before the capture, or its beginning was lost"),
    CAPTURE_ENDED("the capture ends inside the fault"),
    TIMES_BACKWARDS("times go back where the thread changed CPU: the trace clock is not the same on all of them"),
    TOO_MANY_THREADS("more threads than are followed were inside faults at once"),
    NO_FSYNC_PROBE("vfs_fsync_range was not traced"),
    FSYNC_END_NOT_SEEN("the return of the fsync was not recorded"),
    FSYNC_RESULT_NOT_RECORDED("the fsync's return value was not recorded"),
    RANGE_NOT_RECORDED("the fsync's range was not recorded (arguments start and end of vfs_fsync_range)"),
    DATASYNC_NOT_RECORDED("the fsync's argument datasync was not recorded"),
    OFFSET_NOT_RECORDED("the fault's file offset was not recorded (pgoff of the fs_dax events)"),
    SIZE_NOT_RECORDED("the fault's size, PTE or PMD, was not recorded (the fs_dax events, or the argument order)"),
    PAGE_SIZE_NOT_RECORDED("the range fits a larger page size than 4096 bytes: name it with --page-size"),
    INSERTION_NOT_SEEN(
            "no event shows when the entry was inserted (fs_dax:dax_insert_pfn_mkwrite, or the return value of"
                    + " dax_finish_sync_fault)"),
    ERROR_NOT_RECORDED("the fsync failed, and no event shows what the program got (the return value of"
            + " dax_finish_sync_fault)");

    private final String text;

    Doubt(String text) {
        this.text = text;
    }

    /** As a reader is told. */
    public String text() {
        return text;
    }

    /** The word in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
