package io.daxtrace.files;

import io.daxtrace.event.FileId;
import io.daxtrace.event.FilePath;
import io.daxtrace.event.FileSink;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks for files in the processes that use them and below the mount points of DAX filesystems. Any of it may wait for as long as
 * a process or a filesystem is stuck. For one thread.
 */
final class FileSearch {
    /** The most time that a search below mount points takes, and how much longer the next one is put off. */
    private static final long LONGEST = 200_000_000;

    private static final int REST = 20;

    private final FileSink sink;
    private final List<Path> mounts;
    private final Path proc;
    private final Map<FileId, Holder> holders = new HashMap<>();
    private final Set<FileId> missing = new HashSet<>();
    private long next = System.nanoTime();

    /** Where a file was found, and in which process, or 0. */
    private record Holder(Found found, long pid) {}

    FileSearch(FileSink sink, List<Path> mounts, Path proc) {
        this.sink = sink;
        this.mounts = mounts;
        this.proc = proc;
    }

    /** Looks into these processes, each of which was seen to use some files. */
    void look(Map<Long, Set<FileId>> users) {
        users.forEach((pid, files) -> {
            missing.addAll(files);
            found(new ProcessFiles(proc, pid).find(files), pid);
        });
    }

    /** Looks for the missing ones below the mount points, once for each, unless that was done a moment ago. */
    void search() {
        long now = System.nanoTime();
        if (missing.isEmpty() || now - next < 0) {
            return;
        }
        found(MountedFiles.find(missing, mounts, LONGEST), 0);
        missing.clear();
        long ended = System.nanoTime();
        next = ended + REST * (ended - now);
    }

    /** Finds what is left to be found, and says of the files found before which are no longer where they were. */
    void finish() {
        next = System.nanoTime();
        search();
        for (Map.Entry<FileId, Holder> entry : List.copyOf(holders.entrySet())) {
            FileId file = entry.getKey();
            Holder holder = entry.getValue();
            if (holder.found.state() == FilePath.State.PRESENT
                    && holder.found.isReachable()
                    && !holder.found.isThere(file)) {
                Found now =
                        new ProcessFiles(proc, holder.pid).find(Set.of(file)).get(file);
                found(Map.of(file, now == null ? holder.found.gone() : now), holder.pid);
            }
        }
    }

    private void found(Map<FileId, Found> files, long pid) {
        files.forEach((file, found) -> {
            missing.remove(file);
            holders.put(file, new Holder(found, pid));
            sink.file(file, found.filePath());
        });
    }
}
