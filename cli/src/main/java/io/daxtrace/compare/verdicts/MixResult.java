package io.daxtrace.compare.verdicts;

import io.daxtrace.compare.mathematics.Interval;

/**
 * The comparison of one measure of the mix.
 *
 * @param base of shares the mean of the runs', of rates the geometric mean, a second
 * @param change candidate - base of shares; candidate / base of rates
 * @param interval where the change lies with 95 % confidence
 * @param band what change does not matter, up to this either way: of rates the ratio less 1
 * @param p the one-sided p-value against the nearer end of the band
 * @param adjustedP the same adjusted by Holm over the mix of all workloads
 * @param pNoChange the one-sided p-value of no change at all
 * @param adjustedNoChange the same adjusted by Benjamini and Hochberg
 * @param reason why it is undecided: noise, or single-run; else null
 */
public record MixResult(
        MixMeasure measure,
        double base,
        double candidate,
        int baseRuns,
        int candidateRuns,
        double change,
        Interval interval,
        double band,
        double p,
        double adjustedP,
        double pNoChange,
        double adjustedNoChange,
        Change verdict,
        Verdict.Reason reason) {
    /** What can be said. */
    public enum Change {
        MORE,
        LESS,
        /** Shown to differ by less than the band. */
        EQUIVALENT,
        INCONCLUSIVE
    }

    /** Whether it is shown to be more or less. */
    public boolean isChanged() {
        return verdict == Change.MORE || verdict == Change.LESS;
    }

    /** Whether it is shown to have changed to the worse. */
    public boolean isWorse() {
        return verdict == Change.MORE && measure.better() == MixMeasure.Better.LESS
                || verdict == Change.LESS && measure.better() == MixMeasure.Better.MORE;
    }
}
