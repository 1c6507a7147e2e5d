package io.daxtrace.files;

import io.daxtrace.event.DeviceNumber;
import io.daxtrace.event.FileId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The files that a process has mapped or open, as /proc has them (proc_pid_maps(5), proc_pid_map_files(5), proc_pid_fd(5)). The
 * links are read for the path, because maps writes a line end as it writes the four characters {@code \012}.
 */
final class ProcessFiles {
    private static final int MOST_OPEN = 4096;
    private static final Pattern BLANKS = Pattern.compile(" +");
    private static final Path ROOT = Path.of("/");

    private final Path process;
    private final long mountNamespace;
    private final Path root;

    ProcessFiles(Path proc, long pid) {
        process = proc.resolve(Long.toString(pid));
        long its = namespace(process);
        boolean isOurs = its == 0 || its == namespace(proc.resolve("self"));
        mountNamespace = isOurs ? 0 : its;
        root = isOurs ? ROOT : process.resolve("root");
    }

    /** {@code mnt:[4026531832]}; 0 where it cannot be read. */
    private static long namespace(Path process) {
        try {
            String link = Files.readSymbolicLink(process.resolve("ns/mnt")).toString();
            return Long.parseLong(link, link.indexOf('[') + 1, link.length() - 1, 10);
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    /** Those of the files that the process has; nothing where it has ended. */
    Map<FileId, Found> find(Set<FileId> wanted) {
        Map<FileId, Found> found = new HashMap<>();
        mapped(wanted, found);
        if (found.size() < wanted.size()) {
            open(wanted, found);
        }
        return found;
    }

    private void mapped(Set<FileId> wanted, Map<FileId, Found> found) {
        try (BufferedReader maps = new BufferedReader(
                new InputStreamReader(Files.newInputStream(process.resolve("maps")), StandardCharsets.ISO_8859_1))) {
            String line = maps.readLine();
            while (line != null && found.size() < wanted.size()) {
                String[] fields = BLANKS.split(line, 6); // address perms offset dev inode path
                FileId file = fields.length < 6 ? null : id(fields[3], fields[4]);
                if (file != null && wanted.contains(file) && !found.containsKey(file)) {
                    follow(process.resolve("map_files").resolve(range(fields[0])), file, found);
                }
                line = maps.readLine();
            }
        } catch (IOException e) {
            // the process has ended; what was found until then stands
        }
    }

    /** Major and minor are in hexadecimal there; null for a mapping of no file. */
    private static FileId id(String device, String inode) {
        int colon = device.indexOf(':');
        if (colon < 0 || inode.equals("0")) {
            return null;
        }
        long major = Long.parseLong(device, 0, colon, 16);
        long minor = Long.parseLong(device, colon + 1, device.length(), 16);
        return new FileId(DeviceNumber.of(major, minor), Long.parseUnsignedLong(inode));
    }

    /** In map_files the addresses have no zeros before them. */
    private static String range(String addresses) {
        int dash = addresses.indexOf('-');
        return Long.toHexString(Long.parseUnsignedLong(addresses, 0, dash, 16)) + "-"
                + Long.toHexString(Long.parseUnsignedLong(addresses, dash + 1, addresses.length(), 16));
    }

    private void open(Set<FileId> wanted, Map<FileId, Found> found) {
        int seen = 0;
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                FileId file = Found.behind(descriptor);
                if (file != null && wanted.contains(file) && !found.containsKey(file)) {
                    follow(descriptor, file, found);
                }
                if (++seen == MOST_OPEN || found.size() == wanted.size()) {
                    return;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // as above
        }
    }

    private void follow(Path link, FileId file, Map<FileId, Found> found) {
        try {
            Path target = Files.readSymbolicLink(link);
            if (target.isAbsolute()) {
                found.put(file, Found.of(target, file, mountNamespace, root));
            }
        } catch (IOException e) {
            // unmapped or closed since
        }
    }
}
