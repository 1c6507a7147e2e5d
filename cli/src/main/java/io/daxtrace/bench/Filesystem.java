package io.daxtrace.bench;

import io.daxtrace.bpf.DaxMount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The filesystem that a directory is on.
 *
 * @param type ext4, xfs ...
 * @param device what is mounted
 * @param options the mount's, comma separated
 */
public record Filesystem(String type, String device, String options) {
    private static final Path MOUNTINFO = Path.of("/proc/self/mountinfo");

    /** Looks it up among this process's mounts; {@code unknown} where it is in none of them. */
    static Filesystem of(Path directory) throws IOException {
        Path real = directory.toRealPath();
        DaxMount found = null;
        for (String line : Files.readAllLines(MOUNTINFO, StandardCharsets.UTF_8)) {
            DaxMount mount = DaxMount.parse(line);
            if (mount != null
                    && real.startsWith(mount.mountPoint())
                    && (found == null
                            || mount.mountPoint().length() >= found.mountPoint().length())) {
                found = mount; // of those on the same place the last one is on top
            }
        }
        return found == null
                ? new Filesystem("unknown", "unknown", "")
                : new Filesystem(found.type(), found.source(), found.options());
    }

    /** {@code ext4 on /dev/pmem0 (rw,dax=always)}. */
    @Override
    public String toString() {
        return type + " on " + device + " (" + options + ")";
    }
}
