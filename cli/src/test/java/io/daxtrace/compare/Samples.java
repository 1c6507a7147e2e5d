package io.daxtrace.compare;

import io.daxtrace.aggregate.FaultCounts;
import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.aggregate.MetricName;
import io.daxtrace.aggregate.Run;
import io.daxtrace.compare.mathematics.Sample;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.LatencyHistogram;
import io.daxtrace.event.LossAccount;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Runs and samples made by hand. */
public final class Samples {
    private Samples() {}

    /** Single values, with their histogram beside. */
    public static Metric raw(String name, long... values) {
        return new Metric(new MetricName(name), logLinear(values), values);
    }

    public static Distribution logLinear(long... values) {
        LatencyHistogram histogram = new LatencyHistogram();
        for (long value : values) {
            histogram.record(value);
        }
        return histogram.snapshot(1);
    }

    /** Powers of two of microseconds, as the tools that print integers have them: without min, max and sum. */
    public static Distribution powersOfTwo(long... values) {
        long[] counts = new long[60];
        for (long value : values) {
            counts[Math.max(0, 63 - Long.numberOfLeadingZeros(Math.max(1, value / 1000)))]++;
        }
        Distribution.Builder builder = new Distribution.Builder(60);
        for (int i = 0; i < counts.length && i < 50; i++) {
            if (counts[i] > 0) {
                builder.bucket(i == 0 ? 0 : (1L << i) * 1000, (2L << i) * 1000, counts[i]);
            }
        }
        return builder.build();
    }

    /** Powers of two of nanoseconds with the total, as bcc's funclatency prints them. */
    public static Distribution powersOfTwoWithTotal(long... values) {
        long[] counts = new long[Long.SIZE];
        for (long value : values) {
            counts[63 - Long.numberOfLeadingZeros(Math.max(1, value))]++;
        }
        Distribution.Builder builder = new Distribution.Builder(counts.length);
        for (int i = 0; i < counts.length - 2; i++) {
            if (counts[i] > 0) {
                builder.bucket(i == 0 ? 0 : 1L << i, 2L << i, counts[i]);
            }
        }
        return builder.sum(Arrays.stream(values).sum()).build();
    }

    /** One bucket a value, exact. */
    public static Sample weighted(long[] values, long[] counts) {
        Distribution.Builder builder = new Distribution.Builder(values.length);
        for (int i = 0; i < values.length; i++) {
            builder.bucket(values[i], values[i] + 1, counts[i]);
        }
        return Sample.of(builder.build(), null);
    }

    public static Sample sample(long... values) {
        return Sample.of(logLinear(values), values);
    }

    public static Sample sample(Distribution distribution) {
        return Sample.of(distribution, null);
    }

    public static Run run(String source, Map<String, String> labels, Metric... metrics) {
        return run(source, labels, new FaultCounts(0, 0, 0, 0, 0, 0, 0, 0), Set.of(), new LossAccount(), metrics);
    }

    public static Run run(
            String source,
            Map<String, String> labels,
            FaultCounts faults,
            Set<String> probes,
            LossAccount loss,
            Metric... metrics) {
        return new Run(
                source,
                new TreeMap<>(labels),
                new TreeMap<>(),
                probes,
                1,
                loss.isZero(),
                loss,
                List.of(new Group(Map.of(), faults, Arrays.asList(metrics))));
    }

    /** One block of the posting: min, avg and max in microseconds, and buckets of its text. */
    public static Metric posting(String name, long min, long avg, long max, long[]... buckets) {
        Distribution.Builder builder = new Distribution.Builder(buckets.length);
        long count = 0;
        for (long[] bucket : buckets) {
            builder.bucket(bucket[0] * 1000, (bucket[1] + 1) * 1000, bucket[2]);
            count += bucket[2];
        }
        builder.unit(1000).min(min * 1000).max(max * 1000);
        return new Metric(
                new MetricName(name),
                builder.sum(avg * 1000 * count).sumError(1000 * count - 1).build(),
                null);
    }
}
