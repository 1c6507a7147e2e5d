package io.daxtrace.compare.mathematics;

/**
 * How many of the faults of one run are of a kind.
 *
 * @param part not negative
 * @param of more than 0
 */
public record Share(long part, long of) {
    public double value() {
        return (double) part / of;
    }
}
