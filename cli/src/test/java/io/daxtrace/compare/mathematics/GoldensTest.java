package io.daxtrace.compare.mathematics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.daxtrace.compare.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against scipy. */
class GoldensTest {
    @Test
    void mannWhitneyWithTies() {
        for (Map<String, Object> golden : Goldens.of("two_samples")) {
            MannWhitney test =
                    MannWhitney.of(Goldens.numbers(golden.get("base")), Goldens.numbers(golden.get("candidate")));
            assertThat(test.u()).isEqualTo(Goldens.number(golden.get("u")));
            assertThat(test.p()).isCloseTo(Goldens.number(golden.get("p")), within(1e-9));
        }
    }

    @Test
    void a12IsUPerPair() {
        for (Map<String, Object> golden : Goldens.of("two_samples")) {
            long[] base = Goldens.integers(golden.get("base"));
            long[] candidate = Goldens.integers(golden.get("candidate"));
            double expected = Goldens.number(golden.get("u")) / base.length / candidate.length;
            Interval a12 = Dominance.a12(exact(base), exact(candidate));
            assertThat(a12.low()).isCloseTo(expected, within(1e-12));
            assertThat(a12.high()).isCloseTo(expected, within(1e-12));
        }
    }

    @Test
    void kolmogorovAndWasserstein() {
        for (Map<String, Object> golden : Goldens.of("two_samples")) {
            Sample base = exact(Goldens.integers(golden.get("base")));
            Sample candidate = exact(Goldens.integers(golden.get("candidate")));
            double ks = Goldens.number(golden.get("ks"));
            assertThat(KolmogorovDistance.of(base, candidate).low()).isCloseTo(ks, within(1e-12));
            assertThat(KolmogorovDistance.of(base, candidate).high()).isCloseTo(ks, within(1e-12));
            double distance = Goldens.number(golden.get("wasserstein"));
            assertThat(Wasserstein.of(base, candidate).low()).isCloseTo(distance, within(1e-9 * (1 + distance)));
            assertThat(Wasserstein.of(base, candidate).high()).isCloseTo(distance, within(1e-9 * (1 + distance)));
        }
    }

    @Test
    void wassersteinOfABillionCounts() {
        for (Map<String, Object> golden : Goldens.of("histograms")) {
            double distance = Goldens.number(golden.get("wasserstein"));
            Interval own = Wasserstein.of(weighted(golden.get("base")), weighted(golden.get("candidate")));
            assertThat(own.low()).isCloseTo(distance, within(1e-9 * (1 + distance)));
            assertThat(own.high()).isCloseTo(distance, within(1e-9 * (1 + distance)));
        }
    }

    @Test
    void welchIntervalsAndTails() {
        for (Map<String, Object> golden : Goldens.of("welch")) {
            LogRatio ratio = new RunLevelLogRatio(runs(golden.get("base")), runs(golden.get("candidate")));
            assertInterval(ratio.interval(0.95), Goldens.numbers(golden.get("at95")));
            assertInterval(ratio.interval(0.90), Goldens.numbers(golden.get("at90")));
            double threshold = Goldens.number(golden.get("threshold"));
            assertThat(ratio.pAbove(threshold)).isCloseTo(Goldens.number(golden.get("above")), within(1e-9));
            assertThat(ratio.pBelow(threshold)).isCloseTo(Goldens.number(golden.get("below")), within(1e-9));
        }
    }

    @Test
    void holmIsTheClosedTest() {
        for (Map<String, Object> golden : Goldens.of("holm")) {
            double[] adjusted = Holm.adjust(Goldens.numbers(golden.get("p")));
            assertThat(adjusted).containsExactly(Goldens.numbers(golden.get("adjusted")), within(1e-12));
        }
    }

    @Test
    void benjaminiAndHochbergAsScipyAdjusts() {
        for (Map<String, Object> golden : Goldens.of("benjamini_hochberg")) {
            double[] adjusted = BenjaminiHochberg.adjust(Goldens.numbers(golden.get("p")));
            assertThat(adjusted).containsExactly(Goldens.numbers(golden.get("adjusted")), within(1e-12));
        }
    }

    @Test
    void binomialRanks() {
        for (Map<String, Object> golden : Goldens.of("ranks")) {
            long n = (long) Goldens.number(golden.get("n"));
            double q = Goldens.number(golden.get("q"));
            double z = 1.959963984540054;
            assertThat(OrderStatisticRanks.lower(n, n, q, z))
                    .as("lower of " + golden)
                    .isEqualTo((long) Goldens.number(golden.get("lower")));
            assertThat(OrderStatisticRanks.upper(n, n, q, z))
                    .as("upper of " + golden)
                    .isEqualTo((long) Goldens.number(golden.get("upper")));
        }
    }

    private static Sample exact(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        long[] different = Arrays.stream(sorted).distinct().toArray();
        long[] counts = Arrays.stream(different)
                .map(value -> Arrays.stream(sorted).filter(v -> v == value).count())
                .toArray();
        return Samples.weighted(different, counts);
    }

    private static Sample weighted(Object pairs) {
        List<long[]> parts = new ArrayList<>();
        Goldens.list(pairs).forEach(pair -> parts.add(Goldens.integers(pair)));
        return Samples.weighted(
                parts.stream().mapToLong(part -> part[0]).toArray(),
                parts.stream().mapToLong(part -> part[1]).toArray());
    }

    private static List<RunStatistic> runs(Object values) {
        List<RunStatistic> runs = new ArrayList<>();
        for (double value : Goldens.numbers(values)) {
            runs.add(KnownStatistic.exactly(value));
        }
        return runs;
    }

    private static void assertInterval(Interval interval, double[] expected) {
        assertThat(interval.low()).isCloseTo(expected[0], within(1e-8));
        assertThat(interval.high()).isCloseTo(expected[1], within(1e-8));
    }
}
