package io.daxtrace.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.aggregate.FaultCounts;
import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.aggregate.Profile;
import io.daxtrace.aggregate.ProfileReader;
import io.daxtrace.aggregate.ProfileWriter;
import io.daxtrace.aggregate.Run;
import io.daxtrace.compare.Comparer;
import io.daxtrace.compare.Comparison;
import io.daxtrace.compare.verdicts.ComparisonOptions;
import io.daxtrace.event.LossAccount;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BenchProfileTest {
    @Test
    void aRunForEachRepeatComesBackFromTheFile() throws Exception {
        BenchResult result = Results.ofPosting();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ProfileWriter.write(BenchProfile.of(result), "test", out);
        Profile read = ProfileReader.read("test", new ByteArrayInputStream(out.toByteArray()));

        assertThat(read.runs()).hasSize(2);
        Run run = read.runs().get(1);
        assertThat(run.labels())
                .containsEntry("file", "empty")
                .containsEntry("load", "idle")
                .containsEntry("sync", "yes")
                .containsEntry("fs", "ext4")
                .containsEntry("kernel", "6.1.0");
        assertThat(run.environment()).containsEntry("bench.seed", "9").containsEntry("bench.turn", "2");
        assertThat(run.complete()).isTrue();
        Metric metric = run.groups().get(0).metrics().get(0);
        assertThat(metric.name().text()).isEqualTo("user.fault");
        assertThat(metric.distribution().count()).isEqualTo(256);
        assertThat(metric.distribution().min()).isEqualTo(100_500);
        assertThat(metric.distribution().max()).isEqualTo(234_999);
        assertThat(read.runs()
                        .get(0)
                        .groups()
                        .get(0)
                        .metrics()
                        .get(0)
                        .distribution()
                        .min())
                .isEqualTo(91_000);
    }

    @Test
    void aTracedRunHasTheKernelsMetricsToo() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ProfileWriter.write(BenchProfile.of(Results.traced()), "test", out);
        Run run = ProfileReader.read("test", new ByteArrayInputStream(out.toByteArray()))
                .runs()
                .get(0);
        Group group = run.groups().get(0);
        assertThat(group.metrics())
                .extracting(metric -> metric.name().text())
                .containsExactly(
                        "user.fault",
                        "fault",
                        "fault.sync",
                        "fault.async",
                        "stage.map",
                        "stage.commit",
                        "stage.insert",
                        "stage.other");
        assertThat(group.metrics())
                .extracting(metric -> metric.distribution().sum())
                .containsExactly(300_000L, 200_000L, 160_000L, 40_000L, 20_000L, 120_000L, 6_000L, 14_000L);
        assertThat(group.faults()).isEqualTo(new FaultCounts(3, 2, 1, 0, 3, 0, 0, 0));
        assertThat(run.probes()).contains("map: dax_iomap_fault", "user: the program, traced");
        assertThat(run.environment()).containsEntry("bench.not_joined", "0");
    }

    @Test
    void whatTracingLostIsInTheRun() {
        LossAccount lost = new LossAccount();
        lost.ringFull = 5;
        Cell cell = new Cell(new SetUp(true, false, false));
        Accesses accesses = new Accesses(new int[1]);
        cell.add(1, 1, accesses.nanos(), new FaultJoin(accesses, 1, 1).result(lost));
        BenchResult like = Results.traced();
        BenchResult result = new BenchResult(
                like.plan(),
                like.directory(),
                like.filesystem(),
                like.pageSize(),
                like.kernel(),
                like.timerCost(),
                like.probes(),
                List.of(cell));
        Run run = BenchProfile.of(result).runs().get(0);
        assertThat(run.loss().ringFull).isEqualTo(5);
        assertThat(run.complete()).isFalse();
        assertThat(result.isComplete()).isFalse();
    }

    @Test
    void tracedTimesAreNotComparedWithOthers() throws Exception {
        List<Run> traced = BenchProfile.of(Results.traced()).runs();
        List<Run> untraced = BenchProfile.of(Results.ofPosting()).runs();
        Comparison comparison = new Comparer(ComparisonOptions.defaults()).compare(untraced, traced);
        assertThat(comparison.cells().get(0).metrics().get(0).noData().words()).contains("different probes: user");
    }

    @Test
    void everyRunHasANameOfItsOwn() {
        BenchResult result = Results.ofPosting();
        assertThat(Stream.of(BenchProfile.of(result), BenchProfile.of(result))
                        .flatMap(profile -> profile.runs().stream())
                        .map(run -> run.environment().get(Run.ID)))
                .hasSize(4)
                .doesNotContainNull()
                .doesNotHaveDuplicates();
    }
}
