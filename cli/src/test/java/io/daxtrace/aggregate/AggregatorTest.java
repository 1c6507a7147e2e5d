package io.daxtrace.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.LogLinear;
import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FileId;
import io.daxtrace.event.FilePath;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.event.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Groups and their counts, against the same found by looking through a list of all faults. */
class AggregatorTest {
    private final Random random = new Random(5);

    private static Fault fault(Fault.Kind kind, long total) {
        Fault fault = new Fault().clear();
        fault.kind = kind;
        fault.total = total;
        return fault;
    }

    private static FsyncCall call(FsyncCall.Cause cause, long duration) {
        FsyncCall call = new FsyncCall().clear();
        call.cause = cause;
        call.duration = duration;
        return call;
    }

    /** From 1,000 to 5,700: what ends last need not begin last, and one whose time is not known does not count. */
    @Test
    void theSpanIsFromTheFirstStartToTheLastEnd() {
        Aggregator aggregator = started(false);
        assertThat(aggregator.span()).isZero();
        Fault unknown = fault(Fault.Kind.ASYNC, 900_000);
        aggregator.fault(unknown);
        assertThat(aggregator.span()).isZero();
        FsyncCall call = call(FsyncCall.Cause.MSYNC, 700);
        call.start = 5000;
        aggregator.fsync(call);
        assertThat(aggregator.span()).isEqualTo(700);
        Fault fault = fault(Fault.Kind.SYNC, 200);
        fault.start = 1000;
        aggregator.fault(fault);
        fault.start = 2000;
        aggregator.fault(fault);
        assertThat(aggregator.span()).isEqualTo(4700);
        fault.start = Long.MAX_VALUE - 100;
        aggregator.fault(fault);
        assertThat(aggregator.span()).isEqualTo(4700);
        Fault without = fault(Fault.Kind.FAILED, Event.UNKNOWN);
        without.start = 9000;
        aggregator.fault(without);
        assertThat(aggregator.span()).isEqualTo(4700);
        fault.start = Long.MAX_VALUE - 200;
        aggregator.fault(fault);
        assertThat(aggregator.span()).isEqualTo(Long.MAX_VALUE - 1000);
    }

    /** Of 100 in the commit 60 are the journal's and 10 the writing back; nothing is known of the parts of other stages. */
    @Test
    void partsAreCountedWithTheRestOfTheirStage() {
        Aggregator aggregator = started(true);
        Fault fault = fault(Fault.Kind.SYNC, 150);
        fault.commit = 100;
        fault.map = 40;
        fault.other = 10;
        fault.insert = 0;
        aggregator.fault(fault);
        fault.parts[Part.COMMIT_JOURNAL.ordinal()] = 60;
        fault.parts[Part.COMMIT_WRITEBACK.ordinal()] = 10;
        aggregator.fault(fault);
        Group group = aggregator.groups().get(0);
        assertMetric(group, "stage.commit.journal", LongStream.of(60));
        assertMetric(group, "stage.commit.writeback", LongStream.of(10));
        assertMetric(group, "stage.commit.rest", LongStream.of(30));
        assertThat(metrics(group).keySet())
                .containsExactlyInAnyOrder(
                        "fault",
                        "fault.sync",
                        "stage.map",
                        "stage.commit",
                        "stage.insert",
                        "stage.other",
                        "stage.commit.journal",
                        "stage.commit.writeback",
                        "stage.commit.rest");
    }

    private static Aggregator started(boolean keepValues, String... by) {
        Aggregator aggregator = new Aggregator(List.of(by), keepValues);
        aggregator.input(new Capture("capture"), new OperationClock());
        return aggregator;
    }

    private static Map<String, Metric> metrics(Group group) {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        group.metrics().forEach(metric -> metrics.put(metric.name().text(), metric));
        return metrics;
    }

    private static void assertMetric(Group group, String name, LongStream expected) {
        long[] values = expected.toArray();
        Metric metric = metrics(group).get(name);
        assertThat(metric.values()).as(name).containsExactly(values);
        assertThat(metric.distribution().count()).as(name).isEqualTo(values.length);
        assertThat(metric.distribution().sum())
                .as(name)
                .isEqualTo(Arrays.stream(values).sum());
        assertThat(metric.octaves().count()).as(name).isEqualTo(values.length);
    }

