package io.daxtrace.compare.mathematics;

/**
 * A closed interval; an end may be infinite where nothing bounds it.
 *
 * @param low not NaN
 * @param high not NaN, not below low
 */
public record Interval(double low, double high) {
    /** The same on the scale of ratios, for an interval of logarithms. */
    public Interval exp() {
        return new Interval(Math.exp(low), Math.exp(high));
    }

    /** Whether both ends are bounded. */
    public boolean isFinite() {
        return Double.isFinite(low) && Double.isFinite(high);
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
