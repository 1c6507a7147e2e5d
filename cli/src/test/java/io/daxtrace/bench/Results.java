package io.daxtrace.bench;

import io.daxtrace.event.Fault;
import io.daxtrace.event.LossAccount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Results made up for tests. */
public final class Results {
    /** The posting's block "File empty, no background load, MAP_SYNC". */
    public static final String POSTING = """
            File empty, no background load, MAP_SYNC:
            min=91 avg=108 max=234
            64 - 127 us: 467
            128 - 255 us: 45
            """;

    private Results() {}

    /**
     * Two runs of 256 faults that together have the numbers of {@link #POSTING}: one at 91 us, 466 at 100, 44 at 191
     * and one at 234, which is 108.06 us in the mean; up to 999 ns of each are cut off.
     */
    public static BenchResult ofPosting() {
        SetUp setUp = new SetUp(false, false, true);
        long[] first = new long[256];
        Arrays.fill(first, 100_000);
        first[0] = 91_000;
        long[] second = new long[256];
        Arrays.fill(second, 100_500);
        for (int i = 0; i < 44; i++) {
            second[i] = 191_999;
        }
        second[44] = 234_999;
        Cell cell = new Cell(setUp);
        cell.add(1, 1, first, null);
        cell.add(2, 2, second, null);
        return new BenchResult(
                new BenchPlan(256, 2, 1, 9, false, false, false, true),
                "/mnt/pmem",
                new Filesystem("ext4", "/dev/pmem0", "rw,dax=always"),
                4096,
                "6.1.0",
                31,
                List.of(),
                List.of(cell));
    }

    /**
     * One run of three stores of 100 us each: a sync fault of 10 us map, 60 commit, 3 insert and 7 other, another like it,
     * and an async one of 30 us map and 10 us other. So entry is 20, 20 and 60 us, and the means are 16.67 map, 40 commit,
     * 2 insert, 8 other, 33.33 entry.
     */
    public static BenchResult traced() {
        Accesses accesses = new Accesses(
                new int[] {2, 0, 1}, new long[] {1_000_000, 2_000_000, 3_000_000}, new long[] {100_000, 100_000, 100_000
                });
        FaultJoin join = new FaultJoin(accesses, 12, 1);
        join.fault(fault(Fault.Kind.SYNC, 2, 1_010_000, 10_000, 60_000, 3_000, 7_000));
        join.fault(fault(Fault.Kind.SYNC, 0, 2_010_000, 10_000, 60_000, 3_000, 7_000));
        join.fault(fault(Fault.Kind.ASYNC, 1, 3_010_000, 30_000, 0, 0, 10_000));
        Cell cell = new Cell(new SetUp(false, false, true));
        cell.add(1, 1, accesses.nanos(), join.result(new LossAccount()));
        return result(new BenchPlan(3, 1, 1, 9, false, false, false, true), List.of(cell));
    }

    /**
     * All eight set-ups, two runs each of a fault of the {@code i}th set-up from 0: 10 us map, 10 * i us commit where it is
     * synchronous, 1 us insert, 2 us other, and 5 us entry; the second run's map is 2 us longer.
     */
    public static BenchResult grid() {
        List<SetUp> grid = SetUp.grid(true);
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < grid.size(); i++) {
            Cell cell = new Cell(grid.get(i));
            for (int run = 0; run < 2; run++) {
                boolean sync = grid.get(i).sync();
                long map = 10_000 + 2_000L * run;
                long commit = sync ? 10_000L * i : 0;
                Accesses accesses = new Accesses(
                        new int[] {0}, new long[] {1_000_000}, new long[] {map + commit + 1_000 + 2_000 + 5_000});
                FaultJoin join = new FaultJoin(accesses, 12, 1);
                join.fault(fault(sync ? Fault.Kind.SYNC : Fault.Kind.ASYNC, 0, 1_001_000, map, commit, 1_000, 2_000));
                cell.add(run + 1, 2 * i + run + 1, accesses.nanos(), join.result(new LossAccount()));
            }
            cells.add(cell);
        }
        return result(new BenchPlan(1, 2, 1, 9, false, false, false, true), cells);
    }

    private static BenchResult result(BenchPlan plan, List<Cell> cells) {
        return new BenchResult(
                plan,
                "/mnt/pmem",
                new Filesystem("ext4", "/dev/pmem0", "rw,dax=always"),
                4096,
                "6.1.0",
                31,
                List.of("map: dax_iomap_fault", "total: the filesystem's fault handler"),
                cells);
    }

    /** A fault of inode 12, all of it in the four stages. */
    static Fault fault(Fault.Kind kind, long pgoff, long start, long map, long commit, long insert, long other) {
        Fault fault = new Fault().clear();
        fault.kind = kind;
        fault.order = Fault.Order.PTE;
        fault.ino = 12;
        fault.pgoff = pgoff;
        fault.start = start;
        fault.total = map + commit + insert + other;
        fault.map = map;
        fault.commit = commit;
        fault.insert = insert;
        fault.other = other;
        return fault;
    }
}
