package io.daxtrace.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is counted by time, against the same found by looking at all faults again. */
class MomentsTest {
    private static final long MILLISECOND = 1_000_000;

    private final Random random = new Random(11);

    /** Faults in the order of their ends but for a few, as records that overtake each other on their way out of the kernel. */
    private List<Fault> faults(int count, long span) {
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Fault fault = new Fault().clear();
            fault.kind = i % 17 == 0 ? Fault.Kind.FAILED : i % 3 == 0 ? Fault.Kind.SYNC : Fault.Kind.ASYNC;
            fault.total = 1L << random.nextInt(32);
            fault.total += random.nextLong(fault.total);
            fault.start = 5_000_000_000L + random.nextLong(span) - fault.total;
            fault.tid = i;
            fault.comm = i % 2 == 0 ? "even" : "odd";
            faults.add(fault);
        }
        faults.sort(Comparator.comparingLong(MomentsTest::end));
        for (int i = 50; i + 1 < count; i += 50) {
            faults.add(i - 1, faults.remove(i));
        }
        return faults;
    }

    private static long end(Fault fault) {
        return fault.start + fault.total;
    }

    private static void play(List<Fault> faults, InputSink sink) {
        Capture capture = new Capture("capture");
        OperationClock clock = new OperationClock();
        sink.input(capture, clock);
        Fault cursor = new Fault();
        for (Fault fault : faults) {
            cursor.clear();
            cursor.kind = fault.kind;
            cursor.start = fault.start;
            cursor.total = fault.total;
            cursor.tid = fault.tid;
            cursor.comm = fault.comm;
            clock.advance(cursor);
            sink.fault(cursor);
        }
        sink.inputEnded(capture);
    }

    @Test
    void theTimelineCountsEachFaultInItsCell() {
        for (long span : new long[] {MILLISECOND, 150 * MILLISECOND, 201 * MILLISECOND, 3_600_000 * MILLISECOND}) {
            List<Fault> faults = faults(2000, span);
            Timeline timeline = new Timeline();
            play(faults, timeline);
            long[] edges = timeline.edges();
            long[][] counts = timeline.counts();
            assertThat(counts.length).isBetween(1, Timeline.MOST_STEPS);
            assertThat(timeline.start())
                    .isEqualTo(faults.stream()
                            .filter(fault -> fault.kind != Fault.Kind.FAILED)
                            .findFirst()
                            .orElseThrow()
                            .start);
            assertThat(Long.bitCount(timeline.step() / MILLISECOND)).isEqualTo(1);
            long[][] expected = new long[counts.length][edges.length - 1];
            for (Fault fault : faults) {
                if (fault.kind == Fault.Kind.FAILED) {
                    continue;
                }
                int cell = 0;
                while (cell < edges.length - 2 && edges[cell + 1] <= fault.total) {
                    cell++;
                }
                expected[(int) (Math.max(0, end(fault) - timeline.start()) / timeline.step())][cell]++;
            }
            assertThat(counts).isDeepEqualTo(expected);
        }
    }

    @Test
    void twoInputsHaveNoTimelineInCommon() {
        Timeline timeline = new Timeline();
        assertThat(timeline.isEmpty()).isTrue();
        play(faults(10, MILLISECOND), timeline);
        assertThat(timeline.isEmpty()).isFalse();
        play(faults(10, MILLISECOND), timeline);
        assertThat(timeline.isEmpty()).isTrue();
    }

    @Test
    void anIntervalHoldsWhatEndedInIt() {
        List<Fault> faults = faults(3000, 1000 * MILLISECOND);
        Intervals intervals = new Intervals(7 * MILLISECOND, List.of("comm"));
        play(faults, intervals);
        List<Interval> rows = intervals.rows();
        long at = faults.get(0).start;
        for (Interval row : rows) {
            assertThat(row.start()).isEqualTo(at);
            at = row.end();
            Aggregator alone = new Aggregator(List.of("comm"), false);
            play(
                    faults.stream()
                            .filter(fault -> row.start() <= end(fault) && end(fault) < row.end())
                            .toList(),
                    alone);
            assertThat(row.groups()).hasSameSizeAs(alone.groups());
            for (Group group : alone.groups()) {
                Group found = row.groups().stream()
                        .filter(other -> other.key().equals(group.key()))
                        .findAny()
                        .orElseThrow();
                assertThat(found.faults()).isEqualTo(group.faults());
                assertThat(found.metrics())
                        .extracting(metric ->
                                metric.name() + " " + metric.distribution().count() + " "
                                        + metric.distribution().sum())
                        .containsExactlyInAnyOrderElementsOf(group.metrics().stream()
                                .map(metric -> metric.name() + " "
                                        + metric.distribution().count() + " "
                                        + metric.distribution().sum())
                                .toList());
            }
        }
        assertThat(at)
                .isGreaterThan(faults.stream().mapToLong(MomentsTest::end).max().orElseThrow());
    }

    @Test
    void moreIntervalsThanAreKeptAreCounted() {
        List<Fault> faults = faults(500, 20_000 * MILLISECOND);
        long origin = faults.get(0).start;
        long first = (end(faults.get(0)) - origin) / MILLISECOND;
        long last = faults.stream()
                .mapToLong(fault -> (end(fault) - origin) / MILLISECOND)
                .max()
                .orElseThrow();
        Intervals intervals = new Intervals(MILLISECOND, List.of());
        play(faults, intervals);
        assertThat(intervals.tooMany()).isEqualTo(last - first + 1).isGreaterThan(Intervals.MOST);
        Intervals longer = new Intervals(3 * MILLISECOND, List.of());
        play(faults, longer);
        assertThat(longer.tooMany()).isZero();
    }

    /** A time that a damaged trace has makes neither a table of years nor a long wait. */
    @Test
    void timesThatGoFarBackAreTooMany() {
        List<Fault> faults = faults(2, MILLISECOND);
        Fault far = new Fault().clear();
        far.kind = Fault.Kind.ASYNC;
        far.start = 1L << 60;
        far.total = 1;
        OperationClock clock = new OperationClock();
        Intervals intervals = new Intervals(MILLISECOND, List.of());
        intervals.input(new Capture("capture"), clock);
        clock.advance(faults.get(0)); // not selected
        clock.advance(far);
        intervals.fault(far);
        clock.advance(faults.get(1));
        intervals.fault(faults.get(1));
        intervals.inputEnded(new Capture("capture"));
        assertThat(intervals.tooMany()).isGreaterThan(Intervals.MOST);
        assertThat(intervals.rows().size()).isLessThan(2 * Intervals.MOST);
    }

    @Test
    void theSlowestAreTheFirstOfAllSorted() {
        List<Fault> faults = faults(1000, 1000 * MILLISECOND);
        faults.forEach(fault -> fault.total &= ~0xfffffL); // many are equally slow
        Slowest slowest = new Slowest(37);
        play(faults, slowest);
        List<Fault> sorted = new ArrayList<>(faults);
        sorted.sort(Comparator.comparingLong((Fault fault) -> fault.total).reversed());
        assertThat(slowest.faults())
                .extracting(slow -> slow.fault().tid)
                .containsExactlyElementsOf(
                        sorted.subList(0, 37).stream().map(fault -> fault.tid).toList());
    }

    @Test
    void aFaultWhoseEndIsNotKnownCountsWhereItWasSeen() {
        List<Fault> faults = faults(200, 10 * MILLISECOND);
        Fault torn = new Fault().clear();
        torn.kind = Fault.Kind.SYNC;
        torn.start = Event.UNKNOWN;
        torn.total = Event.UNKNOWN;
        faults.add(100, torn);
        Intervals intervals = new Intervals(MILLISECOND, List.of());
        play(faults, intervals);
        long before = faults.subList(0, 100).stream()
                .mapToLong(MomentsTest::end)
                .max()
                .orElseThrow();
        int row = (int) ((before - faults.get(0).start) / MILLISECOND);
        List<Fault> known = faults.stream().filter(fault -> fault != torn).toList();
        Intervals without = new Intervals(MILLISECOND, List.of());
        play(known, without);
        assertThat(intervals.rows().get(row).groups().get(0).faults().total())
                .isEqualTo(without.rows().get(row).groups().get(0).faults().total() + 1);
    }
}
