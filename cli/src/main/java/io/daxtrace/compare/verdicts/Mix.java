package io.daxtrace.compare.verdicts;

import io.daxtrace.compare.mathematics.Interval;
import java.util.List;

/**
 * What else changed beside latencies. It explains and decides nothing.
 *
 * @param results of what any run of either side has; empty where the kinds of faults are not known, or operations were lost
 * @param standardised what is left of a change of the fault's mean at the same mix; null where that is not known
 */
public record Mix(List<MixResult> results, Standardised standardised) {
    /** Nothing is known. */
    public static final Mix NONE = new Mix(List.of(), null);

    /**
     * The mean of {@code fault} if the share of sync faults were on both sides what it is in the base.
     *
     * @param share of sync faults in the base, from 0 to 1
     * @param ratio candidate / base
     * @param interval where the ratio lies with 95 % confidence
     * @param verdict what would be said of it
     */
    public record Standardised(double share, double ratio, Interval interval, Verdict verdict) {}

    /** The share of sync faults, if it is shown to have changed, and what that leaves of the fault's mean is known; else null. */
    public MixResult changedSync() {
        return standardised == null
                ? null
                : results.stream()
                        .filter(result -> result.measure().kind() == MixMeasure.Kind.SYNC && result.isChanged())
                        .findFirst()
                        .orElse(null);
    }

    /** Whether the share of sync faults explains this change of the fault's mean: without it there is none. */
    public boolean explains(StatisticResult mean) {
        boolean changed = mean.verdict() == Verdict.REGRESSED || mean.verdict() == Verdict.IMPROVED;
        return changed && changedSync() != null && standardised.verdict == Verdict.EQUIVALENT;
    }
}
