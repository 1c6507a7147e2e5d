package io.daxtrace.compare.verdicts;

import io.daxtrace.compare.mathematics.Interval;
import io.daxtrace.compare.mathematics.LogRatio;
import io.daxtrace.compare.mathematics.OutlyingRun;
import io.daxtrace.compare.mathematics.RunLevelLogRatio;
import io.daxtrace.compare.mathematics.RunStatistic;
import io.daxtrace.compare.mathematics.Sample;
import io.daxtrace.compare.mathematics.SideValue;
import io.daxtrace.compare.mathematics.Statistic;
import io.daxtrace.compare.mathematics.WithinRunLogRatio;
import java.util.ArrayList;
import java.util.List;

/** One statistic of both sides before the family is known: what is left is the adjustment of p and the verdict. */
final class Assessment {
    /**
     * A histogram does not tell how far its values depend on each other. In recordings of real sync faults four to twelve
     * were worth one; where the user says that runs do not differ, each is taken for itself.
     */
    private static final double WORTH_WITHOUT_ORDER = 0.25;

    private static final double POWER_CONFIDENCE = 0.6;

    private final Statistic statistic;
    private final SideValue base;
    private final SideValue candidate;
    private final LogRatio ratio;
    private final LogRatio noiseless;
    private final LogRatio lossless;
    private final Band band;
    private final boolean tailTooSmall;
    private final boolean gating;
    private final double runNoise;
    private final boolean spreadKnown;
    private final long latencies;
    private final Apart apart;

    /** A run that lies apart from the others of its side, and what is known without it. */
    private record Apart(boolean inBase, OutlyingRun run, LogRatio without) {}

    /** Both sides have at least one run, each of at least one latency. */
    Assessment(
            Statistic statistic,
            List<Sample> baseSamples,
            List<Sample> candidateSamples,
            double threshold,
            double floor,
            double assumedNoise,
            boolean gatingMetric) {
        this.statistic = statistic;
        spreadKnown = Math.max(baseSamples.size(), candidateSamples.size()) >= RunLevelLogRatio.RUNS_FOR_SPREAD;
        runNoise = spreadKnown ? 0 : assumedNoise;
        double worth = worth(runNoise);
        List<RunStatistic> b = statistics(statistic, baseSamples, worth);
        List<RunStatistic> c = statistics(statistic, candidateSamples, worth);
        base = SideValue.of(b, count(baseSamples));
        candidate = SideValue.of(c, count(candidateSamples));
        band = Band.of(threshold, floor, Math.min(base.value(), candidate.value()));
        ratio = ratio(b, c, spreadKnown, runNoise);
        lossless = isWhole(baseSamples) && isWhole(candidateSamples)
                ? ratio
                : ratio(
                        statistics(statistic, whole(baseSamples), worth),
                        statistics(statistic, whole(candidateSamples), worth),
                        spreadKnown,
                        runNoise);
        noiseless = runNoise == 0 ? ratio : new WithinRunLogRatio(b, c, 0);
        tailTooSmall = tailTooSmall(baseSamples, b) || tailTooSmall(candidateSamples, c);
        gating = gatingMetric && !(statistic.isFarOut() && tailTooSmall);
        long least = Math.min(least(baseSamples), least(candidateSamples));
        latencies = least < statistic.fewestLatencies() ? statistic.fewestLatencies() : 0;
        apart = tailTooSmall || lossless != ratio ? null : apart(b, c);
    }

    /** The farther of the two sides' farthest runs, if it is farther than matters. */
    private Apart apart(List<RunStatistic> b, List<RunStatistic> c) {
        OutlyingRun inBase = OutlyingRun.of(b);
        OutlyingRun inCandidate = OutlyingRun.of(c);
        boolean ofBase = off(inBase) >= off(inCandidate);
        OutlyingRun run = ofBase ? inBase : inCandidate;
        if (off(run) <= band.log()) {
            return null;
        }
        LogRatio without = ofBase
                ? new RunLevelLogRatio(without(b, run.index()), c)
                : new RunLevelLogRatio(b, without(c, run.index()));
        return new Apart(ofBase, run, without);
    }

    private static double off(OutlyingRun run) {
        return run == null ? 0 : Math.abs(Math.log(run.ratio()));
    }

    private static List<RunStatistic> without(List<RunStatistic> runs, int index) {
        List<RunStatistic> rest = new ArrayList<>(runs);
        rest.remove(index);
        return rest;
    }

    private static List<RunStatistic> statistics(Statistic statistic, List<Sample> samples, double worth) {
        List<RunStatistic> statistics = new ArrayList<>(samples.size());
        for (Sample sample : samples) {
            statistics.add(statistic.of(sample, worth));
        }
        return statistics;
    }

