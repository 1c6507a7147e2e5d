package io.daxtrace.compare.verdicts;

/**
 * What has to hold in all of an invocation before an interval beyond the band counts. That many comparisons raise false alarms
 * is guarded against where nothing changed at all, not where a change is exactly as large as the threshold.
 */
public enum Adjustment {
    /** That there is no change is rejected, adjusted by Benjamini and Hochberg; or what {@link #HOLM} asks for. */
    BH,
    /** That the change is within the band is rejected, adjusted by Holm. */
    HOLM;

    /** What a one-sided p-value of no change, adjusted, has to lie below. */
    static final double NO_CHANGE = 0.01;
}
