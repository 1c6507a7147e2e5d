package io.daxtrace.bpf;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * SIGINT where it was inherited as ignored, as a shell without job control has it for what it starts in the background. The
 * JVM then leaves it ignored, although its own table has the handler for it: only the kernel does not know. SIGQUIT is
 * handled by the same function for every signal, and always (os::initialize_jdk_signal_support() of HotSpot), so what the
 * kernel knows of SIGQUIT is right for SIGINT.
 */
public final class InterruptSignal {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String IGNORED = "SigIgn:";
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
    static boolean isIgnored() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(IGNORED))
                    .mapToLong(line -> Long.parseUnsignedLong(
                            line.substring(IGNORED.length()).strip(), 16))
                    .anyMatch(signals -> (signals >>> SIGINT - 1 & 1) != 0);
        } catch (IOException e) {
            return false;
        }
    }
}
