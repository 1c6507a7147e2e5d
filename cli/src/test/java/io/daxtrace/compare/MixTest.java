package io.daxtrace.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.daxtrace.aggregate.FaultCounts;
import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.aggregate.MetricName;
import io.daxtrace.aggregate.Run;
import io.daxtrace.compare.mathematics.Statistic;
import io.daxtrace.compare.verdicts.CellResult;
import io.daxtrace.compare.verdicts.ComparisonOptions;
import io.daxtrace.compare.verdicts.Mix;
import io.daxtrace.compare.verdicts.MixResult;
import io.daxtrace.compare.verdicts.MixResult.Change;
import io.daxtrace.compare.verdicts.StatisticResult;
import io.daxtrace.compare.verdicts.Thresholds;
import io.daxtrace.compare.verdicts.Verdict;
import io.daxtrace.event.LossAccount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What changed beside latency: which measures there are, what is said of them, and when nothing is. */
class MixTest {
    private static final long SECOND = 1_000_000_000;
    /** total, sync, async, failed, pte, pmd, fallbacks, retries */
    private static final FaultCounts TENTH = new FaultCounts(1000, 100, 900, 0, 1000, 0, 0, 0);

    @Test
    void whatNoRunHasOrAllHaveWhollyIsNotCompared() throws Exception {
        CellResult cell = cell(runs("b", TENTH, SECOND, 3), runs("c", TENTH, SECOND, 3));
        assertThat(cell.mix().results())
                .extracting(result -> result.measure().name(), MixResult::verdict)
                .containsExactly(tuple("share.sync", Change.EQUIVALENT), tuple("rate.fault", Change.EQUIVALENT));
    }

    /** 1,000 faults in a second against 1,000 in two; every kind of change at once. */
    @Test
    void eachMeasureHasItsVerdictAndItsDirection() throws Exception {
        FaultCounts before = new FaultCounts(1000, 500, 500, 0, 200, 800, 100, 0);
        FaultCounts after = new FaultCounts(1000, 100, 880, 20, 780, 200, 700, 50);
        CellResult cell = cell(
                withCalls(runs("b", before, SECOND, 3), "fsync.msync", 40),
                withCalls(runs("c", after, 2 * SECOND, 3), "fsync.msync", 80));
        assertThat(cell.mix().results())
                .extracting(result -> result.measure().name(), MixResult::verdict, MixResult::isWorse)
                .containsExactly(
                        tuple("share.sync", Change.LESS, false),
                        tuple("share.failed", Change.MORE, true),
                        tuple("share.pmd", Change.LESS, true),
                        tuple("fallbacks", Change.MORE, true),
                        tuple("retries", Change.MORE, true),
                        tuple("rate.fault", Change.LESS, false),
                        tuple("rate.fsync.msync", Change.EQUIVALENT, false));
        MixResult failed = cell.mix().results().get(1);
        assertThat(failed.base()).isZero();
        assertThat(failed.candidate()).isEqualTo(0.02);
        MixResult rate = cell.mix().results().get(5);
        assertThat(rate.base()).isCloseTo(1000, within(1e-9));
        assertThat(rate.candidate()).isCloseTo(500, within(1e-9));
        assertThat(rate.change()).isCloseTo(0.5, within(1e-12));
        assertThat(cell.mix().results().get(6).candidate()).isCloseTo(40, within(1e-9));
    }

    /** One run a side shows no spread: what would be plain without the assumed one is for more runs to say. */
    @Test
    void oneRunASideIsNotEnoughForALittle() throws Exception {
        FaultCounts many = new FaultCounts(100_000, 50_000, 50_000, 0, 100_000, 0, 0, 0);
        FaultCounts more = new FaultCounts(100_000, 55_000, 45_000, 0, 100_000, 0, 0, 0);
        FaultCounts far = new FaultCounts(100_000, 90_000, 10_000, 0, 100_000, 0, 0, 0);
        MixResult little = sync(cell(runs("b", many, 0, 1), runs("c", more, 0, 1)));
        assertThat(little.verdict()).isEqualTo(Change.INCONCLUSIVE);
        assertThat(little.reason()).isEqualTo(Verdict.Reason.SINGLE_RUN);
        assertThat(sync(cell(runs("b", many, 0, 1), runs("c", far, 0, 1))).verdict())
                .isEqualTo(Change.MORE);
        assertThat(sync(cell(runs("b", many, 0, 3), runs("c", more, 0, 3))).verdict())
                .isEqualTo(Change.MORE);
    }

