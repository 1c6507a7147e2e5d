package io.daxtrace.bpf;

import com.sun.jna.Native;
import java.nio.file.Path;

/**
 * A directory kept open. The files made through {@link #path()} are in it, and can be removed from it, whatever becomes
 * of its name: the filesystem cannot be unmounted meanwhile, and after a lazy unmount (umount -l) it is still reached.
 */
public final class HeldDirectory implements AutoCloseable {
    private static final int O_DIRECTORY = 0x10000;

    private final int descriptor;

    /** Opens it. */
    public HeldDirectory(Path directory) throws MapException {
        descriptor = LibC.open(directory.toString(), LibC.O_RDONLY | O_DIRECTORY | LibC.O_CLOEXEC, 0);
        if (descriptor < 0) {
            throw new MapException("cannot open the directory", Native.getLastError());
        }
    }

    /** Leads to the directory in this process, until it is closed. */
    public Path path() {
        return Path.of("/proc/self/fd/" + descriptor);
    }

    @Override
    public void close() {
        LibC.close(descriptor);
    }
}
