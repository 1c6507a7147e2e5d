package io.daxtrace.parsers.histtrigger;

import io.daxtrace.parsers.histogram.BucketRows;
import java.util.regex.Matcher;

/**
 * One row. The kernel's .log2 is order_base_2(), which rounds up: {@code 2^N} counts the values from 2^(N-1) + 1 to
 * 2^N, and {@code 2^0} counts 0 and 1. {@code .buckets} prints both bounds, included (kernel/trace/trace_events_hist.c).
 *
 * @param name the bucketed key with the values of the others
 * @param field the bucketed key without modifiers
 * @param lo the smallest value of the bucket
 * @param hi the first value past it
 */
record TriggerRow(String name, String field, long lo, long hi, long count) {
    static TriggerRow of(String name, String field, Matcher bucket, String hitcount) {
        long count = BucketRows.number(hitcount);
        if (bucket.group("power") == null) {
            long last = BucketRows.number(bucket.group("hi"));
            return new TriggerRow(name, field, BucketRows.number(bucket.group("lo")), BucketRows.after(last), count);
        }
        int power = Integer.parseInt(bucket.group("power"));
        if (power == 0) {
            return new TriggerRow(name, field, 0, 2, count);
        }
        return new TriggerRow(name, field, past(power - 1), past(power), count);
    }

    private static long past(int power) {
        return power >= 63 ? Long.MAX_VALUE : (1L << power) + 1;
    }
}
