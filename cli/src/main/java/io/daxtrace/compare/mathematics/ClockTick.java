package io.daxtrace.compare.mathematics;

/** Finds the clock's tick in the values themselves: a clock that steps by 40 ns makes every duration a multiple of 40. */
final class ClockTick {
    /** Fewer values may share a divisor by chance: twenty random numbers are all even once in a million times. */
    private static final int FEWEST = 20;

    private ClockTick() {}

    /** The greatest common divisor of sorted values in nanoseconds; 1 where they are too few or all the same. */
    static long of(long[] sorted) {
        if (sorted.length < FEWEST || sorted[0] == sorted[sorted.length - 1]) {
            return 1;
        }
        long divisor = 0;
        for (int i = 0; i < sorted.length && divisor != 1; i++) {
            divisor = gcd(divisor, sorted[i]);
        }
        return Math.max(1, divisor);
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
