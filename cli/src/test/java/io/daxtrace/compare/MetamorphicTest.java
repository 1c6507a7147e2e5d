package io.daxtrace.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.daxtrace.aggregate.Metric;
import io.daxtrace.aggregate.MetricName;
import io.daxtrace.aggregate.Run;
import io.daxtrace.compare.mathematics.Interval;
import io.daxtrace.compare.mathematics.Sample;
import io.daxtrace.compare.mathematics.Statistic;
import io.daxtrace.compare.mathematics.WithinRunLogRatio;
import io.daxtrace.compare.verdicts.ComparisonOptions;
import io.daxtrace.compare.verdicts.StatisticResult;
import io.daxtrace.compare.verdicts.Thresholds;
import io.daxtrace.compare.verdicts.Verdict;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.Merge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What must not change a verdict, and what must turn it round. */
class MetamorphicTest {
    private final Random random = new Random(6);

    @Test
    void swappingTheSidesTurnsRegressionsIntoImprovements() throws Exception {
        int regressed = 0;
        for (int i = 0; i < 60; i++) {
            List<Run> base = runs(1 + random.nextInt(5), 1, i % 2 == 0);
            List<Run> candidate = runs(1 + random.nextInt(5), 1 + random.nextDouble(), i % 2 == 0);
            List<StatisticResult> forth = statistics(base, candidate);
            List<StatisticResult> back = statistics(candidate, base);
            for (int s = 0; s < forth.size(); s++) {
                assertThat(back.get(s).verdict())
                        .isEqualTo(mirrored(forth.get(s).verdict()));
                assertThat(back.get(s).ratio()).isCloseTo(1 / forth.get(s).ratio(), within(1e-9));
                assertThat(back.get(s).p()).isCloseTo(forth.get(s).p(), within(1e-12));
                regressed += forth.get(s).verdict() == Verdict.REGRESSED ? 1 : 0;
            }
        }
        assertThat(regressed).isGreaterThan(20);
    }

    @Test
    void scalingTheUnitChangesNothing() throws Exception {
        for (int i = 0; i < 30; i++) {
            List<Run> base = runs(1 + random.nextInt(4), 1, true);
            List<Run> candidate = runs(1 + random.nextInt(4), 1 + random.nextDouble(), true);
            // the floor is an absolute latency, so it is left out here
            ComparisonOptions options = new ComparisonOptions(
                    Thresholds.of(Map.of(), 0L), 0.1, null, List.of(), java.util.Set.of(), List.of());
            List<StatisticResult> small = statistics(base, candidate, options);
            List<StatisticResult> large = statistics(scaled(base, 1000), scaled(candidate, 1000), options);
            for (int s = 0; s < small.size(); s++) {
                assertThat(large.get(s).verdict()).isEqualTo(small.get(s).verdict());
                assertThat(large.get(s).ratio()).isCloseTo(small.get(s).ratio(), within(1e-9));
            }
        }
    }

    @Test
    void aRunComparedWithItselfIsNeverDifferent() throws Exception {
        for (int i = 0; i < 40; i++) {
            List<Run> runs = runs(1 + random.nextInt(5), 1, i % 2 == 0);
            for (double noise : new double[] {0, 0.1}) {
                for (StatisticResult s :
                        statistics(runs, runs, ComparisonOptions.defaults().withRunNoise(noise))) {
                    assertThat(s.verdict()).isIn(Verdict.EQUIVALENT, Verdict.INCONCLUSIVE);
                    assertThat(s.changed()).isFalse();
                }
            }
        }
    }

    @Test
    void theOrderOfRunsChangesNothing() throws Exception {
        List<Run> base = runs(4, 1, true);
        List<Run> candidate = runs(4, 1.2, true);
        List<StatisticResult> before = statistics(base, candidate);
        Collections.reverse(base);
        Collections.shuffle(candidate, random);
        List<StatisticResult> after = statistics(base, candidate);
        for (int s = 0; s < before.size(); s++) {
            assertThat(after.get(s).verdict()).isEqualTo(before.get(s).verdict());
            assertThat(after.get(s).interval().low())
                    .isCloseTo(before.get(s).interval().low(), within(1e-9));
        }
    }

    @Test
    void splittingAndMergingHistogramsChangesNoVerdict() throws Exception {
        for (int i = 0; i < 30; i++) {
            List<Run> base = runs(1 + random.nextInt(4), 1, false);
            List<Run> candidate = runs(1 + random.nextInt(4), 1 + random.nextDouble(), false);
            List<StatisticResult> whole = statistics(base, candidate);
            List<StatisticResult> merged = statistics(splitAndMerged(base), splitAndMerged(candidate));
            for (int s = 0; s < whole.size(); s++) {
                assertThat(merged.get(s).verdict()).isEqualTo(whole.get(s).verdict());
                assertThat(merged.get(s).interval()).isEqualTo(whole.get(s).interval());
            }
        }
    }

