package io.daxtrace.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.daxtrace.aggregate.FaultCounts;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.aggregate.MetricName;
import io.daxtrace.aggregate.Run;
import io.daxtrace.compare.matching.NoData;
import io.daxtrace.compare.matching.Obstacle;
import io.daxtrace.compare.mathematics.IntervalMethod;
import io.daxtrace.compare.mathematics.Statistic;
import io.daxtrace.compare.verdicts.Adjustment;
import io.daxtrace.compare.verdicts.ComparisonOptions;
import io.daxtrace.compare.verdicts.MetricResult;
import io.daxtrace.compare.verdicts.Outlier;
import io.daxtrace.compare.verdicts.StatisticResult;
import io.daxtrace.compare.verdicts.Thresholds;
import io.daxtrace.compare.verdicts.Verdict;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.event.BadInputException;
import io.daxtrace.event.LossAccount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Matching, refusals, and what comes of wrong sides. */
class ComparerTest {
    private static final FaultCounts PTE = new FaultCounts(500, 500, 0, 0, 500, 0, 0, 0);
    private final Random random = new Random(8);

    @Test
    void runsAreMatchedByTheirLabels() throws Exception {
        List<Run> base = new ArrayList<>();
        List<Run> candidate = new ArrayList<>();
        for (String file : new String[] {"empty", "preallocated"}) {
            for (int i = 0; i < 3; i++) {
                Map<String, String> labels = Map.of("fs", "ext4", "file", file, "run", "" + i);
                base.add(run("b" + file + i, labels, 20_000));
                candidate.add(run("c" + file + i, labels, file.equals("empty") ? 30_000 : 20_000));
            }
        }
        Comparison comparison = compare(base, candidate);
        assertThat(comparison.cells()).hasSize(2);
        assertThat(comparison.cells().get(0).key())
                .containsExactlyInAnyOrderEntriesOf(Map.of("fs", "ext4", "file", "empty"));
        assertThat(comparison.cells().get(0).metrics().get(0).verdict()).isEqualTo(Verdict.REGRESSED);
        assertThat(comparison.cells().get(1).metrics().get(0).verdict()).isNotEqualTo(Verdict.REGRESSED);
        assertThat(comparison.cells().get(1).baseRuns()).hasSize(3);
    }

