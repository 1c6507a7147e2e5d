package io.daxtrace.files;

import io.daxtrace.event.FileId;
import io.daxtrace.event.FilePath;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks for files by their inodes below mount points, breadth first, for a limited time: for those whose process has ended. */
final class MountedFiles {
    private static final Path ROOT = Path.of("/");

    private MountedFiles() {}

    /**
     * Those of the files that are there.
     *
     * @param mounts the mount points
     * @param nanoseconds after which the search is given up
     */
    static Map<FileId, Found> find(Set<FileId> wanted, List<Path> mounts, long nanoseconds) {
        long started = System.nanoTime();
        Map<FileId, Found> found = new HashMap<>();
        Set<Long> devices = wanted.stream().map(FileId::dev).collect(Collectors.toSet());
        ArrayDeque<Path> directories = new ArrayDeque<>();
        directories.addAll(mounts);
        while (!directories.isEmpty() && found.size() < wanted.size()) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(directories.remove())) {
                for (Path entry : entries) {
                    if (System.nanoTime() - started > nanoseconds) {
                        return found;
                    }
                    FileId file = Found.at(entry);
                    if (file == null || !devices.contains(file.dev())) {
                        continue; // removed since, or the root of another filesystem
                    }
                    if (wanted.contains(file)) {
                        found.putIfAbsent(file, new Found(entry, FilePath.State.PRESENT, 0, ROOT));
                    } else if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                        directories.add(entry);
                    }
                }
            } catch (IOException | DirectoryIteratorException e) {
                // removed since, or not to be read: the others may have it
            }
        }
        return found;
    }
}