    @Test
    void coarserBucketsWidenIntervals() {
        for (int i = 0; i < 30; i++) {
            long[] base = latencies(1000, 1);
            long[] candidate = latencies(1000, 1.3);
            Interval fine =
                    median(Samples.sample(Samples.logLinear(base)), Samples.sample(Samples.logLinear(candidate)));
            Interval coarse =
                    median(Samples.sample(Samples.powersOfTwo(base)), Samples.sample(Samples.powersOfTwo(candidate)));
            assertThat(coarse.low()).isLessThanOrEqualTo(fine.low());
            assertThat(coarse.high()).isGreaterThanOrEqualTo(fine.high());
        }
    }

    @Test
    void slowingTheCandidateDownNeverImprovesItsVerdict() throws Exception {
        List<Run> base = runs(4, 1, true);
        List<Run> candidate = runs(4, 1, true);
        double before = 0;
        for (int percent = 100; percent <= 160; percent += 5) {
            for (StatisticResult s : statistics(base, scaled(candidate, percent / 100.0))) {
                if (s.statistic().equals(Statistic.P50)) {
                    assertThat(s.interval().low()).isGreaterThanOrEqualTo(before);
                    before = s.interval().low();
                }
            }
        }
        assertThat(before).isGreaterThan(1.4);
    }

    @Test
    void theLocaleChangesNothing() throws Exception {
        Locale before = Locale.getDefault();
        List<Run> base = runs(3, 1, true);
        List<Run> candidate = runs(3, 1.5, true);
        try {
            List<StatisticResult> root = statistics(base, candidate);
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(statistics(base, candidate)).isEqualTo(root);
        } finally {
            Locale.setDefault(before);
        }
    }

    private static Interval median(Sample base, Sample candidate) {
        return new WithinRunLogRatio(List.of(Statistic.P50.of(base, 1)), List.of(Statistic.P50.of(candidate, 1)), 0)
                .interval(0.95);
    }

    private static Verdict mirrored(Verdict verdict) {
        return switch (verdict) {
            case REGRESSED -> Verdict.IMPROVED;
            case IMPROVED -> Verdict.REGRESSED;
            default -> verdict;
        };
    }

    private List<Run> runs(int n, double effect, boolean raw) {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            long[] values = latencies(800, effect * Math.exp(0.03 * random.nextGaussian()));
            Metric metric = raw
                    ? Samples.raw("fault", values)
                    : new Metric(new MetricName("fault"), Samples.logLinear(values), null);
            runs.add(Samples.run("run" + i + ".json", Map.of(), metric));
        }
        return runs;
    }

    private long[] latencies(int n, double effect) {
        long[] values = new long[n];
        for (int i = 0; i < n; i++) {
            values[i] = (long) (20_000 * effect * Math.exp(0.5 * random.nextGaussian()));
        }
        return values;
    }

    private static List<Run> scaled(List<Run> runs, double factor) {
        return changed(
                runs,
                metric -> Samples.raw(
                        "fault",
                        Arrays.stream(metric.values())
                                .map(v -> Math.round(v * factor))
                                .toArray()));
    }

    private List<Run> splitAndMerged(List<Run> runs) {
        return changed(runs, metric -> {
            Distribution d = metric.distribution();
            Distribution.Builder one = new Distribution.Builder(d.buckets());
            Distribution.Builder other = new Distribution.Builder(d.buckets());
            for (int i = 0; i < d.buckets(); i++) {
                long part = random.nextInt((int) d.count(i) + 1);
                one.bucket(d.lo(i), d.hi(i), part);
                other.bucket(d.lo(i), d.hi(i), d.count(i) - part);
            }
            one.min(d.min()).max(d.max()).sum(d.sum() / 2);
            other.min(d.min()).max(d.max()).sum(d.sum() - d.sum() / 2);
            return new Metric(new MetricName("fault"), Merge.of(one.build(), other.build()), null);
        });
    }

    private static List<Run> changed(List<Run> runs, UnaryOperator<Metric> change) {
        List<Run> changed = new ArrayList<>();
        for (Run run : runs) {
            changed.add(Samples.run(
                    run.source(),
                    Map.of(),
                    change.apply(run.groups().get(0).metrics().get(0))));
        }
        return changed;
    }

    private static List<StatisticResult> statistics(List<Run> base, List<Run> candidate) throws Exception {
        return statistics(base, candidate, ComparisonOptions.defaults());
    }

    private static List<StatisticResult> statistics(List<Run> base, List<Run> candidate, ComparisonOptions options)
            throws Exception {
        return new Comparer(options)
                .compare(base, candidate)
                .cells()
                .get(0)
                .metrics()
                .get(0)
                .statistics();
    }
}
