package io.daxtrace.files;

import io.daxtrace.event.Event;
import io.daxtrace.event.FileCache;
import io.daxtrace.event.FileId;
import io.daxtrace.event.FilePath;
import io.daxtrace.event.FileSink;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the paths of traced files, in user space and once for each: the kernel's programs say device and inode alone. A file is
 * looked for in the process that was first seen to use it ({@link #look}), and those that are still missing below the mount
 * points of DAX filesystems ({@link #search}). For one thread.
 */
public final class TracedFiles {
    /** Files whose paths are looked for. */
    static final int MOST = 1 << 14;

    /** Processes looked into at a time, lest the ring of records fill up meanwhile. */
    private static final int MOST_PROCESSES = 8;

    /** The most time that a search below mount points takes, and how much longer the next one is put off. */
    private static final long SEARCH = 200_000_000;

    private static final int REST = 20;

    private final FileSink sink;
    private final Path proc;
    private final List<Path> mounts;
    private final FileCache lastSeen = new FileCache();
    private final Set<FileId> seen = new HashSet<>();
    /** The files of each process that was not looked into yet, and was the first seen to use them. */
    private final Map<Long, Set<FileId>> unlooked = new LinkedHashMap<>();

    private final Map<FileId, Holder> holders = new HashMap<>();
    private final Set<FileId> missing = new HashSet<>();
    private long nextSearch = System.nanoTime();

    /** Where a file was found, and in which process, or 0. */
    private record Holder(Found found, long pid) {}

    /**
     * Has seen no file yet.
     *
     * @param sink takes the paths
     * @param mounts the mount points of DAX filesystems
     */
    public TracedFiles(FileSink sink, List<Path> mounts) {
        this(sink, mounts, Path.of("/proc"));
    }

    TracedFiles(FileSink sink, List<Path> mounts, Path proc) {
        this.sink = sink;
        this.mounts = List.copyOf(mounts);
        this.proc = proc;
    }

    /** A process used a file. */
    public void see(long dev, long ino, long pid) {
        if (lastSeen.get(dev, ino) != Event.UNKNOWN) {
            return;
        }
        lastSeen.put(dev, ino, pid);
        FileId file = new FileId(dev, ino);
        if (seen.size() < MOST && seen.add(file)) {
            unlooked.computeIfAbsent(pid, of -> new HashSet<>()).add(file);
        }
    }

    /** Looks into some of the processes with files that were seen since, and returns whether there are more. */
    public boolean look() {
        Iterator<Map.Entry<Long, Set<FileId>>> processes = unlooked.entrySet().iterator();
        for (int i = 0; i < MOST_PROCESSES && processes.hasNext(); i++) {
            Map.Entry<Long, Set<FileId>> process = processes.next();
            processes.remove();
            missing.addAll(process.getValue());
            found(new ProcessFiles(proc, process.getKey()).find(process.getValue()), process.getKey());
        }
        return !unlooked.isEmpty();
    }

    /** Looks for the missing ones below the mount points, once for each, unless that was done a moment ago. */
    public void search() {
        long now = System.nanoTime();
        if (missing.isEmpty() || now - nextSearch < 0) {
            return;
        }
        found(MountedFiles.find(missing, mounts, SEARCH), 0);
        missing.clear();
        long ended = System.nanoTime();
        nextSearch = ended + REST * (ended - now);
    }

    /** Finds what there is to be found, and says of the files found before which are no longer where they were. */
    public void finish() {
        long started = System.nanoTime();
        while (look() && System.nanoTime() - started < SEARCH) {}
        nextSearch = System.nanoTime();
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
