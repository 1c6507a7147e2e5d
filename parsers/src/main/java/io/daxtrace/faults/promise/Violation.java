package io.daxtrace.faults.promise;

import java.util.List;
import java.util.Locale;

/**
 * One broken promise.
 *
 * @param time when dax_iomap_fault asked for the sync, nanoseconds on the capture's clock, or UNKNOWN
 * @param tid the thread
 * @param comm its name, or null; hostile text
 * @param dev the file's device in the kernel's encoding, or UNKNOWN
 * @param ino the file's inode, or UNKNOWN
 * @param offset the fault's first byte in the file, or UNKNOWN
 * @param found what was found and what was expected
 * @param events the thread's events around it, a line each; hostile text is escaped
 */
public record Violation(
        Kind kind,
        long time,
        int tid,
        String comm,
        long dev,
        long ino,
        long offset,
        String found,
        List<String> events) {
    /** How a promise was broken. */
    public enum Kind {
        /** No vfs_fsync_range between the NEEDDSYNC return and the end of the fault. */
        MISSING_FSYNC("no fsync followed"),
        /** The fsync failed, and the entry was inserted all the same. */
        FAILED_FSYNC_INSERTED("the fsync failed and the entry was inserted"),
        /** The fsync did not cover the faulting range. */
        WRONG_RANGE("the fsync covered another range"),
        /** The argument datasync was not 1. */
        NOT_DATASYNC("the fsync was not called with datasync = 1"),
        /** The entry was inserted while the fsync had not returned, or not begun. */
        INSERTED_BEFORE_FSYNC_END("the entry was inserted before the fsync had ended"),
        /** The fsync failed, nothing was inserted, and the program was not told. */
        FAILED_FSYNC_NO_ERROR("the fsync failed and the program got no error");

        private final String text;

        Kind(String text) {
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

    public Violation {
        events = List.copyOf(events);
    }
}
