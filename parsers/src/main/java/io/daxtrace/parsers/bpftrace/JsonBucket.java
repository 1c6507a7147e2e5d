package io.daxtrace.parsers.bpftrace;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.parsers.histogram.BucketRows;
import java.io.IOException;

/** One bucket after the other of a list in JSON: {@code {"min": a, "max": b, "count": n}}, both bounds included. */
final class JsonBucket {
    private static final int OVERFLOW_BITS = 31;

    private boolean hasMin;
    private boolean hasMax;
    private boolean whole;
    private long min;
    private long max;
    private long count;
    private int index = -1;
    private long previousMin;
    private long previousMax;
    private boolean doubling = true;

    /** Reads the object the parser stands at the start of. */
    void read(JsonParser json) throws IOException {
        previousMin = min;
        previousMax = max;
        doubling &= index < 0 || hasMin && hasMax && previousMin >= 0 && isPowerOfTwoWide();
        index++;
        hasMin = false;
        hasMax = false;
        whole = true;
        count = -1;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            long number = integer(json, Long.MIN_VALUE);
            switch (field) {
                case "min" -> {
                    hasMin = true;
                    min = number;
                    whole &= number != Long.MIN_VALUE;
                }
                case "max" -> {
                    hasMax = true;
                    max = number;
                    whole &= number != Long.MIN_VALUE;
                }
                case "count" -> {
                    count = number;
                    whole &= number >= 0;
                }
                default -> {
                    // a later version's addition
                }
            }
            if (value.isStructStart()) {
                json.skipChildren();
            }
        }
        whole &= count >= 0 && (hasMin || hasMax);
    }

    /**
     * Sets the bounds right that were computed in 32 bits, [2^n, 2^(n+1) - 1] with n taken modulo 32: in a list of
     * doubling buckets one that does not follow on. Returns whether that was so.
     */
    boolean rebuild() {
        if (!whole || !hasMin || !hasMax) {
            return false;
        }
        if (index == 0) {
            if (min == Integer.MIN_VALUE && max <= 0) {
                min = 1L << OVERFLOW_BITS;
                max = 2 * min - 1;
                return true;
            }
            return false;
        }
        if (doubling && previousMax >= Integer.MAX_VALUE && min <= previousMax && previousMax < 1L << 62) {
            min = previousMax + 1;
            max = 2 * min - 1;
            return true;
        }
        return false;
    }

    boolean isWhole() {
        return whole;
    }

    long lo() {
        return hasMin ? min : Distribution.OPEN_BELOW;
    }

    long hi() {
        return hasMax ? BucketRows.after(max) : Distribution.OPEN;
    }

    long count() {
        return count;
    }

    private boolean isPowerOfTwoWide() {
        return previousMax == previousMin || previousMax == 2 * previousMin - 1 || previousMin == 0 && previousMax == 1;
    }

    /** An integer, or one in a string as since 0.24 where it does not fit a double; else the substitute. */
    static long integer(JsonParser json, long substitute) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return BucketRows.number(json.getText());
        }
        if (json.currentToken() == JsonToken.VALUE_STRING && json.getText().matches("-?\\d{1,20}")) {
            return BucketRows.number(json.getText());
        }
        return substitute;
    }
}
