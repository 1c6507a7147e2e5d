package io.daxtrace.parsers.posting;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.parsers.histogram.BucketRows;
import java.math.BigInteger;

/**
 * One block: {@code min=91 avg=108 max=234} and its rows. The program took each latency in whole units, rounded down, so
 * the printed min and max are values of the unit, and only the average was rounded once more: the sum of count values
 * lies in [avg * count, avg * count + count - 1] units.
 */
final class PostingBlock {
    private final String title;
    private final BucketRows rows = new BucketRows();
    private long statisticsLine;
    private long min;
    private long avg;
    private long max;

    PostingBlock(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    BucketRows rows() {
        return rows;
    }

    boolean hasStatistics() {
        return statisticsLine != 0;
    }

    void statistics(long smallest, long average, long largest, long line) {
        min = smallest;
        avg = average;
        max = largest;
        statisticsLine = line;
    }

    /** The block as a distribution, or null when its parts contradict each other; {@link #rows()} then says how. */
    Distribution distribution() {
        if (rows.isEmpty()) {
            rows.fail(statisticsLine, "min, avg and max without a histogram");
        }
        Distribution.Builder builder = rows.ascending();
        if (builder == null || !hasStatistics()) {
            return builder == null ? null : builder.build();
        }
        Distribution buckets = builder.build();
        long unit = rows.unit();
        if (min > avg || avg > max || max > Long.MAX_VALUE / 4 / unit) {
            rows.fail(statisticsLine, "min=" + min + " avg=" + avg + " max=" + max + " is not in this order");
        } else {
            check(buckets, unit);
        }
        if (rows.problem() != null) {
            return null;
        }
        return builder.min(min * unit)
                .max(max * unit)
                .sum(avg * unit * buckets.count())
                .sumError(unit * (buckets.count() - 1))
                .build();
    }

    private void check(Distribution buckets, long unit) {
        BigInteger least = BigInteger.ZERO;
        BigInteger most = BigInteger.ZERO;
        int lowest = -1;
        int highest = -1;
        for (int i = 0; i < buckets.buckets(); i++) {
            if (buckets.count(i) > 0) {
                lowest = lowest < 0 ? i : lowest;
                highest = i;
                BigInteger entries = BigInteger.valueOf(buckets.count(i));
                least = least.add(entries.multiply(BigInteger.valueOf(buckets.lo(i))));
                most = most.add(entries.multiply(BigInteger.valueOf(buckets.hi(i) - unit)));
            }
        }
        if (lowest < 0) {
            rows.fail(statisticsLine, "min, avg and max of no value");
            return;
        }
        inside(buckets, lowest, "min", min, unit);
        inside(buckets, highest, "max", max, unit);
        BigInteger count = BigInteger.valueOf(buckets.count());
        if (BigInteger.valueOf(avg + 1)
                                .multiply(BigInteger.valueOf(unit))
                                .multiply(count)
                                .compareTo(least)
                        <= 0
                || BigInteger.valueOf(avg)
                                .multiply(BigInteger.valueOf(unit))
                                .multiply(count)
                                .compareTo(most)
                        > 0) {
            rows.fail(statisticsLine, "avg=" + avg + " cannot be the average of values in these buckets");
        } else if (count.multiply(BigInteger.valueOf((avg + 1) * unit)).bitLength() > 62) {
            rows.fail(statisticsLine, "the sum goes beyond 2^62 ns");
        }
    }

    private void inside(Distribution buckets, int bucket, String name, long value, long unit) {
        if (value * unit < buckets.lo(bucket) || value * unit >= buckets.hi(bucket)) {
            rows.fail(
                    statisticsLine,
                    name + "=" + value + " is not in the " + (name.equals("min") ? "lowest" : "highest")
                            + " bucket with a count, " + buckets.lo(bucket) / unit + " - "
                            + (buckets.hi(bucket) / unit - 1) + ": a row is missing or wrong");
        }
    }
}
