package io.daxtrace.event;

import io.daxtrace.event.KernelFunction.Role;
import java.util.Locale;

/** What {@code --detail} follows inside the stages of a fault. */
public enum Detail {
    /** The commit stage: writing back, the journal, the device. */
    COMMIT,
    /** Up to the mapping: waiting for the journal and for the page's entry. */
    MAP;

    private final String word = name().toLowerCase(Locale.ROOT);

    public String word() {
        return word;
    }

    /** Whether it needs the functions of that role. */
    public boolean follows(Role role) {
        return switch (role) {
            case WRITEBACK, JOURNAL, FLUSH -> this == COMMIT;
            case HANDLE, ENTRY -> this == MAP;
            case MAP, FINISH, SYNC, FILESYSTEM_SYNC, HANDLER, WRAPPER -> false;
        };
    }
}
