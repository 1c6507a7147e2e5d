package io.daxtrace.bpf;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/**
 * SIGINT where it was inherited as ignored, as a shell without job control has it for what it starts in the background. The
 * JVM then leaves it ignored, although its own table has the handler for it: only the kernel does not know. SIGQUIT is
 * handled by the same function for every signal, and always (os::initialize_jdk_signal_support() of HotSpot), so what the
 * kernel knows of SIGQUIT is right for SIGINT.
 */
public final class InterruptSignal {
    private static final int SIGINT = 2;
    private static final int SIGQUIT = 3;
    /** More than any C library's struct sigaction. */
    private static final int SIGACTION_SIZE = 512;

    private InterruptSignal() {}

    /** From now on SIGINT runs the shutdown hooks, whatever this process inherited. */
    public static void handle() {
        if (!isIgnored()) {
            return;
        }
        try (Memory action = new Memory(SIGACTION_SIZE)) {
            action.clear();
            if (LibC.sigaction(SIGQUIT, Pointer.NULL, action) == 0) {
                LibC.sigaction(SIGINT, action, Pointer.NULL);
            }
        }
    }

    /** Whether the kernel drops SIGINT sent to this process. */
    private static boolean isIgnored() {
        String ignored = Machine.statusOf(Machine.STATUS, "SigIgn:");
        return !ignored.isEmpty() && (Long.parseUnsignedLong(ignored, 16) >>> SIGINT - 1 & 1) != 0;
    }
}
