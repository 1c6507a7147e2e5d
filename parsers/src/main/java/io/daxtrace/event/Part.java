package io.daxtrace.event;

import io.daxtrace.event.KernelFunction.Role;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the time of a fault's stage goes, as far as {@link Detail} follows it: calls of the functions of one {@link Role} inside the
 * stage, of nested ones the outermost. What no part covers of a stage is its {@link Stage#rest}. In the order of {@code enum part} of
 * record.h.
 */
public enum Part {
    /** Writing back the CPU's cache lines of the file's dirty pages. */
    COMMIT_WRITEBACK(Stage.COMMIT, Role.WRITEBACK),
    /** Having the filesystem's journal commit, and waiting for it. */
    COMMIT_JOURNAL(Stage.COMMIT, Role.JOURNAL),
    /** Flushing the device's cache. */
    COMMIT_FLUSH(Stage.COMMIT, Role.FLUSH),
    /** Reserving room in the journal, and waiting for it. XFS does so inside dax_iomap_fault; ext4 has done so before it. */
    MAP_HANDLE(Stage.MAP, Role.HANDLE),
    /** Locking the page's entry in the file's page cache, and waiting for whoever has it. */
    MAP_ENTRY(Stage.MAP, Role.ENTRY),
    /** Reserving room in the journal in the filesystem's handler. */
    OTHER_HANDLE(Stage.OTHER, Role.HANDLE);

    /** A stage that has parts. */
    public enum Stage {
        COMMIT,
        MAP,
        OTHER;

        private final String word = name().toLowerCase(Locale.ROOT);

        /** As in {@code stage.commit}. */
        public String word() {
            return word;
        }

        /** In their order. */
        public List<Part> parts() {
            return Stream.of(ALL).filter(part -> part.stage == this).toList();
        }

        /** Nanoseconds of a fault, or {@link Event#UNKNOWN}. */
        public long of(Fault fault) {
            return switch (this) {
                case COMMIT -> fault.commit;
                case MAP -> fault.map;
                case OTHER -> fault.other;
            };
        }

        /** What no part that is known covers of the stage; {@link Event#UNKNOWN} where no part is. */
        public long rest(Fault fault) {
            return isSplit(fault) ? of(fault) - parts(fault) : Event.UNKNOWN;
        }

        /** Whether a part of the stage is known. */
        public boolean isSplit(Fault fault) {
            for (Part part : ALL) {
                if (part.stage == this && fault.parts[part.ordinal()] != Event.UNKNOWN) {
                    return true;
                }
            }
            return false;
        }

        /** Whether the stage is shorter than its parts, which no fault's is. */
        public boolean isExceeded(Fault fault) {
            return isSplit(fault) && parts(fault) > of(fault);
        }

        private long parts(Fault fault) {
            long sum = 0;
            for (Part part : ALL) {
                if (part.stage == this) {
                    long time = Math.max(0, fault.parts[part.ordinal()]);
                    sum = sum > Long.MAX_VALUE - time ? Long.MAX_VALUE : sum + time; // a damaged capture has any time
                }
            }
            return sum;
        }
    }

    /** How many there are. */
    public static final int COUNT = values().length;

    private static final Part[] ALL = values();

    private final Stage stage;
    private final Role role;
    private final String word;

    Part(Stage stage, Role role) {
        this.stage = stage;
        this.role = role;
        word = role.name().toLowerCase(Locale.ROOT);
    }

    public Stage stage() {
        return stage;
    }

    /** The role of the functions whose calls it is. */
    public Role role() {
        return role;
    }

    /** As in {@code stage.commit.journal}. */
    public String word() {
        return word;
    }

    /** Whether one of these follows it. */
    public boolean isIn(Set<Detail> details) {
        return details.stream().anyMatch(detail -> detail.follows(role));
    }

    /** {@code commit.journal}: its name in every output, which the metric puts {@code stage.} before. */
    @Override
    public String toString() {
        return stage.word + "." + word;
    }

    /** The part that a call of that role is in a stage, or null: none that is followed. */
    public static Part of(Stage stage, Role role) {
        for (Part part : ALL) {
            if (part.stage == stage && part.role == role) {
                return part;
            }
        }
        return null;
    }
}
