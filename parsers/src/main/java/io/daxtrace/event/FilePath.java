package io.daxtrace.event;

/**
 * Where a file was found.
 *
 * @param path absolute, in the mount namespace it was found in; as hostile as the trace
 * @param state what is known of it since
 * @param mountNamespace the number of that namespace, as in {@code /proc/PID/ns/mnt}; 0 for that of who recorded
 */
public record FilePath(String path, State state, long mountNamespace) {
    /** Whether the file was still at its path. The order is that of the bytes in a capture. */
    public enum State {
        PRESENT(""),
        /** The kernel said that it was deleted when it was found; a process still had it mapped or open. */
        DELETED("(deleted) "),
        /** When the recording ended it was no longer there: deleted or renamed. */
        GONE("(gone) ");

        private final String mark;

        State(String mark) {
            this.mark = mark;
        }
    }

    /** The path; before it what makes it another file than the one that is there now. No path begins like that. */
    @Override
    public String toString() {
        return state.mark + (mountNamespace == 0 ? "" : "(mount namespace " + mountNamespace + ") ") + path;
    }
}
