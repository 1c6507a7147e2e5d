package io.daxtrace.bench;

import io.daxtrace.bpf.HeldDirectory;
import io.daxtrace.bpf.Machine;
import io.daxtrace.bpf.MapException;
import io.daxtrace.bpf.SyncMapping;
import io.daxtrace.event.Printable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/** Runs the experiment in a directory and leaves nothing behind there. */
public final class Bench {
    /** Room for a filesystem's own blocks beside those of the files: extent trees, directories, a journal's reserve. */
    private static final long METADATA = 4 << 20;

    private final BenchPlan plan;
    private final Path directory;
    private final String shown;
    private final AtomicBoolean stop = new AtomicBoolean();
    private final Faulting faulting;
    /** Or null. */
    private final BenchTrace trace;

    private final long step;
    private Filesystem filesystem;
    private Object device;

    /**
     * Not run yet.
     *
     * @param trace what traces its faults, or null
     */
    public Bench(BenchPlan plan, Path directory, BenchTrace trace) {
        this.plan = plan;
        this.trace = trace;
        this.directory = directory;
        shown = Printable.escape(directory.toString());
        faulting = new Faulting(plan.threads(), plan.read(), stop);
        step = plan.huge() ? SyncMapping.hugePageSize() : Machine.pageSize();
    }

    /** Ends the bench after what it is doing just now; its result is of the runs before. From any thread. */
    public void stop() {
        stop.set(true);
    }

    /**
     * Runs it.
     *
     * @param progress told before each run which it is, and of how many
     */
    public BenchResult run(BiConsumer<Integer, Integer> progress) throws BenchException {
        if (plan.pages() * step > Integer.MAX_VALUE) {
            throw new BenchException("--pages " + plan.pages() + ": at most " + Integer.MAX_VALUE / step + " pages of "
                    + step + " bytes, a mapping of 2 GiB");
        }
        try {
            filesystem = Filesystem.of(directory);
            try (HeldDirectory held = new HeldDirectory(directory);
                    BenchFiles files = new BenchFiles(held.path(), stop)) {
                device = Files.getAttribute(held.path(), "unix:dev");
                checkMapSync(files);
                checkSpace(held.path());
                return run(files, progress);
            }
        } catch (IOException e) {
            throw new BenchException(inWords(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    private BenchResult run(BenchFiles files, BiConsumer<Integer, Integer> progress)
            throws BenchException, IOException, InterruptedException {
        long timerCost = faulting.warmUp();
        Map<SetUp, Cell> cells = new LinkedHashMap<>();
        List<SetUp> grid = SetUp.grid(plan.mapSync());
        grid.forEach(setUp -> cells.put(setUp, new Cell(setUp)));
        Path source = files.createWritten(FileCopy.SIZE, Machine.pageSize());
        List<Schedule.Turn> turns = Schedule.of(grid, plan.repeats(), plan.seed());
        for (int i = 0; i < turns.size() && !stop.get(); i++) {
            progress.accept(i + 1, turns.size());
            checkMounted();
            Schedule.Turn turn = turns.get(i);
            measure(files, source, cells.get(turn.setUp()), turn.repeat(), i + 1);
        }
        List<Cell> measured = new ArrayList<>(cells.values());
        measured.removeIf(cell -> cell.runs().isEmpty());
        return new BenchResult(
                plan,
                directory.toString(),
                filesystem,
                (int) step,
                Machine.kernelRelease(),
                timerCost,
                trace == null ? List.of() : trace.probes(),
                measured);
    }

    private void measure(BenchFiles files, Path source, Cell cell, int repeat, int turn)
            throws BenchException, IOException, InterruptedException {
        SetUp setUp = cell.setUp();
        int length = (int) (plan.pages() * step);
        Path file = setUp.preallocated() ? files.createWritten(length, (int) step) : files.createHole(length);
        int[] pages = Schedule.pages(plan.pages(), plan.random(), plan.seed() + turn);
        try (SyncMapping mapping = SyncMapping.of(file, length, setUp.sync(), plan.huge())) {
            Accesses accesses = touch(files, source, setUp, mapping, pages);
            if (!stop.get()) {
                BenchFiles.checkTouched(file, plan.pages(), step, !plan.read());
                TracedRun traced = trace == null ? null : trace.join(accesses, inode(file), (int) step);
                cell.add(repeat, turn, accesses.nanos(), traced);
            }
        } finally {
            files.remove(file);
        }
    }

    private Accesses touch(BenchFiles files, Path source, SetUp setUp, SyncMapping mapping, int[] pages)
            throws BenchException, IOException, InterruptedException {
        Settling.await();
        if (!setUp.copy()) {
            return touch(mapping, pages);
        }
        try (FileCopy copy = new FileCopy(files, source)) {
            copy.start();
            return touch(mapping, pages);
        }
    }

    private Accesses touch(SyncMapping mapping, int[] pages) throws BenchException, InterruptedException {
        if (trace == null) {
            return faulting.touch(mapping.memory(), pages, (int) step);
        }
        trace.start();
        try {
            return faulting.touch(mapping.memory(), pages, (int) step);
        } finally {
            trace.stop();
        }
    }

    private static long inode(Path file) throws IOException {
        return ((Number) Files.getAttribute(file, "unix:ino")).longValue();
    }

    private void checkMapSync(BenchFiles files) throws BenchException, IOException {
        Path file = files.createHole(Machine.pageSize());
        try (SyncMapping mapping = SyncMapping.of(file, Machine.pageSize(), plan.mapSync(), false)) {
            mapping.memory();
        } catch (MapException e) {
            if (plan.mapSync() && e.isNotSupported()) {
                throw new BenchException(
                        shown + " is on " + Printable.escape(filesystem.toString())
                                + ", which has no MAP_SYNC: it takes ext4 or XFS on persistent memory, mounted with -o dax."
                                + " --no-map-sync runs the four set-ups without it",
                        e);
            }
            throw e;
        } finally {
            files.remove(file);
        }
    }

    /** Full while it runs would be a SIGBUS in a fault. */
    private void checkSpace(Path held) throws BenchException, IOException {
        long need = spaceNeeded();
        long free = Files.getFileStore(held).getUsableSpace();
        if (free < need) {
            throw new BenchException(shown + " has " + (free >> 20) + " MiB free, and the bench needs " + (need >> 20)
                    + " MiB: a file of " + plan.pages() + " pages of " + step + " bytes, and two of "
                    + (FileCopy.SIZE >> 20) + " MiB for the background copy");
        }
    }

    private long spaceNeeded() {
        return plan.pages() * step + 2L * FileCopy.SIZE + METADATA;
    }

    private void checkMounted() throws BenchException {
        Object now;
        try {
            now = Files.getAttribute(directory, "unix:dev");
        } catch (IOException e) {
            now = null;
        }
        if (!device.equals(now)) {
            throw new BenchException(shown + " is no longer on " + Printable.escape(filesystem.toString())
                    + ": it was unmounted or mounted over while the bench ran");
        }
    }

    private String inWords(IOException e) {
        if (e instanceof NoSuchFileException) {
            return shown
                    + (Files.isDirectory(directory) ? ": no files can be made there" : ": there is no such directory");
        }
        if (e instanceof AccessDeniedException) {
            return shown + ": no permission to make files there";
        }
        String reason = e instanceof FileSystemException f && f.getReason() != null
                ? f.getReason()
                : String.valueOf(e.getMessage());
        String need = reason.startsWith("No space left")
                ? ": somebody else took it meanwhile; the bench needs " + (spaceNeeded() >> 20) + " MiB"
                : "";
        return shown + ": " + Printable.escape(reason) + need;
    }
}