    @Test
    void aWorkloadOnOneSideHasNoData() throws Exception {
        List<Run> base = List.of(run("a", Map.of("file", "empty"), 20_000), run("b", Map.of("file", "old"), 20_000));
        List<Run> candidate = List.of(run("c", Map.of("file", "empty"), 20_000));
        Comparison comparison = compare(base, candidate);
        assertThat(comparison.has(Verdict.NO_DATA)).isTrue();
        assertThat(comparison.verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(comparison.cells().get(1).metrics().get(0).noData().words()).contains("only the base");
    }

    @Test
    void aMetricOnOneSideHasNoData() throws Exception {
        Run base = Samples.run("a", Map.of(), values("fault", 20_000), values("fsync", 1_000_000));
        Run candidate = Samples.run("b", Map.of(), values("fault", 20_000));
        Comparison comparison = compare(List.of(base), List.of(candidate));
        MetricResult fsync = comparison.cells().get(0).metrics().get(1);
        assertThat(fsync.verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(fsync.noData().words()).isEqualTo("only the base has latencies of it");
        assertThat(comparison.has(Verdict.NO_DATA)).isTrue();
    }

    @Test
    void aSideWithoutLatenciesHasNothingInCommon() {
        Run base = Samples.run("a", Map.of(), values("fault", 20_000));
        Run empty = Samples.run("empty.dat", Map.of(), new Metric(new MetricName("fault"), Distribution.EMPTY, null));
        assertThatThrownBy(() -> compare(List.of(base), List.of(empty)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("empty.dat: nothing in common with a")
                .hasMessageContaining("no latencies");
    }

    @Test
    void workloadsWithNothingInCommonAreRefused() {
        List<Run> base = List.of(run("a", Map.of("file", "x"), 1000), run("b", Map.of("file", "y"), 1000));
        List<Run> candidate = List.of(run("c", Map.of("file", "z"), 1000));
        assertThatThrownBy(() -> compare(base, candidate))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("nothing in common with a: the base has fault of {file=x|y}, the candidate")
                .hasMessageEndingWith("of {file=z}");
    }

    @Test
    void aRunGivenTwiceIsRefused() {
        Run a = run("a", Map.of(), 20_000);
        Run copy =
                new Run("copy-of-a", a.labels(), a.environment(), a.probes(), 1, true, new LossAccount(), a.groups());
        assertThatThrownBy(() -> compare(List.of(a, copy), List.of(run("b", Map.of(), 20_000))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("copy-of-a: this run is given twice")
                .hasMessageContaining("also as a");
    }

    @Test
    void aRunOnBothSidesIsRefusedUnlessTheSidesAreTheSame() throws Exception {
        Run a = run("a", Map.of(), 20_000);
        Run b = run("b", Map.of(), 20_000);
        Run c = run("c", Map.of(), 20_000);
        assertThatThrownBy(() -> compare(List.of(a, b), List.of(b, c)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("b: this run is on both sides");
        assertThat(compare(List.of(a, b), List.of(b, a)).notes()).anyMatch(note -> note.contains("same runs"));
    }

    @Test
    void differentProbesAreRefusedForWhatTheyMeasure() throws Exception {
        Run base = withProbes("a", Set.of("commit: vfs_fsync_range", "map: dax_iomap_fault"));
        Run candidate = withProbes("b", Set.of("commit: ext4_sync_file", "map: dax_iomap_fault"));
        Comparison comparison = compare(List.of(base), List.of(candidate));
        assertThat(metric(comparison, "fault").noData()).isNull();
        assertThat(metric(comparison, "stage.map").noData()).isNull();
        assertThat(metric(comparison, "stage.commit").noData().words())
                .contains("different probes", "vfs_fsync_range", "ext4_sync_file");
        ComparisonOptions accepting = accepting(Obstacle.PROBES);
        assertThat(metric(new Comparer(accepting).compare(List.of(base), List.of(candidate)), "stage.commit")
                        .noData())
                .isNull();
    }

    /** Each kind of probes has its price, which is in every duration. */
    @Test
    void differentKindsOfProbesAreRefusedForAll() throws Exception {
        Run base = withProbes("a", Set.of("attachment: fentry", "map: dax_iomap_fault"));
        Run candidate = withProbes("b", Set.of("attachment: kprobe", "map: dax_iomap_fault"));
        Comparison comparison = compare(List.of(base), List.of(candidate));
        for (String name : List.of("fault", "stage.map", "stage.commit")) {
            assertThat(metric(comparison, name).noData().words())
                    .contains("attached by fentry in the base, by kprobe in the candidate", "--probes kprobe");
        }
        assertThat(metric(compare(List.of(base), List.of(withProbes("c", base.probes()))), "fault")
                        .noData())
                .isNull();
    }

    @Test
    void lostEventsAreRefused() throws Exception {
        LossAccount lost = new LossAccount();
        lost.ringFull = 17;
        Run base = Samples.run("whole.dat", Map.of(), values("fault", 20_000));
        Run candidate = Samples.run("holes.dat", Map.of(), PTE, Set.of(), lost, values("fault", 20_000));
        Comparison comparison = compare(List.of(base), List.of(candidate));
        assertThat(metric(comparison, "fault").noData().words()).contains("lost events", "holes.dat lost 17");
        assertThat(comparison.complete()).isFalse();
        assertThat(metric(new Comparer(accepting(Obstacle.LOSS)).compare(List.of(base), List.of(candidate)), "fault")
                        .noData())
                .isNull();
    }

    /**
     * Three of 101 latencies may be missing from each run, and 98 or more are the same: the medians are what they were. The
     * missing ones may be of any length, so the mean of that side is at least what it was recorded as, nearly, and no more is
     * known of it.
     */
    @Test
    void aBoundedLossWidensAndDecidesNothingThatItMayChange() throws Exception {
        LossAccount lost = new LossAccount();
        lost.ringFull = 3;
        List<Run> base = same("fault", "b", 10_000);
        List<Run> candidate = same("fault", "c", 13_000);
        MetricResult slower = metric(compare(base, losing(candidate, lost)), "fault");
        assertThat(slower.statistics())
                .extracting(s -> s.statistic().name(), StatisticResult::verdict)
                .contains(tuple("p50", Verdict.REGRESSED), tuple("mean", Verdict.REGRESSED));
        MetricResult unknown = metric(compare(losing(base, lost), candidate), "fault");
        assertThat(unknown.statistics())
                .extracting(s -> s.statistic().name(), StatisticResult::verdict, StatisticResult::reason)
                .contains(
                        tuple("p50", Verdict.REGRESSED, null),
                        tuple("mean", Verdict.INCONCLUSIVE, Verdict.Reason.LOSS));
        Comparison comparison = compare(losing(base, lost), candidate);
        assertThat(comparison.complete()).isFalse();
        assertThat(comparison.cells().get(0).notes())
                .anyMatch(note -> note.contains("at most 3 latencies are missing"));
    }

    /** Half of the latencies and more may be missing: nothing can be said, and that is no data, as before. */
    @Test
    void aLossThatLeavesNothingDecidedIsRefused() throws Exception {
        LossAccount lost = new LossAccount();
        lost.mapFull = 60;
        Comparison comparison = compare(losing(same("fault", "b", 10_000), lost), same("fault", "c", 13_000));
        assertThat(metric(comparison, "fault").noData().reason()).isEqualTo(NoData.Reason.LOSS);
        assertThat(comparison.has(Verdict.NO_DATA)).isTrue();
    }

    /** What the kernel dropped before the capture may be anything, and any number of faults. */
    @Test
    void eventsThatTheKernelDroppedAreRefused() throws Exception {
        LossAccount lost = new LossAccount();
        lost.kernelDropped = 1;
        Comparison comparison = compare(same("fault", "b", 10_000), losing(same("fault", "c", 13_000), lost));
        assertThat(metric(comparison, "fault").noData().words()).contains("lost events", "c0 lost 1");
    }

    private static List<Run> losing(List<Run> runs, LossAccount loss) {
        return runs.stream()
                .map(run -> new Run(
                        run.source(),
                        run.labels(),
                        run.environment(),
                        run.probes(),
                        run.resolution(),
                        false,
                        loss,
                        run.groups()))
                .toList();
    }

    @Test
    void anOperationCutOffAtTheEndIsNoLoss() throws Exception {
        LossAccount lost = new LossAccount();
        lost.unmatchedEntries = 1;
        Run base = Samples.run("whole.dat", Map.of(), PTE, Set.of(), new LossAccount(), values("fault", 20_000));
        Run candidate = Samples.run("cut.dat", Map.of(), PTE, Set.of(), lost, values("fault", 20_000));
        Comparison comparison = compare(List.of(base), List.of(candidate));
        assertThat(metric(comparison, "fault").noData()).isNull();
        assertThat(comparison.cells().get(0).notes()).anyMatch(note -> note.contains("cut.dat"));
    }

    @Test
    void anotherMixOfPagesIsRefused() throws Exception {
        FaultCounts mixed = new FaultCounts(500, 500, 0, 0, 300, 200, 0, 0);
        Run base = Samples.run("a", Map.of(), PTE, Set.of(), new LossAccount(), values("fault", 20_000));
        Run candidate = Samples.run("b", Map.of(), mixed, Set.of(), new LossAccount(), values("fault", 20_000));
        Comparison comparison = compare(List.of(base), List.of(candidate));
        assertThat(metric(comparison, "fault").noData().words())
                .contains("PTE/PMD mix", "0 % of the base's", "40 % of the candidate's", "--by order");
    }

    @Test
    void labelsThatMatchNamesMustBeThere() {
        ComparisonOptions options =
                new ComparisonOptions(Thresholds.defaults(), 0.1, List.of("host"), List.of(), Set.of(), List.of());
        assertThatThrownBy(() -> new Comparer(options)
                        .compare(List.of(run("a", Map.of(), 1000)), List.of(run("b", Map.of(), 1000))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("\"host\"");
    }

    @Test
    void acrossComparesTheValuesOfALabel() throws Exception {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            runs.add(run("n" + i, Map.of("sync", "no", "fs", "ext4"), 20_000));
            runs.add(run("y" + i, Map.of("sync", "yes", "fs", "ext4"), 60_000));
        }
        List<Comparison> across = Across.compare(runs, "sync", null, ComparisonOptions.defaults());
        assertThat(across).hasSize(1);
        assertThat(across.get(0).base()).isEqualTo("sync=no");
        assertThat(across.get(0).candidate()).isEqualTo("sync=yes");
        assertThat(across.get(0).verdict()).isEqualTo(Verdict.REGRESSED);
        assertThat(Across.compare(runs, "sync", "yes", ComparisonOptions.defaults())
                        .get(0)
                        .verdict())
                .isNotEqualTo(Verdict.REGRESSED);
        assertThatThrownBy(() -> Across.compare(runs, "host", null, ComparisonOptions.defaults()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("n0: has no label \"host\"");
    }

    /** Two files of each: compared are those that differ in the label alone, and what only one side has is not matched by. */
    @Test
    void acrossMatchesWorkloadsByTheOtherLabels() throws Exception {
        List<Run> runs = new ArrayList<>();
        for (String file : new String[] {"empty", "old"}) {
            for (int i = 0; i < 3; i++) {
                runs.add(run("n" + file + i, Map.of("sync", "no", "file", file), 20_000));
                runs.add(run("y" + file + i, Map.of("sync", "yes", "file", file, "load", "idle"), 60_000));
            }
        }
        Comparison across =
                Across.compare(runs, "sync", null, ComparisonOptions.defaults()).get(0);
        assertThat(across.cells())
                .extracting(cell -> cell.key(), cell -> cell.metrics().get(0).verdict())
                .containsExactly(
                        tuple(Map.of("file", "empty"), Verdict.REGRESSED),
                        tuple(Map.of("file", "old"), Verdict.REGRESSED));
    }

    @Test
    void oneRunAgainstManyBorrowsTheirSpread() throws Exception {
        List<Run> base = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            base.add(run("b" + i, Map.of(), 20_000 * Math.exp(0.02 * random.nextGaussian())));
        }
        StatisticResult median = metric(compare(base, List.of(run("c", Map.of(), 40_000))), "fault")
                .statistics()
                .get(0);
        assertThat(median.method()).isEqualTo(IntervalMethod.BORROWED_SPREAD);
        assertThat(median.verdict()).isEqualTo(Verdict.REGRESSED);
    }

    /** A comparer that sees nothing would say the same of both: this one is broken on purpose by a wide band. */
    @Test
    void theGateCanFailAndABrokenOneIsSeen() throws Exception {
        List<Run> base = new ArrayList<>();
        List<Run> slower = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            base.add(run("b" + i, Map.of(), 20_000 * Math.exp(0.03 * random.nextGaussian())));
            slower.add(run("c" + i, Map.of(), 24_000 * Math.exp(0.03 * random.nextGaussian())));
        }
        assertThat(compare(base, slower).verdict()).isEqualTo(Verdict.REGRESSED);
        ComparisonOptions blind = new ComparisonOptions(
                Thresholds.of(Statistic.DEFAULTS.stream().collect(Collectors.toMap(s -> s, s -> 10.0)), null),
                0.1,
                null,
                List.of(),
                Set.of(),
                List.of());
        assertThat(new Comparer(blind).compare(base, slower).verdict()).isNotEqualTo(Verdict.REGRESSED);
    }

    /**
     * Every p50 is 10 us in the base and 13 us in the candidate: 30 % more. 500 ns of 10 us are 5 %, 5 us are 50 %, and 10 us
     * 100 %, whichever side is the base.
     */
    @Test
    void noDifferenceBelowTheFloorMatters() throws Exception {
        assertThat(median("fault", 10_000, 13_000, 5_000L).band().relative()).isCloseTo(0.5, within(1e-9));
        assertThat(median("fault", 10_000, 13_000, 5_000L).verdict()).isEqualTo(Verdict.EQUIVALENT);
        assertThat(median("fault", 13_000, 10_000, 5_000L).band().relative()).isCloseTo(0.5, within(1e-9));
        assertThat(median("fault", 13_000, 10_000, 5_000L).verdict()).isEqualTo(Verdict.EQUIVALENT);
        assertThat(median("fault", 10_000, 13_000, 2_000L).band().relative()).isCloseTo(0.2, within(1e-9));
        assertThat(median("fault", 10_000, 13_000, 2_000L).verdict()).isEqualTo(Verdict.REGRESSED);
        assertThat(median("fault", 13_000, 10_000, 2_000L).verdict()).isEqualTo(Verdict.IMPROVED);
    }

    @Test
    void theFloorOfFsyncCallsIsHigherAndThatOfAHeadingIsThatOfFaults() throws Exception {
        assertThat(median("fault", 10_000, 13_000, null).band().relative()).isCloseTo(0.05, within(1e-9));
        assertThat(median("stage.commit", 5_000, 13_000, null).band().relative())
                .isCloseTo(0.1, within(1e-9));
        assertThat(median("fsync", 10_000, 13_000, null).band().relative()).isCloseTo(1, within(1e-9));
        assertThat(median("fsync.other", 20_000, 13_000, null).band().relative())
                .isCloseTo(10.0 / 13, within(1e-9));
        assertThat(median("fsync_us", 5_000, 13_000, null).band().relative()).isCloseTo(0.1, within(1e-9));
        assertThat(median("fsync", 10_000, 13_000, 100L).band().relative()).isCloseTo(0.05, within(1e-9));
    }

    /** Three runs a side, of which every latency is the same but one, which tells the runs from each other. */
    private static StatisticResult median(String metric, long inBase, long inCandidate, Long floor) throws Exception {
        ComparisonOptions options =
                new ComparisonOptions(Thresholds.of(Map.of(), floor), 0.1, null, List.of(), Set.of(), List.of());
        Comparison comparison =
                new Comparer(options).compare(same(metric, "b", inBase), same(metric, "c", inCandidate));
        return metric(comparison, metric).statistics().get(0);
    }

    private static List<Run> same(String metric, String source, long latency) {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            long[] values = new long[101];
            Arrays.fill(values, latency);
            values[100] += i;
            runs.add(Samples.run(source + i, Map.of(), Samples.raw(metric, values)));
        }
        return runs;
    }

    /**
     * With Holm the rest of the invocation asks for more runs as far as it is undecided itself; where no change has to be
     * rejected, that it is beyond the band asks for more. The numbers are from scipy's noncentral t: +9 % against a band of 5 %
     * at a spread of 3 %, with 0.025 / 4 and 0.025 / 32, and with 0.025.
     */
    @Test
    void whatElseIsComparedAsksForMoreRunsUnlessItIsDecided() throws Exception {
        assertThat(runsToDecide(0, 1, Adjustment.HOLM)).isBetween(15, 17);
        assertThat(runsToDecide(7, 2, Adjustment.HOLM)).isEqualTo(runsToDecide(0, 1, Adjustment.HOLM));
        assertThat(runsToDecide(7, 1, Adjustment.HOLM)).isBetween(23, 25);
        assertThat(runsToDecide(0, 1, Adjustment.BH)).isBetween(11, 13);
        assertThat(runsToDecide(7, 1, Adjustment.BH)).isEqualTo(runsToDecide(0, 1, Adjustment.BH));
    }

    /** Of p50 of a workload that is slower by 9 %, beside others whose runs do not scatter. */
    private static int runsToDecide(int others, double ratioOfOthers, Adjustment adjustment) throws Exception {
        List<Run> base = new ArrayList<>(scattering("b", "x", 20_000, 0.03));
        List<Run> candidate = new ArrayList<>(scattering("c", "x", 21_800, 0.03));
        for (int i = 0; i < others; i++) {
            base.addAll(scattering("b", "other" + i, 30_000 + 1000 * i, 0.0001));
            candidate.addAll(scattering("c", "other" + i, ratioOfOthers * (30_000 + 1000 * i) + 17, 0.0001));
        }
        StatisticResult median = metric(new Comparer(adjusted(adjustment)).compare(base, candidate), "fault")
                .statistics()
                .get(0);
        assertThat(median.reason()).isEqualTo(Verdict.Reason.NOISE);
        return median.runsToDecide().runs();
    }

    /**
     * Eight workloads, five runs a side whose logarithms scatter by exactly 3 %: the standard error is 1.90 %, and t(0.975, 8)
     * is 2.306, so that +10.5 % begins at +5.8 %, beyond the band. Its p of no change is 0.0004, that against the band 0.013,
     * which times 32 is more than 0.025.
     */
    @Test
    void whatHolmLeavesOpenIsDecidedWhereNoChangeIsRejected() throws Exception {
        List<Run> base = new ArrayList<>();
        List<Run> candidate = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            base.addAll(scattering("b", "x" + i, 20_000 + 1000 * i, 0.03));
            candidate.addAll(scattering("c", "x" + i, 1.105 * (20_000 + 1000 * i), 0.03));
        }
        Comparison found = new Comparer(adjusted(Adjustment.BH)).compare(base, candidate);
        StatisticResult median = metric(found, "fault").statistics().get(0);
        assertThat(median.verdict()).isEqualTo(Verdict.REGRESSED);
        assertThat(median.interval().low()).isCloseTo(1.0577, within(0.0005));
        assertThat(median.p()).isCloseTo(0.01373, within(0.00005));
        assertThat(median.pNoChange()).isCloseTo(0.00038, within(0.00002));
        assertThat(median.adjustedNoChange()).isLessThan(0.01);
        Comparison open = new Comparer(adjusted(Adjustment.HOLM)).compare(base, candidate);
        assertThat(metric(open, "fault").statistics().get(0).reason()).isEqualTo(Verdict.Reason.NOISE);
        assertThat(metric(open, "fault").statistics().get(0).adjustedP()).isGreaterThan(0.025);
    }

    /**
     * +20 % of runs that scatter by 1 %, but for one of the base that is slower by 40 %: the spread is then that of this run, and
     * nothing is decided with it. Without it, four runs stand against five.
     */
    @Test
    void aRunThatLiesApartIsNamedAndTheVerdictWithoutItShown() throws Exception {
        List<Run> base = new ArrayList<>(scattering("b", "x", 20_000, 0.01).subList(0, 4));
        base.add(scattering("slow", "x", 28_000, 0.01).get(0));
        List<Run> candidate = scattering("c", "x", 24_000, 0.01);
        StatisticResult median =
                metric(compare(base, candidate), "fault").statistics().get(0);
        assertThat(median.reason()).isEqualTo(Verdict.Reason.NOISE);
        Outlier outlier = median.outlier();
        assertThat(outlier.inBase()).isTrue();
        assertThat(outlier.run()).isEqualTo("slowx-2");
        assertThat(outlier.verdictWithout()).isEqualTo(Verdict.REGRESSED);
        StatisticResult without = metric(compare(base.subList(0, 4), candidate), "fault")
                .statistics()
                .get(0);
        assertThat(outlier.ratioWithout()).isCloseTo(without.ratio(), within(1e-12));
        assertThat(outlier.intervalWithout()).isEqualTo(without.interval());
        assertThat(without.outlier()).isNull();
        StatisticResult swapped =
                metric(compare(candidate, base), "fault").statistics().get(0);
        assertThat(swapped.outlier().inBase()).isFalse();
        assertThat(swapped.outlier().run()).isEqualTo("slowx-2");
        assertThat(swapped.outlier().verdictWithout()).isEqualTo(Verdict.IMPROVED);
    }

    /** Chance puts a run apart in one side of twenty: by less than matters it is not named. */
    @Test
    void aRunThatIsApartByLessThanMattersIsNotNamed() throws Exception {
        List<Run> base = new ArrayList<>(scattering("b", "x", 20_000, 0.0001).subList(0, 4));
        base.add(scattering("slow", "x", 20_800, 0.0001).get(0));
        assertThat(metric(compare(base, scattering("c", "x", 20_100, 0.0001)), "fault")
                        .statistics()
                        .get(0)
                        .outlier())
                .isNull();
    }

    /**
     * Five runs that scatter by 10 % have a standard error of 6.3 %, so that +22.1 % (0.2 as a logarithm) begins at +5.6 %, beyond the
     * band. Its p of no change is 0.0067: below 0.01 where it is all there is, and 0.053 as that of four statistics in 32.
     */
    @Test
    void anIntervalBeyondTheBandIsNotEnoughAmongManyWorkloads() throws Exception {
        List<Run> base = scattering("b", "x", 20_000, 0.1);
        List<Run> candidate = scattering("c", "x", 20_000 * Math.exp(0.2), 0.1);
        StatisticResult alone =
                metric(compare(base, candidate), "fault").statistics().get(0);
        assertThat(alone.verdict()).isEqualTo(Verdict.REGRESSED);
        assertThat(alone.interval().low()).isCloseTo(1.0556, within(0.0005));
        assertThat(alone.adjustedNoChange()).isCloseTo(0.0067, within(0.0001));
        for (int i = 0; i < 7; i++) {
            base.addAll(scattering("b", "other" + i, 30_000 + 1000 * i, 0.1));
            candidate.addAll(scattering("c", "other" + i, 30_010 + 1000 * i, 0.1));
        }
        StatisticResult among =
                metric(compare(base, candidate), "fault").statistics().get(0);
        assertThat(among.interval()).isEqualTo(alone.interval());
        assertThat(among.adjustedNoChange()).isCloseTo(8 * alone.adjustedNoChange(), within(1e-12));
        assertThat(among.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(among.reason()).isEqualTo(Verdict.Reason.NOISE);
    }

    private static ComparisonOptions adjusted(Adjustment adjustment) {
        return new ComparisonOptions(Thresholds.defaults(), 0.1, null, List.of(), Set.of(), List.of(), adjustment);
    }

    /** Five runs, the logarithms of whose latencies have exactly this standard deviation. */
    private static List<Run> scattering(String side, String file, double median, double spread) {
        List<Run> runs = new ArrayList<>();
        for (int step = -2; step <= 2; step++) {
            long[] values = new long[600];
            Arrays.fill(values, Math.round(median * Math.exp(step * spread / Math.sqrt(2.5))));
            values[0]--;
            runs.add(Samples.run(side + file + step, Map.of("file", file), Samples.raw("fault", values)));
        }
        return runs;
    }

    @Test
    void theSelfTestCountsFalseVerdictsAndTheSpread() throws Exception {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            runs.add(run("r" + i, Map.of("file", "empty"), 20_000 * Math.exp(0.05 * random.nextGaussian())));
        }
        SelfTest.Result result = SelfTest.of(runs, ComparisonOptions.defaults(), 50, 1);
        assertThat(result.splits()).isEqualTo(50);
        assertThat(result.regressed() + result.improved()).isLessThanOrEqualTo(1);
        assertThat(result.lines().get(0).spread()).isBetween(0.02, 0.09);
        assertThat(Arrays.stream(result.lines().get(0).verdicts()).sum()).isEqualTo(50);
        assertThatThrownBy(() -> SelfTest.of(runs.subList(0, 1), ComparisonOptions.defaults(), 50, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("two runs or more");
    }

    @Test
    void furtherQuantilesAreComparedInTheirOrder() {
        assertThat(Thresholds.of(Map.of(Statistic.of("p95"), 0.07), null).statistics())
                .extracting(Statistic::name)
                .containsExactly("p50", "p90", "p95", "p99", "p99.9", "mean");
        assertThatThrownBy(() -> Statistic.of("p0")).hasMessageContaining("\"p0\" is no statistic");
    }

    private Run run(String source, Map<String, String> labels, double median) {
        return Samples.run(source, labels, values("fault", median));
    }

    private Metric values(String name, double median) {
        long[] values = new long[500];
        for (int i = 0; i < values.length; i++) {
            values[i] = (long) (median * Math.exp(0.3 * random.nextGaussian()));
        }
        return Samples.raw(name, values);
    }

    private Run withProbes(String source, Set<String> probes) {
        return Samples.run(
                source,
                Map.of(),
                PTE,
                probes,
                new LossAccount(),
                values("fault", 20_000),
                values("stage.map", 5_000),
                values("stage.commit", 12_000));
    }

    private static MetricResult metric(Comparison comparison, String name) {
        return comparison.cells().get(0).metrics().stream()
                .filter(metric -> metric.name().text().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ComparisonOptions accepting(Obstacle obstacle) {
        return new ComparisonOptions(Thresholds.defaults(), 0.1, null, List.of(), Set.of(obstacle), List.of());
    }

    private static Comparison compare(List<Run> base, List<Run> candidate) throws BadInputException {
        return new Comparer(ComparisonOptions.defaults()).compare(base, candidate);
    }
}