    /** 2 of 20 and 5 of 20 in each of three runs: the runs agree, the few faults do not tell. */
    @Test
    void fewFaultsAreNoise() throws Exception {
        FaultCounts few = new FaultCounts(20, 2, 18, 0, 20, 0, 0, 0);
        FaultCounts other = new FaultCounts(20, 5, 15, 0, 20, 0, 0, 0);
        MixResult result = sync(cell(runs("b", few, 0, 3), runs("c", other, 0, 3)));
        assertThat(result.verdict()).isEqualTo(Change.INCONCLUSIVE);
        assertThat(result.reason()).isEqualTo(Verdict.Reason.NOISE);
        assertThat(result.pNoChange()).isCloseTo(0.014366, within(1e-5));
    }

    @Test
    void nothingIsSaidOfRunsThatLostSomethingNorWhereMetricsAreNamed() throws Exception {
        LossAccount lost = new LossAccount();
        lost.ringFull = 1;
        List<Run> base = runs("b", TENTH, SECOND, 3);
        List<Run> losing = runs("c", TENTH, SECOND, 3).stream()
                .map(run -> new Run(
                        run.source(),
                        run.labels(),
                        run.environment(),
                        run.probes(),
                        1,
                        false,
                        lost,
                        run.groups(),
                        run.span()))
                .toList();
        assertThat(cell(base, losing).mix()).isEqualTo(Mix.NONE);
        ComparisonOptions named =
                new ComparisonOptions(Thresholds.defaults(), 0.1, null, List.of(), Set.of(), List.of(MetricName.FAULT));
        assertThat(new Comparer(named)
                        .compare(base, runs("c", TENTH, SECOND, 3))
                        .cells()
                        .get(0)
                        .mix())
                .isEqualTo(Mix.NONE);
    }

    /** A profile may say that 20 of 10 faults failed; of that nothing is made, and nothing breaks. */
    @Test
    void countsThatCannotBeAreLeftOut() throws Exception {
        FaultCounts wrong = new FaultCounts(10, 100, 900, 20, Long.MAX_VALUE, Long.MAX_VALUE, 3, 0);
        CellResult cell = cell(runs("b", wrong, 0, 3), runs("c", wrong, 0, 3));
        assertThat(cell.mix().results())
                .extracting(result -> result.measure().name())
                .containsExactly("share.sync", "fallbacks");
    }

    /**
     * Sync faults take 100 us and async ones 10 us in both; the base has 10 % of the former: 19 us. The candidate has 50 %: 55 us,
     * and at the base's mix 19.
     */
    @Test
    void theMixExplainsWhatItExplains() throws Exception {
        FaultCounts half = new FaultCounts(1000, 500, 500, 0, 1000, 0, 0, 0);
        CellResult cell = cell(mixed("b", TENTH, 100_000), mixed("c", half, 100_000));
        StatisticResult mean = mean(cell);
        assertThat(mean.ratio()).isCloseTo(55.0 / 19, within(0.001));
        assertThat(cell.mix().standardised().share()).isCloseTo(0.1, within(1e-12));
        assertThat(cell.mix().standardised().ratio()).isCloseTo(1, within(1e-3));
        assertThat(cell.mix().explains(mean)).isTrue();
    }

