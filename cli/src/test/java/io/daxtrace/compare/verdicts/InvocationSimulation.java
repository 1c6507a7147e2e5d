package io.daxtrace.compare.verdicts;

import io.daxtrace.aggregate.MetricName;
import io.daxtrace.compare.Samples;
import io.daxtrace.compare.mathematics.Sample;
import io.daxtrace.compare.mathematics.Statistic;
import io.daxtrace.distribution.LatencyHistogram;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Whole invocations of several workloads of which some changed. One latency in twenty is four times as long, give or take what
 * runs differ by. How often something is called changed that is not, and how many of
 * those that did are found, by each adjustment from the same latencies.
 */
final class InvocationSimulation {
    /** What is kept of a run. */
    enum Data {
        RAW,
        LOG_LINEAR,
        /** As bcc's funclatency prints them. */
        POWERS_OF_TWO_WITH_TOTAL
    }

    /** What makes runs differ beside their spread. */
    enum Disturbance {
        NONE,
        /** Each round of interleaved runs is slower than the last by 2 %, on both sides. */
        DRIFT,
        /** One run of the base is slower by 30 %. */
        OUTLIER,
        /** Three in ten latencies are so long; how many differs between runs, with a standard deviation of 5 points. */
        BIMODAL,
        /** The same around a half, where the median jumps from the one to the other between runs. */
        BISTABLE,
        /** The longest run has sixteen times the latencies of the shortest. */
        LENGTHS
    }

    /**
     * One setting.
     *
     * @param changed how many of the workloads
     * @param spread the standard deviation between runs, 0.03 for 3 %
     * @param effect the true ratio of candidate to base of those that changed
     */
    record Setting(
            int workloads, int changed, int runs, double spread, double effect, Data data, Disturbance disturbance) {}

    /** What an adjustment made of the repetitions. */
    static final class Outcome {
        int invocations;
        int withFalseAlarm;
        int unchanged;
        int falseAlarms;
        int changed;
        int found;

        /** Of invocations, how many have a workload that is called changed and is not. */
        double anyFalseAlarm() {
            return unchanged == 0 ? Double.NaN : share(withFalseAlarm, invocations);
        }

        /** Of workloads that did not change. */
        double falseAlarms() {
            return share(falseAlarms, unchanged);
        }

        /** Of workloads that changed, how many are called so, in the right direction. */
        double power() {
            return share(found, changed);
        }

        void add(Outcome more) {
            invocations += more.invocations;
            withFalseAlarm += more.withFalseAlarm;
            unchanged += more.unchanged;
            falseAlarms += more.falseAlarms;
            changed += more.changed;
            found += more.found;
        }

        private static double share(int part, int of) {
            return of == 0 ? Double.NaN : (double) part / of;
        }
    }

    private static final double MEDIAN = 20_000;
    private static final int VALUES = 1000;
    /** How far single latencies scatter: a thousand then add little to the spread of medians and means. */
    private static final double SIGMA = 0.1;

    private static final double OUTLIER = 1.3;
    private static final double DRIFT = 0.02;
    private static final double SLOW = 4;
    /** By how much the share of slow latencies varies with the spread: the runs' means then correlate with their medians by 0.9. */
    private static final double SHARE = 0.17;

    private InvocationSimulation() {}

    /** Repeats one setting; the same seed gives the same latencies, and both adjustments the same. */
    static Map<Adjustment, Outcome> of(Setting setting, int repetitions, long seed) {
        Map<Adjustment, Outcome> outcomes = new EnumMap<>(Adjustment.class);
        for (Adjustment adjustment : Adjustment.values()) {
            outcomes.put(adjustment, new Outcome());
        }
        RandomGenerator random = new SplittableRandom(seed);
        for (int i = 0; i < repetitions; i++) {
            List<Assessment> family = new ArrayList<>();
            for (int workload = 0; workload < setting.workloads; workload++) {
                assess(setting, workload < setting.changed ? setting.effect : 1, random, family);
            }
            outcomes.forEach((adjustment, outcome) -> count(setting, family, adjustment, outcome));
        }
        return outcomes;
    }

