package io.daxtrace.distribution;

/**
 * Where a quantile lies: in [lo, hi), nanoseconds.
 *
 * @param lo the smallest value it can have
 * @param hi the first value it cannot have; {@link Distribution#OPEN} when there is no bound
 * @param value a point in the interval, for display only
 */
public record QuantileInterval(long lo, long hi, long value) {}
