package io.daxtrace.compare.verdicts;

/**
 * What the rest of the invocation makes of the p-values of one statistic. All are one-sided, in the direction of what was found.
 *
 * @param p against the near end of the band
 * @param holm the same, adjusted by Holm
 * @param pNoChange against no change at all
 * @param benjaminiHochberg the same, adjusted by Benjamini and Hochberg
 * @param shown whether a change counts if the interval lies beyond the band
 * @param levels what the p-values would have to lie below, the others being what they are
 */
record Significance(double p, double holm, double pNoChange, double benjaminiHochberg, boolean shown, Levels levels) {
    /**
     * What an undecided statistic's own one-sided p-values have to lie below: either the one against the band, or the one of no
     * change where the 95 % interval lies beyond the band.
     *
     * @param noChange 0 where it does not count
     */
    record Levels(double band, double noChange) {}
}
