package io.daxtrace.compare.verdicts;

import io.daxtrace.compare.mathematics.Interval;
import io.daxtrace.compare.mathematics.LogRatio;
import io.daxtrace.compare.verdicts.Verdict.Reason;

/**
 * The verdict on one statistic: where the confidence interval of the ratio lies against the band. Every output and the exit
 * code rest on this one function.
 *
 * <pre>
 *            1/(1+t)    1    1+t
 *   IMPROVED  |---|  .       .
 *                    . |-|   .            EQUIVALENT (90 % interval)
 *                    .    |--.---|        INCONCLUSIVE
 *                    .       .  |----|    REGRESSED
 * </pre>
 */
record Decision(Verdict verdict, Reason reason, boolean changed) {
    /** Two-sided confidence of the interval that is shown and decides; each side errs with half the rest. */
    static final double CONFIDENCE = 0.95;

    /** Two one-sided tests at 5 % are a 90 % interval. */
    static final double EQUIVALENCE_CONFIDENCE = 0.90;

    /** What the interval errs with on one side, and what a p-value against the band has to lie below. */
    static final double ONE_SIDED = (1 - CONFIDENCE) / 2;

    /**
     * Decides.
     *
     * @param ratio what is known
     * @param noiseless the same without an assumed run-to-run spread; the same object where none is assumed
     * @param lossless the same of what was recorded, as if nothing were missing; the same object where nothing is
     * @param band what matters
     * @param shown whether the rest of the invocation lets a change count that the interval shows
     * @param tailTooSmall whether too few values lie beyond the quantile
     */
    static Decision of(
            LogRatio ratio, LogRatio noiseless, LogRatio lossless, Band band, boolean shown, boolean tailTooSmall) {
        Interval at95 = ratio.interval(CONFIDENCE);
        boolean changed = !at95.contains(0);
        if (tailTooSmall) {
            return new Decision(Verdict.INCONCLUSIVE, Reason.TAIL_N, changed);
        }
        if (at95.low() > band.log() && shown) {
            return new Decision(Verdict.REGRESSED, null, true);
        }
        if (at95.high() < -band.log() && shown) {
            return new Decision(Verdict.IMPROVED, null, true);
        }
        if (isInside(ratio, band)) {
            return new Decision(Verdict.EQUIVALENT, null, changed);
        }
        return new Decision(Verdict.INCONCLUSIVE, why(ratio, noiseless, lossless, band, at95), changed);
    }

    private static Reason why(LogRatio ratio, LogRatio noiseless, LogRatio lossless, Band band, Interval at95) {
        if (lossless != ratio && decides(lossless, band)) {
            return Reason.LOSS;
        }
        Interval identified = ratio.identified();
        boolean outside = identified.low() > band.log() || identified.high() < -band.log();
        boolean inside = identified.low() > -band.log() && identified.high() < band.log();
        if (!outside && !inside) {
            return isPoint(identified) ? Reason.NOISE : Reason.RESOLUTION;
        }
        if (!at95.isFinite()) {
            return Reason.TAIL_N;
        }
        if (noiseless != ratio && decides(noiseless, band)) {
            return Reason.SINGLE_RUN;
        }
        return Reason.NOISE;
    }

    private static boolean decides(LogRatio ratio, Band band) {
        Interval at95 = ratio.interval(CONFIDENCE);
        return at95.low() > band.log() || at95.high() < -band.log() || isInside(ratio, band);
    }

    private static boolean isInside(LogRatio ratio, Band band) {
        Interval at90 = ratio.interval(EQUIVALENCE_CONFIDENCE);
        return at90.low() > -band.log() && at90.high() < band.log();
    }

    /** On the band's edge exactly: a point there is no matter of resolution. */
    private static boolean isPoint(Interval interval) {
        return interval.low() == interval.high();
    }
}