    /** How many independent values each of a histogram is taken for. */
    static double worth(double runNoise) {
        return runNoise == 0 ? 1 : WORTH_WITHOUT_ORDER;
    }

    static LogRatio ratio(List<RunStatistic> base, List<RunStatistic> candidate, boolean spreadKnown, double runNoise) {
        return spreadKnown ? new RunLevelLogRatio(base, candidate) : new WithinRunLogRatio(base, candidate, runNoise);
    }

    private static boolean isWhole(List<Sample> samples) {
        return samples.stream().allMatch(sample -> sample.lost() == 0);
    }

    private static List<Sample> whole(List<Sample> samples) {
        return samples.stream().map(sample -> sample.withLost(0)).toList();
    }

    private static long count(List<Sample> samples) {
        long count = 0;
        for (Sample sample : samples) {
            count += sample.count();
        }
        return count;
    }

    private static long least(List<Sample> samples) {
        return samples.stream().mapToLong(Sample::count).min().orElse(0);
    }

    private boolean tailTooSmall(List<Sample> samples, List<RunStatistic> runs) {
        for (int i = 0; i < runs.size(); i++) {
            double n = spreadKnown ? samples.get(i).count() : runs.get(i).effectiveCount();
            boolean dependent =
                    !samples.get(i).isHistogram() && n < samples.get(i).count() / 2.0;
            if (statistic.tailTooSmall(n, dependent)) {
                return true;
            }
        }
        return false;
    }

    boolean gating() {
        return gating;
    }

    LogRatio ratio() {
        return ratio;
    }

    /** The smaller of the one-sided p-values against the two ends of the band. */
    double p() {
        return tailTooSmall ? 1 : Math.min(ratio.pAbove(band.log()), ratio.pBelow(-band.log()));
    }

    /** The smaller of the one-sided p-values of no change: the chance of what was found, or more, if nothing differs. */
    double pNoChange() {
        return tailTooSmall ? 1 : Math.min(ratio.pAbove(0), ratio.pBelow(0));
    }

    /** @param shown whether a change counts that the interval shows, the rest of the family being what it is */
    Decision decide(boolean shown) {
        return Decision.of(ratio, noiseless, lossless, band, shown, tailTooSmall);
    }

    /**
     * What is said of it.
     *
     * @param baseRuns the sources of the samples
     */
    StatisticResult result(Significance significance, List<String> baseRuns, List<String> candidateRuns) {
        Decision decision = decide(significance.shown());
        return new StatisticResult(
                statistic,
                base,
                candidate,
                Math.exp(ratio.estimate()),
                ratio.interval(Decision.CONFIDENCE).exp(),
                ratio.identified().exp(),
                ratio.method(),
                band,
                significance.p(),
                significance.holm(),
                decision.verdict(),
                decision.reason(),
                decision.changed(),
                gating,
                detectable(),
                runNoise,
                runsToDecide(decision.reason(), significance.levels()),
                significance.pNoChange(),
                significance.benjaminiHochberg(),
                outlier(significance.levels(), baseRuns, candidateRuns));
    }

    private Outlier outlier(Significance.Levels levels, List<String> baseRuns, List<String> candidateRuns) {
        if (apart == null) {
            return null;
        }
        LogRatio without = apart.without;
        boolean shown = Math.min(without.pAbove(band.log()), without.pBelow(-band.log())) < levels.band()
                || Math.min(without.pAbove(0), without.pBelow(0)) < levels.noChange();
        Decision decision = Decision.of(without, without, without, band, shown, false);
        return new Outlier(
                apart.inBase,
                (apart.inBase ? baseRuns : candidateRuns).get(apart.run.index()),
                apart.run.ratio(),
                Math.exp(without.estimate()),
                without.interval(Decision.CONFIDENCE).exp(),
                decision.verdict(),
                decision.reason());
    }

    private RunsToDecide runsToDecide(Verdict.Reason reason, Significance.Levels levels) {
        if (reason == null || reason == Verdict.Reason.RESOLUTION || reason == Verdict.Reason.LOSS) {
            return null;
        }
        int fewer = Math.min(base.runs(), candidate.runs());
        return RunsToDecide.of(ratio, band, levels, fewer, spreadKnown, latencies);
    }

    /**
     * (1 + band) * exp((z(0.975) + z(0.8)) * error) - 1, the errors read off the intervals: half a 95 % interval is
     * z(0.975) errors, half a 60 % one z(0.8).
     */
    private double detectable() {
        double at95 = half(ratio.interval(Decision.CONFIDENCE));
        double at60 = half(ratio.interval(POWER_CONFIDENCE)) - half(ratio.identified());
        return Math.exp(band.log() + at95 + (Double.isNaN(at60) ? 0 : at60)) - 1;
    }

    private double half(Interval interval) {
        return Math.max(ratio.estimate() - interval.low(), interval.high() - ratio.estimate());
    }
}