    /** Enough of each for its list of values to grow several times. */
    @Test
    void everyFaultCountsInTheMetricsOfItsKind() {
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            Fault fault = fault(Fault.Kind.values()[random.nextInt(3)], 0);
            fault.order = Fault.Order.values()[random.nextInt(4)];
            fault.map = random.nextLong(10_000);
            fault.commit = random.nextLong(10_000);
            fault.insert = random.nextLong(10_000);
            fault.other = random.nextLong(10_000);
            fault.total = fault.map + fault.commit + fault.insert + fault.other;
            fault.fallbacks = random.nextInt(3);
            fault.retries = random.nextInt(4);
            faults.add(fault);
        }
        Aggregator aggregator = started(true);
        faults.forEach(aggregator::fault);
        Group all = aggregator.groups().get(0);

        List<Fault> sync =
                faults.stream().filter(f -> f.kind == Fault.Kind.SYNC).toList();
        List<Fault> async =
                faults.stream().filter(f -> f.kind == Fault.Kind.ASYNC).toList();
        List<Fault> completed =
                faults.stream().filter(f -> f.kind != Fault.Kind.FAILED).toList();
        long pte = completed.stream().filter(f -> f.order == Fault.Order.PTE).count();
        long larger = completed.stream()
                .filter(f -> f.order == Fault.Order.PMD || f.order == Fault.Order.PUD)
                .count();
        assertThat(all.faults())
                .isEqualTo(new FaultCounts(
                        900,
                        sync.size(),
                        async.size(),
                        900 - completed.size(),
                        pte,
                        larger,
                        faults.stream().mapToLong(f -> f.fallbacks).sum(),
                        faults.stream().mapToLong(f -> f.retries).sum()));
        assertMetric(all, "fault", completed.stream().mapToLong(f -> f.total));
        assertMetric(all, "fault.sync", sync.stream().mapToLong(f -> f.total));
        assertMetric(all, "fault.async", async.stream().mapToLong(f -> f.total));
        assertMetric(all, "stage.map", sync.stream().mapToLong(f -> f.map));
        assertMetric(all, "stage.commit", sync.stream().mapToLong(f -> f.commit));
        assertMetric(all, "stage.insert", sync.stream().mapToLong(f -> f.insert));
        assertMetric(all, "stage.other", sync.stream().mapToLong(f -> f.other));
        assertThat(metrics(all)).hasSize(7);
    }

    @Test
    void anFsyncCallCountsByItsCauseAndTheFaultsOwnNowhereElse() {
        Aggregator aggregator = started(true);
        aggregator.fsync(call(FsyncCall.Cause.FAULT, 10));
        aggregator.fsync(call(FsyncCall.Cause.FSYNC, 200));
        aggregator.fsync(call(FsyncCall.Cause.MSYNC, 3000));
        aggregator.fsync(call(FsyncCall.Cause.FSYNC, 400));
        Group all = aggregator.groups().get(0);
        assertMetric(all, "fsync", LongStream.of(200, 3000, 400));
        assertMetric(all, "fsync.fault", LongStream.of(10));
        assertMetric(all, "fsync.fsync", LongStream.of(200, 400));
        assertMetric(all, "fsync.msync", LongStream.of(3000));
        assertThat(metrics(all)).hasSize(4);
    }

    @Test
    void aLatencyThatIsNotKnownIsInNoMetric() {
        Aggregator aggregator = started(false);
        aggregator.fault(fault(Fault.Kind.SYNC, Event.UNKNOWN));
        aggregator.fault(fault(Fault.Kind.ASYNC, 70));
        Group all = aggregator.groups().get(0);
        assertThat(all.faults().total()).isEqualTo(2);
        assertThat(metrics(all)).containsOnlyKeys("fault", "fault.async");
        assertThat(metrics(all).get("fault").distribution().count()).isEqualTo(1);
        assertThat(metrics(all).get("fault").values()).isNull();
    }

    /** More groups than the table begins with, each met many times, in the order of their first fault. */
    @Test
    void everyCombinationOfKeysIsItsOwnGroup() {
        Map<Map<String, String>, Long> expected = new LinkedHashMap<>();
        Aggregator aggregator = started(false, "tid", "cpu");
        for (int i = 0; i < 20_000; i++) {
            Fault fault = fault(Fault.Kind.ASYNC, 100);
            fault.tid = random.nextInt(100);
            fault.cpu = random.nextInt(8);
            aggregator.fault(fault);
            expected.merge(
                    Map.of("tid", Integer.toString(fault.tid), "cpu", Integer.toString(fault.cpu)), 1L, Long::sum);
        }
        List<Group> groups = aggregator.groups();
        assertThat(groups).extracting(Group::key).containsExactlyElementsOf(expected.keySet());
        assertThat(groups).extracting(group -> group.faults().total()).containsExactlyElementsOf(expected.values());
        assertThat(groups.get(0).key().keySet()).containsExactly("tid", "cpu");
    }

    @Test
    void whatIsPastAThousandGroupsIsCountedTogether() {
        Aggregator aggregator = started(true, "tid", "comm");
        for (int round = 1; round <= 2; round++) {
            for (int tid = 0; tid < 1200; tid++) {
                Fault fault = fault(Fault.Kind.ASYNC, round);
                fault.tid = tid;
                aggregator.fault(fault);
            }
        }
        List<Group> groups = aggregator.groups();
        assertThat(groups).hasSize(1001);
        for (int tid = 0; tid < 1000; tid++) {
            assertThat(groups.get(tid).key()).containsEntry("tid", Integer.toString(tid));
            assertThat(groups.get(tid).faults().total()).isEqualTo(2);
        }
        assertThat(groups.get(1000).key()).isEqualTo(Map.of("tid", "other", "comm", "other"));
        assertThat(groups.get(1000).faults().total()).isEqualTo(400);
        assertThat(metrics(groups.get(1000)).get("fault").values()).hasSize(400);
    }

    @Test
    void aThousandGroupsLeaveNoneOver() {
        Aggregator aggregator = started(false, "tid");
        for (int tid = 0; tid < Aggregator.MOST_GROUPS; tid++) {
            Fault fault = fault(Fault.Kind.ASYNC, 1);
            fault.tid = tid;
            aggregator.fault(fault);
        }
        assertThat(aggregator.groups()).hasSize(1000);
        assertThat(aggregator.groups().get(999).key()).isEqualTo(Map.of("tid", "999"));
    }

    @Test
    void whatIsNoKeyIsALabelOfTheInput() {
        Aggregator aggregator = new Aggregator(List.of("kernel", "order"), false);
        for (String kernel : List.of("6.1", "6.12")) {
            Capture capture = new Capture(kernel);
            aggregator.input(capture, new OperationClock());
            capture.labels().put("kernel", kernel); // known by the first operation
            Fault fault = fault(Fault.Kind.ASYNC, 1);
            fault.order = Fault.Order.PMD;
            aggregator.fault(fault);
            aggregator.fault(fault);
            aggregator.fsync(call(FsyncCall.Cause.FSYNC, 1));
        }
        aggregator.input(new Capture("without"), new OperationClock());
        aggregator.fsync(call(FsyncCall.Cause.FSYNC, 1));
        assertThat(aggregator.groups())
                .extracting(Group::key)
                .containsExactly(
                        Map.of("kernel", "6.1", "order", "pmd"),
                        Map.of("kernel", "6.1", "order", "unknown"),
                        Map.of("kernel", "6.12", "order", "pmd"),
                        Map.of("kernel", "6.12", "order", "unknown"),
                        Map.of("kernel", "", "order", "unknown"));
        assertThat(aggregator.groups())
                .extracting(group -> group.faults().total())
                .containsExactly(2L, 0L, 2L, 0L, 0L);
    }

    /** The same inode in another input is another file; files with one path are one group; more files than are remembered. */
    @Test
    void aFileIsKnownByItsPathElseByItsNumbers() {
        Aggregator aggregator = new Aggregator(List.of("file"), false);
        Map<String, Long> expected = new LinkedHashMap<>();
        for (String input : List.of("a", "b")) {
            Capture capture = new Capture(input);
            for (int ino = 0; ino < 600; ino++) {
                if (ino % 3 != 0) {
                    capture.files()
                            .file(
                                    new FileId(259 << 20, ino),
                                    new FilePath("/" + input + "/" + ino / 2, FilePath.State.PRESENT, 0));
                }
            }
            aggregator.input(capture, new OperationClock());
            for (int i = 0; i < 20_000; i++) {
                Fault fault = fault(Fault.Kind.ASYNC, 100);
                fault.dev = 259 << 20;
                fault.ino = random.nextInt(600);
                aggregator.fault(fault);
                String path = fault.ino % 3 == 0 ? "259:0:" + fault.ino : "/" + input + "/" + fault.ino / 2;
                expected.merge(path, 1L, Long::sum);
            }
        }
        Fault unknown = fault(Fault.Kind.ASYNC, 100);
        unknown.dev = Event.UNKNOWN;
        aggregator.fault(unknown);
        expected.put("unknown", 1L);
        assertThat(aggregator.groups())
                .extracting(group -> group.key().get("file"))
                .containsExactlyElementsOf(expected.keySet());
        assertThat(aggregator.groups())
                .extracting(group -> group.faults().total())
                .containsExactlyElementsOf(expected.values());
    }

    @Test
    void ofAllInputsTheCoarsestResolutionHolds() {
        Aggregator aggregator = started(false);
        aggregator.fault(fault(Fault.Kind.ASYNC, 5000));
        for (long resolution : new long[] {1000, 1}) {
            Capture capture = new Capture("capture");
            capture.resolution = resolution;
            aggregator.inputEnded(capture);
        }
        assertThat(metrics(aggregator.groups().get(0))
                        .get("fault")
                        .distribution()
                        .unit())
                .isEqualTo(1000);
    }

    @Test
    void distributionsOfTheSameNameAreNumbered() {
        Aggregator aggregator = started(false, "tid");
        for (int i = 1; i <= 3; i++) {
            aggregator.distribution(
                    "usecs", new Distribution.Builder(1).bucket(0, 10, i).build());
        }
        aggregator.fault(fault(Fault.Kind.ASYNC, 5));
        assertThat(aggregator.groups()).hasSize(2);
        Group ready = aggregator.groups().get(0);
        assertThat(ready.key()).isEmpty();
        assertThat(metrics(ready)).containsOnlyKeys("usecs", "usecs (2)", "usecs (3)");
        assertThat(metrics(ready).get("usecs (3)").distribution().count()).isEqualTo(3);
    }

    /** Each of two faults and three fsync calls once, whatever number of metrics it is in. */
    @Test
    void latenciesBeyondTheRangeAreCountedOnce() {
        Aggregator aggregator = started(false, "tid");
        for (int tid = 0; tid <= Aggregator.MOST_GROUPS; tid++) {
            Fault fault = fault(Fault.Kind.SYNC, tid == 0 || tid == 1000 ? LogLinear.LIMIT : LogLinear.LIMIT - 1);
            fault.tid = tid;
            fault.commit = fault.total;
            aggregator.fault(fault);
        }
        aggregator.fsync(call(FsyncCall.Cause.FAULT, LogLinear.LIMIT + 1));
        aggregator.fsync(call(FsyncCall.Cause.FSYNC, LogLinear.LIMIT + 1));
        aggregator.fsync(call(FsyncCall.Cause.OTHER, 2 * LogLinear.LIMIT));
        assertThat(aggregator.clamped()).isEqualTo(5);
    }

    @Test
    void withoutAKeyThereIsAlwaysAGroup() {
        assertThat(started(false).groups()).hasSize(1);
        assertThat(started(false).groups().get(0).metrics()).isEmpty();
        assertThat(started(false, "tid").groups()).isEmpty();
    }
}
