package io.daxtrace.compare.verdicts;

/**
 * Which differences matter: ratios outside [1 / (1 + relative), 1 + relative] do.
 *
 * @param relative more than 0; 0.05 for 5 %
 */
public record Band(double relative) {
    /**
     * The larger of a relative threshold and an absolute floor. The floor is measured on the smaller side, so that it means
     * the same difference whichever side is the base.
     *
     * @param floor nanoseconds
     * @param smaller the smaller of the two sides' values, nanoseconds
     */
    static Band of(double threshold, double floor, double smaller) {
        return new Band(Math.max(threshold, floor / smaller));
    }

    /** ln(1 + relative): on the logarithmic scale the band is symmetric. */
    public double log() {
        return Math.log1p(relative);
    }
}
