package io.daxtrace.compare.verdicts;

import io.daxtrace.aggregate.MetricName;
import io.daxtrace.compare.Samples;
import io.daxtrace.compare.mathematics.Interval;
import io.daxtrace.compare.mathematics.Sample;
import io.daxtrace.compare.mathematics.Statistic;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.LatencyHistogram;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Compares systems whose true difference is known, and counts what the comparison says of them. */
final class Simulation {
    /** What is kept of a run. */
    enum Data {
        RAW,
        LOG_LINEAR,
        /** As bpftrace's hist() prints them. */
        POWERS_OF_TWO,
        /** As bcc's funclatency prints them. */
        POWERS_OF_TWO_WITH_TOTAL
    }

    /** How the latencies of a run come about; the median is 20 us. */
    enum Shape {
        /** Independent, lognormal, sigma 0.5. */
        INDEPENDENT,
        /** The same with an autocorrelation of 0.9 between neighbours. */
        CORRELATED,
        /** One in fifty ten times slower and spread by a Pareto law. */
        HEAVY_TAIL,
        /** Measured with a clock of 1 us. */
        QUANTISED
    }

    /**
     * One setting.
     *
     * @param spread the standard deviation between runs, 0.03 for 3 %
     * @param effect the true ratio of candidate to base
     */
    record Setting(Data data, Shape shape, int runs, double spread, double effect) {}

    /** What came out of the repetitions of one setting. */
    static final class Outcome {
        int comparisons;
        int regressed;
        int improved;
        int regressedMedian;
        int intervals;
        int covered;

        void add(Outcome more) {
            comparisons += more.comparisons;
            regressed += more.regressed;
            improved += more.improved;
            regressedMedian += more.regressedMedian;
            intervals += more.intervals;
            covered += more.covered;
        }

        double falseShare() {
            return (double) (regressed + improved) / comparisons;
        }

        double coverage() {
            return (double) covered / intervals;
        }

        double power() {
            return (double) regressed / comparisons;
        }
    }

    private static final double MEDIAN = 20_000;
    private static final int VALUES = 1000;
    private static final long TICK = 1000;

    private Simulation() {}

    /** Repeats one setting; the same seed gives the same numbers. */
    static Outcome of(Setting setting, int repetitions, long seed) {
        return of(setting, repetitions, seed, ComparisonOptions.DEFAULT_RUN_NOISE);
    }

    /** The same with another assumed spread between runs. */
    static Outcome of(Setting setting, int repetitions, long seed, double runNoise) {
        Outcome outcome = new Outcome();
        RandomGenerator random = new SplittableRandom(seed);
        for (int i = 0; i < repetitions; i++) {
            compare(setting, runNoise, random, outcome);
        }
        return outcome;
    }

    private static void compare(Setting setting, double runNoise, RandomGenerator random, Outcome outcome) {
        List<Sample> base = new ArrayList<>();
        List<Sample> candidate = new ArrayList<>();
        for (int run = 0; run < setting.runs; run++) {
            base.add(run(setting, 1, random));
            candidate.add(run(setting, setting.effect, random));
        }
        Thresholds thresholds = Thresholds.defaults();
        List<Assessment> assessments = new ArrayList<>();
        for (Statistic statistic : Statistic.DEFAULTS) {
            assessments.add(new Assessment(
                    statistic,
                    base,
                    candidate,
                    thresholds.relative(statistic),
                    thresholds.floor(MetricName.FAULT),
                    runNoise,
                    true));
        }
        List<Significance> significance = Family.significance(assessments, Adjustment.BH);
        boolean regressed = false;
        boolean improved = false;
        for (int i = 0; i < assessments.size(); i++) {
            Assessment assessment = assessments.get(i);
            Decision decision = assessment.decide(significance.get(i).shown());
            if (decision.reason() != Verdict.Reason.TAIL_N) {
                outcome.intervals++;
                Interval interval = assessment.ratio().interval(Decision.CONFIDENCE);
                outcome.covered += interval.contains(Math.log(setting.effect)) ? 1 : 0;
            }
            regressed |= decision.verdict() == Verdict.REGRESSED;
            improved |= decision.verdict() == Verdict.IMPROVED;
            outcome.regressedMedian += i == 0 && decision.verdict() == Verdict.REGRESSED ? 1 : 0;
        }
        outcome.comparisons++;
        outcome.regressed += regressed ? 1 : 0;
        outcome.improved += improved ? 1 : 0;
    }

    private static Sample run(Setting setting, double effect, RandomGenerator random) {
        double scale = MEDIAN * effect * Math.exp(setting.spread * random.nextGaussian());
        long[] values = new long[VALUES];
        double state = random.nextGaussian();
        for (int i = 0; i < VALUES; i++) {
            double correlation = setting.shape == Shape.CORRELATED ? 0.9 : 0;
            state = correlation * state + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
            double value = scale * Math.exp(0.5 * state);
            if (setting.shape == Shape.HEAVY_TAIL && random.nextInt(50) == 0) {
                value *= 10 * Math.pow(1 - random.nextDouble(), -1 / 2.5);
            }
            if (setting.shape == Shape.QUANTISED) {
                value = Math.floor(value / TICK + random.nextDouble()) * TICK;
            }
            values[i] = (long) value;
        }
        long resolution = setting.shape == Shape.QUANTISED ? TICK : 1;
        return sample(setting.data, values, resolution);
    }

    private static Sample sample(Data data, long[] values, long resolution) {
        if (data == Data.POWERS_OF_TWO) {
            return Sample.of(Samples.powersOfTwo(values), null);
        }
        if (data == Data.POWERS_OF_TWO_WITH_TOTAL) {
            return Sample.of(Samples.powersOfTwoWithTotal(values), null);
        }
        LatencyHistogram histogram = new LatencyHistogram();
        for (long value : values) {
            histogram.record(value);
        }
        Distribution distribution = histogram.snapshot(resolution);
        return Sample.of(distribution, data == Data.RAW ? values : null);
    }
}
