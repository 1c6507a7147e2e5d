package io.daxtrace.compare.verdicts;

import io.daxtrace.compare.mathematics.Interval;
import io.daxtrace.compare.mathematics.IntervalMethod;
import io.daxtrace.compare.mathematics.SideValue;
import io.daxtrace.compare.mathematics.Statistic;

/**
 * The comparison of one statistic of one metric.
 *
 * @param ratio candidate / base, the best single guess
 * @param interval where the ratio lies with 95 % confidence
 * @param identified where it lies for what was recorded, without any noise
 * @param band the share by which a ratio has to differ to matter
 * @param p the one-sided p-value against the nearer end of the band
 * @param adjustedP the same adjusted by Holm for everything that was compared
 * @param reason why it is inconclusive, else null
 * @param changed whether the interval excludes 1, whether or not the difference matters
 * @param gating whether the verdict decides about the exit code
 * @param detectable the smallest change of which four in five would have been found, 0.11 for 11 %; maybe infinite
 * @param assumedNoise the run-to-run spread that was assumed; 0 where it was measured
 * @param runsToDecide what would decide it; null where it is decided, or where more runs do not help
 * @param pNoChange the one-sided p-value of no change at all
 * @param adjustedNoChange the same adjusted by Benjamini and Hochberg for everything that was compared
 * @param outlier a run that lies apart from the others, or null
 */
public record StatisticResult(
        Statistic statistic,
        SideValue base,
        SideValue candidate,
        double ratio,
        Interval interval,
        Interval identified,
        IntervalMethod method,
        Band band,
        double p,
        double adjustedP,
        Verdict verdict,
        Verdict.Reason reason,
        boolean changed,
        boolean gating,
        double detectable,
        double assumedNoise,
        RunsToDecide runsToDecide,
        double pNoChange,
        double adjustedNoChange,
        Outlier outlier) {}