    /** A slower sync fault beside fewer of them: the mean is the same, and at the base's mix it is not. */
    @Test
    void theMixMayHideAChange() throws Exception {
        FaultCounts half = new FaultCounts(1000, 50, 950, 0, 1000, 0, 0, 0);
        CellResult cell = cell(mixed("b", TENTH, 100_000), mixed("c", half, 190_000));
        StatisticResult mean = mean(cell);
        assertThat(mean.verdict()).isEqualTo(Verdict.EQUIVALENT);
        assertThat(cell.mix().standardised().verdict()).isEqualTo(Verdict.REGRESSED);
        assertThat(cell.mix().standardised().ratio()).isCloseTo(28.0 / 19, within(0.001));
        assertThat(cell.mix().explains(mean)).isFalse();
    }

    /** Async faults alone against sync faults alone: what the others would take is not known. */
    @Test
    void whatOneSideDoesNotHaveIsNotStandardised() throws Exception {
        FaultCounts none = new FaultCounts(1000, 0, 1000, 0, 1000, 0, 0, 0);
        FaultCounts all = new FaultCounts(1000, 1000, 0, 0, 1000, 0, 0, 0);
        assertThat(cell(mixed("b", none, 100_000), mixed("c", all, 100_000))
                        .mix()
                        .standardised())
                .isNull();
        assertThat(cell(mixed("b", none, 100_000), mixed("c", TENTH, 100_000))
                        .mix()
                        .standardised()
                        .share())
                .isZero();
    }

    private static StatisticResult mean(CellResult cell) {
        return cell.metrics().get(0).statistics().stream()
                .filter(s -> s.statistic().equals(Statistic.MEAN))
                .findFirst()
                .orElseThrow();
    }

    private static MixResult sync(CellResult cell) {
        assertThat(cell.mix().results().get(0).measure().name()).isEqualTo("share.sync");
        return cell.mix().results().get(0);
    }

    private static CellResult cell(List<Run> base, List<Run> candidate) throws Exception {
        return new Comparer(ComparisonOptions.defaults())
                .compare(base, candidate)
                .cells()
                .get(0);
    }

    private static List<Run> runs(String name, FaultCounts faults, long span, int number) {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            runs.add(run(name + i, faults, span, Samples.raw("fault", latencies(1000, 20_000 + i))));
        }
        return runs;
    }

    private static List<Run> withCalls(List<Run> runs, String metric, int calls) {
        return runs.stream()
                .map(run -> run(
                        run.source(),
                        run.groups().get(0).faults(),
                        run.span(),
                        run.groups().get(0).metrics().get(0),
                        Samples.raw(metric, latencies(calls, 1_000_000))))
                .toList();
    }

    /** Five runs that differ by a few nanoseconds. */
    private static List<Run> mixed(String name, FaultCounts faults, long sync) {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            long[] ofSync = latencies((int) faults.sync(), sync + i);
            long[] ofAsync = latencies((int) faults.async(), 10_000 + i);
            long[] all = Arrays.copyOf(ofSync, ofSync.length + ofAsync.length);
            System.arraycopy(ofAsync, 0, all, ofSync.length, ofAsync.length);
            List<Metric> metrics = new ArrayList<>();
            metrics.add(Samples.raw("fault", all));
            if (ofSync.length > 0) {
                metrics.add(Samples.raw("fault.sync", ofSync));
            }
            if (ofAsync.length > 0) {
                metrics.add(Samples.raw("fault.async", ofAsync));
            }
            runs.add(run(name + i, faults, 0, metrics.toArray(Metric[]::new)));
        }
        return runs;
    }

    private static long[] latencies(int number, long latency) {
        long[] latencies = new long[number];
        Arrays.fill(latencies, latency);
        return latencies;
    }

    private static Run run(String source, FaultCounts faults, long span, Metric... metrics) {
        return new Run(
                source,
                Map.of(),
                Map.of(Run.ID, source),
                Set.of(),
                1,
                true,
                new LossAccount(),
                List.of(new Group(Map.of(), faults, List.of(metrics))),
                span);
    }
}
