package io.daxtrace.distribution;

/**
 * The bucket layout of every histogram that daxtrace makes itself: in the BPF maps, in Java and in profiles.
 *
 * <pre>
 *  bucket   0 1 2 ... 31 | 32 33 ... 63 | 64   65   ... 95   | 96   97  ... | ...
 *  value    0 1 2 ... 31 | 32 33 ... 63 | 64-5 66-7 ... 126-7| 128-131 ...  | ...
 *  width    1            | 1            | 2                  | 4            | doubles each 32 buckets
 * </pre>
 *
 * A bucket is at most 1/32 (3.1 %) of its lower edge wide. Values are nanoseconds.
 */
public final class LogLinear {
    /** log2 of the buckets an octave. */
    public static final int SUB_BUCKET_BITS = 5;

    /** Buckets an octave. */
    public static final int SUB_BUCKETS = 1 << SUB_BUCKET_BITS;

    /** The first value past the last bucket: 2^41 ns, 36 minutes. Larger values are clamped, and counted as such. */
    public static final long LIMIT = 1L << 41;

    /** How many buckets there are. */
    public static final int BUCKETS = (41 - SUB_BUCKET_BITS + 1) * SUB_BUCKETS;

    private LogLinear() {}

    /** The bucket of a value from 0 to {@link #LIMIT} - 1. */
    public static int index(long value) {
        if (value < SUB_BUCKETS) {
            return (int) value;
        }
        int shift = 63 - Long.numberOfLeadingZeros(value) - SUB_BUCKET_BITS;
        return (shift << SUB_BUCKET_BITS) + (int) (value >>> shift);
    }

    /** The smallest value of a bucket. */
    public static long low(int index) {
        if (index < 2 * SUB_BUCKETS) {
            return index;
        }
        int shift = (index >>> SUB_BUCKET_BITS) - 1;
        return (long) (SUB_BUCKETS + (index & SUB_BUCKETS - 1)) << shift;
    }

    /** The first value past a bucket. */
    public static long high(int index) {
        return index < 2 * SUB_BUCKETS ? index + 1L : low(index) + (1L << (index >>> SUB_BUCKET_BITS) - 1);
    }
}
