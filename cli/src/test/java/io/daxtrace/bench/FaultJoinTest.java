package io.daxtrace.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.LossAccount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FaultJoinTest {
    private static final int INODE = 12;

    @Test
    void theTimeOfAnAccessIsItsStagesAndTheRest() {
        TracedRun run = Results.traced().cells().get(0).traced();
        assertThat(run.joined()).isEqualTo(3);
        assertThat(run.notJoined()).isZero();
        assertThat(run.strays()).isZero();
        assertThat(sums(run)).containsExactly(50_000L, 120_000L, 6_000L, 24_000L, 100_000L);
        assertThat(run.parts().get(Part.ENTRY).min()).isEqualTo(20_000);
        assertThat(run.parts().get(Part.ENTRY).max()).isEqualTo(60_000);
        assertThat(run.faults().faults().sync()).isEqualTo(2);
        assertThat(run.faults().faults().async()).isEqualTo(1);
    }

    @Test
    void aFaultThatIsNotWithinItsAccessIsNotJoined() {
        Accesses accesses = new Accesses(new int[] {0}, new long[] {1000}, new long[] {100});
        for (long start : new long[] {999, 1061}) {
            assertNotJoined(accesses, Results.fault(Fault.Kind.ASYNC, 0, start, 30, 0, 0, 10));
        }
        assertNotJoined(accesses, Results.fault(Fault.Kind.ASYNC, 0, 1000, 90, 0, 0, 11)); // longer than the access
        assertNotJoined(accesses, Results.fault(Fault.Kind.ASYNC, 1, 1010, 30, 0, 0, 10)); // another page
        assertNotJoined(accesses, Results.fault(Fault.Kind.SYNC, 0, 1010, 30, 10, 5, -2)); // backwards
        TracedRun whole = joined(accesses, Results.fault(Fault.Kind.ASYNC, 0, 1000, 90, 0, 0, 10));
        assertThat(whole.joined()).isEqualTo(1);
        assertThat(sums(whole)).containsExactly(90L, 0L, 0L, 10L, 0L);
    }

    @Test
    void stagesThatTogetherAreLongerThanTheAccessAreNotJoined() {
        Fault fault = Results.fault(Fault.Kind.SYNC, 0, 1000, 30, 40, 20, 11);
        fault.total = 90;
        TracedRun run = joined(new Accesses(new int[] {0}, new long[] {1000}, new long[] {100}), fault);
        assertThat(run.notJoined()).isEqualTo(1);
        assertThat(run.parts().get(Part.ENTRY).count()).isZero();
    }

    @Test
    void aStageThatTheProbesDoNotTellIsInNoPart() {
        Fault fault = Results.fault(Fault.Kind.SYNC, 0, 1000, 30, 40, 5, 5);
        fault.insert = Event.UNKNOWN;
        fault.other = Event.UNKNOWN;
        TracedRun run = joined(new Accesses(new int[] {0}, new long[] {1000}, new long[] {100}), fault);
        assertThat(run.joined()).isEqualTo(1);
        assertThat(run.parts().get(Part.INSERT).count()).isZero();
        assertThat(run.parts().get(Part.OTHER).count()).isZero();
        assertThat(run.parts().get(Part.COMMIT).sum()).isEqualTo(40);
        assertThat(run.parts().get(Part.ENTRY).sum()).isEqualTo(20);
    }

    /** Against the definition: an access's faults are all of its page, in its file, that lie in it. */
    @Test
    void bruteForceJoinsTheSame() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int pagesPerStep = random.nextBoolean() ? 1 : 8;
            Accesses accesses = accesses(random);
            List<Fault> faults = faults(random, accesses, pagesPerStep);
            FaultJoin join = new FaultJoin(accesses, INODE, pagesPerStep);
            faults.forEach(join::fault);
            TracedRun run = join.result(new LossAccount());

            long[] expected = new long[Part.values().length];
            long joined = 0;
            List<Fault> used = new ArrayList<>();
            for (int i = 0; i < accesses.pages().length; i++) {
                long pgoff = (long) accesses.pages()[i] * pagesPerStep;
                long start = accesses.starts()[i];
                long time = accesses.nanos()[i];
                List<Fault> in = faults.stream()
                        .filter(f -> f.ino == INODE && f.pgoff == pgoff)
                        .filter(f -> f.start >= start && f.start + f.total <= start + time)
                        .toList();
                used.addAll(in);
                long total = in.stream().mapToLong(f -> f.total).sum();
                if (in.isEmpty() || total > time) {
                    continue;
                }
                joined++;
                expected[0] += in.stream().mapToLong(f -> f.map).sum();
                expected[1] += in.stream().mapToLong(f -> f.commit).sum();
                expected[2] += in.stream().mapToLong(f -> f.insert).sum();
                expected[3] += in.stream().mapToLong(f -> f.other).sum();
                expected[4] += time - total;
            }
            assertThat(run.joined()).as("seed %d", seed).isEqualTo(joined);
            assertThat(run.notJoined()).isEqualTo(accesses.pages().length - joined);
            assertThat(run.strays())
                    .isEqualTo(faults.stream().filter(f -> f.ino == INODE).count() - used.size());
            assertThat(run.faults().faults().total()).isEqualTo(used.size());
            if (joined > 0) {
                assertThat(sums(run)).as("seed %d", seed).containsExactly(expected);
                assertThat(run.parts().values()).allMatch(part -> part.min() >= 0);
            }
        }
    }

    private static Accesses accesses(Random random) {
        int count = 1 + random.nextInt(40);
        Accesses accesses = new Accesses(Schedule.pages(count, true, random.nextLong()));
        long now = random.nextInt(1000);
        for (int i = 0; i < count; i++) {
            accesses.starts()[i] = now;
            accesses.nanos()[i] = random.nextInt(1, 1001);
            now += accesses.nanos()[i] + random.nextInt(50);
        }
        return accesses;
    }

    /** One or two for most accesses, many of them a little outside; and some of other files and pages. */
    private static List<Fault> faults(Random random, Accesses accesses, int pagesPerStep) {
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < accesses.pages().length; i++) {
            for (int n = random.nextInt(3); n > 0; n--) {
                long pgoff = (long) accesses.pages()[i] * pagesPerStep + (random.nextInt(9) == 0 ? 1 : 0);
                int most = (int) accesses.nanos()[i] / 3;
                Fault fault = Results.fault(
                        random.nextBoolean() ? Fault.Kind.SYNC : Fault.Kind.ASYNC,
                        random.nextInt(20) == 0 ? random.nextInt(500) : pgoff,
                        accesses.starts()[i] - 5 + random.nextInt(most + 20),
                        random.nextInt(most + 1),
                        random.nextInt(most + 1),
                        random.nextInt(1 + most / 4),
                        random.nextInt(1 + most / 4));
                fault.ino = random.nextInt(10) == 0 ? INODE + 1 : INODE;
                faults.add(fault);
            }
        }
        Collections.shuffle(faults, random);
        return faults;
    }

    private static void assertNotJoined(Accesses accesses, Fault fault) {
        TracedRun run = joined(accesses, fault);
        assertThat(run.joined()).isZero();
        assertThat(run.notJoined()).isEqualTo(1);
        assertThat(run.strays()).isEqualTo(1);
    }

    private static TracedRun joined(Accesses accesses, Fault fault) {
        FaultJoin join = new FaultJoin(accesses, INODE, 1);
        join.fault(fault);
        return join.result(new LossAccount());
    }

    private static long[] sums(TracedRun run) {
        return run.parts().values().stream().mapToLong(Distribution::sum).toArray();
    }
}