    private static void assess(Setting setting, double effect, RandomGenerator random, List<Assessment> family) {
        List<Sample> base = new ArrayList<>();
        List<Sample> candidate = new ArrayList<>();
        for (int run = 0; run < setting.runs; run++) {
            base.add(run(setting, run, 1, run == 0 && setting.disturbance == Disturbance.OUTLIER, random));
            candidate.add(run(setting, setting.runs - 1 - run, effect, false, random));
        }
        Thresholds thresholds = Thresholds.defaults();
        for (Statistic statistic : Statistic.DEFAULTS) {
            Assessment assessment = new Assessment(
                    statistic,
                    base,
                    candidate,
                    thresholds.relative(statistic),
                    thresholds.floor(MetricName.FAULT),
                    ComparisonOptions.DEFAULT_RUN_NOISE,
                    true);
            family.add(assessment);
        }
    }

    private static void count(Setting setting, List<Assessment> all, Adjustment adjustment, Outcome outcome) {
        List<Assessment> family = all.stream().filter(Assessment::gating).toList();
        List<Significance> significance = Family.significance(family, adjustment);
        int statistics = Statistic.DEFAULTS.size();
        boolean anyFalse = false;
        for (int workload = 0; workload < setting.workloads; workload++) {
            boolean regressed = false;
            boolean improved = false;
            for (Assessment assessment : all.subList(workload * statistics, (workload + 1) * statistics)) {
                int member = family.indexOf(assessment);
                Verdict verdict = member < 0
                        ? Verdict.INCONCLUSIVE
                        : assessment.decide(significance.get(member).shown()).verdict();
                regressed |= verdict == Verdict.REGRESSED;
                improved |= verdict == Verdict.IMPROVED;
            }
            if (workload < setting.changed) {
                outcome.changed++;
                outcome.found += regressed ? 1 : 0;
            } else {
                outcome.unchanged++;
                outcome.falseAlarms += regressed || improved ? 1 : 0;
                anyFalse |= regressed || improved;
            }
        }
        outcome.invocations++;
        outcome.withFalseAlarm += anyFalse ? 1 : 0;
    }

    /** @param round from 0; the other side has its runs of the same length in another round */
    private static Sample run(Setting setting, int round, double effect, boolean outlier, RandomGenerator random) {
        double scale = MEDIAN * effect * Math.exp(setting.spread * random.nextGaussian()) * (outlier ? OUTLIER : 1);
        if (setting.disturbance == Disturbance.DRIFT) {
            scale *= 1 + DRIFT * round;
        }
        int length = setting.disturbance == Disturbance.LENGTHS
                ? (int) (VALUES * Math.pow(16, (double) round / Math.max(1, setting.runs - 1)) / 2)
                : VALUES;
        double slow = switch (setting.disturbance) {
            case BIMODAL -> 0.3 + 0.05 * random.nextGaussian();
            case BISTABLE -> 0.5 + 0.05 * random.nextGaussian();
            default -> Math.min(0.08, Math.max(0.02, 0.05 + SHARE * setting.spread * random.nextGaussian()));
        };
        long[] values = new long[length];
        for (int i = 0; i < values.length; i++) {
            double mode = random.nextDouble() < slow ? SLOW : 1;
            values[i] = (long) (mode * scale * Math.exp(SIGMA * random.nextGaussian()));
        }
        return sample(setting.data, values);
    }

    private static Sample sample(Data data, long[] values) {
        if (data == Data.POWERS_OF_TWO_WITH_TOTAL) {
            return Sample.of(Samples.powersOfTwoWithTotal(values), null);
        }
        LatencyHistogram histogram = new LatencyHistogram();
        for (long value : values) {
            histogram.record(value);
        }
        return Sample.of(histogram.snapshot(1), data == Data.RAW ? values : null);
    }
}
