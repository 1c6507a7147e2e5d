package io.daxtrace.files;

import io.daxtrace.event.Event;
import io.daxtrace.event.FileCache;
import io.daxtrace.event.FileId;
import io.daxtrace.event.FilePath;
import io.daxtrace.event.FileSink;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds the paths of traced files, in user space and once for each: the kernel's programs say device and inode alone. A file is
 * looked for in the process that was first seen to use it, and those that are still missing below the mount points of DAX
 * filesystems. That is done by a thread of its own: /proc/PID/maps has to wait for the process's mmap_lock, which faults hold
 * while a filesystem is frozen or stuck, and whoever traces must not wait with them. Everything else is for one thread.
 */
public final class TracedFiles {
    /** Files whose paths are looked for. */
    static final int MOST = 1 << 14;

    /** Milliseconds to wait for what is being looked for before going on without it. */
    private static final long PATIENCE = 1000;

    private final FileSink sink;
    private final FileSearch search;
    private final FileCache lastSeen = new FileCache();
    private final Set<FileId> seen = new HashSet<>();
    /** The files of each process that was not looked into yet. */
    private final Map<Long, Set<FileId>> unlooked = new HashMap<>();

    private final Queue<Location> found = new ConcurrentLinkedQueue<>();
    private final ExecutorService searcher = Executors.newSingleThreadExecutor(TracedFiles::daemon);

    private Future<?> lastSearch;

    private record Location(FileId file, FilePath path) {}

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
        search = new FileSearch((file, path) -> found.add(new Location(file, path)), List.copyOf(mounts), proc);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "files");
        thread.setDaemon(true);
        return thread;
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

    /** Has the files that were seen since looked for, and hands on what was found. Costs nothing where there is neither. */
    public void look() {
        if (!unlooked.isEmpty()) {
            Map<Long, Set<FileId>> users = new HashMap<>(unlooked);
            unlooked.clear();
            searcher.execute(() -> search.look(users));
        }
        for (Location location = found.poll(); location != null; location = found.poll()) {
            sink.file(location.file, location.path);
        }
    }

    /** The same, also below the mount points; waits a while for all of it, unless the last search has not ended. */
    public void search() {
        look();
        if (lastSearch == null || lastSearch.isDone()) {
            lastSearch = searcher.submit(search::search);
            await(lastSearch);
        }
    }

    /** Ends it: finds what there is to be found, and says of the files found before which are no longer where they were. */
    public void finish() {
        look();
        Future<?> finished = searcher.submit(search::finish);
        searcher.shutdown();
        await(finished);
    }

    private void await(Future<?> work) {
        try {
            work.get(PATIENCE, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // it is stuck, and the files have no paths
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("looking for files", e.getCause());
        }
        look();
    }
}
