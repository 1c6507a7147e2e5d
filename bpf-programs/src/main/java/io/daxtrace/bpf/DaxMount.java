package io.daxtrace.bpf;

import io.daxtrace.event.DaxFilesystem;
import io.daxtrace.event.DeviceNumber;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A mount whose files can be mapped without the page cache.
 *
 * @param dev the device in the kernel's encoding
 * @param mountPoint where it is mounted
 * @param type ext4, xfs ...
 * @param source the device's path
 * @param options the filesystem's own options
 */
public record DaxMount(long dev, String mountPoint, String type, String source, String options) {
    private static final Path MOUNTINFO = Path.of("/proc/self/mountinfo");
    private static final int FIELDS = 6;

    /** The DAX mounts that this process sees. */
    public static List<DaxMount> read() throws IOException {
        List<DaxMount> mounts = new ArrayList<>();
        for (String line : Files.readAllLines(MOUNTINFO, StandardCharsets.UTF_8)) {
            DaxMount mount = parse(line);
            if (mount != null && DaxFilesystem.isType(mount.type) && mount.isDax()) {
                mounts.add(mount);
            }
        }
        return mounts;
    }

    /** Where these are mounted; left out where the locale has no characters for it. */
    public static List<Path> points(List<DaxMount> mounts) {
        List<Path> points = new ArrayList<>();
        for (DaxMount mount : mounts) {
            try {
                points.add(Path.of(mount.mountPoint));
            } catch (InvalidPathException e) {
                // its files have device and inode alone
            }
        }
        return points;
    }

    /** The mount of a line of mountinfo (proc_pid_mountinfo(5)), DAX or not, or null if it is none. */
    public static DaxMount parse(String line) {
        String[] halves = line.split(" - ", 2);
        String[] mount = halves[0].split(" ");
        String[] filesystem = halves.length < 2 ? new String[0] : halves[1].split(" ");
        if (mount.length < FIELDS || filesystem.length < 3) {
            return null;
        }
        String[] device = mount[2].split(":");
        long dev = DeviceNumber.of(Long.parseLong(device[0]), Long.parseLong(device[1]));
        return new DaxMount(dev, unescape(mount[4]), filesystem[0], unescape(filesystem[1]), filesystem[2]);
    }

    /** The kernel writes blanks, tabs, line ends and backslashes as three octal digits. */
    private static String unescape(String text) {
        return text.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }

    /** dax, dax=always and dax=inode say so; without a word the files of a device that can do it may ask for it. */
    private boolean isDax() {
        List<String> words = Arrays.asList(options.split(","));
        if (words.contains("dax=never")) {
            return false;
        }
        return words.contains("dax") || words.contains("dax=always") || DaxSupport.of(dev) == DaxSupport.YES;
    }

    /** {@code /mnt/pmem (ext4 on /dev/pmem0, rw,dax=always)}. */
    @Override
    public String toString() {
        return mountPoint + " (" + type + " on " + source + ", " + options + ")";
    }
}
