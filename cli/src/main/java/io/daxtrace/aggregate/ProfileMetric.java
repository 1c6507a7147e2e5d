package io.daxtrace.aggregate;

import io.daxtrace.distribution.Distribution;
import java.io.IOException;

/** Reads one metric of a profile, and checks that its numbers fit together. */
final class ProfileMetric {
    private final ProfileFields fields;
    private final Distribution.Builder builder = new Distribution.Builder(16);
    private String name;
    private long count = -1;
    private long min = Distribution.UNKNOWN;
    private long max = Distribution.UNKNOWN;
    private long sum = Distribution.UNKNOWN;
    private long lowest = Distribution.UNKNOWN;
    private long highest = Distribution.UNKNOWN;

    private ProfileMetric(ProfileFields fields) {
        this.fields = fields;
    }

    static Metric read(ProfileFields fields) throws IOException {
        ProfileMetric metric = new ProfileMetric(fields);
        fields.object(metric::field);
        return new Metric(new MetricName(metric.name), metric.checked(), null);
    }

    private void field(String field) throws IOException {
        switch (field) {
            case ProfileJson.NAME -> name = fields.text(field);
            case ProfileJson.COUNT -> count = fields.number(field, 0);
            case ProfileJson.MIN -> min = fields.numberOr(field, 0, Distribution.UNKNOWN);
            case ProfileJson.MAX -> max = fields.numberOr(field, 0, Distribution.UNKNOWN);
            case ProfileJson.SUM -> sum = fields.numberOr(field, 0, Distribution.UNKNOWN);
            case ProfileJson.SUM_ERROR -> builder.sumError(fields.number(field, 0));
            case ProfileJson.TICK -> builder.unit(fields.number(field, 1));
            case ProfileJson.BELOW -> builder.below(fields.number(field, 0));
            case ProfileJson.BUCKETS -> fields.array(this::bucket);
            default -> fields.skip();
        }
    }

    private void bucket() throws IOException {
        long[] parts = {0, 0, -1};
        int[] at = {0};
        fields.array(() -> {
            switch (at[0]) {
                case 0 -> parts[0] = fields.numberOr("the lower edge of a bucket", 0, Distribution.OPEN_BELOW);
                case 1 -> parts[1] = fields.numberOr("the upper edge of a bucket", 0, Distribution.OPEN);
                case 2 -> parts[2] = fields.number("the count of a bucket", 0);
                default -> throw fields.bad("a bucket has more than [lo, hi, count]");
            }
            at[0]++;
        });
        if (at[0] != 3) {
            throw fields.bad("a bucket has " + at[0] + " numbers, expected [lo, hi, count]");
        }
        try {
            builder.bucket(parts[0], parts[1], parts[2]);
        } catch (IllegalArgumentException e) {
            throw fields.bad("buckets must ascend and not overlap: " + e.getMessage())
                    .causedBy(e);
        }
        if (parts[2] > 0) {
            // the upper edge tells the first: a lower one may be open, which has UNKNOWN's value
            lowest = highest == Distribution.UNKNOWN ? parts[0] : lowest;
            highest = parts[1];
        }
    }

    private Distribution checked() throws IOException {
        Distribution distribution;
        try {
            distribution = builder.min(min).max(max).sum(sum).build();
        } catch (ArithmeticException e) {
            throw fields.bad("the counts of \"" + name + "\" overflow").causedBy(e);
        }
        if (name == null) {
            throw fields.bad("a metric without a name");
        }
        if (count != distribution.count()) {
            throw fields.bad(
                    "\"" + name + "\" has a count of " + count + ", but its buckets hold " + distribution.count());
        }
        if (count > 0) {
            checkRange();
            checkSum(distribution);
        }
        return distribution;
    }

    private void checkRange() throws IOException {
        boolean minFits = min == Distribution.UNKNOWN || lowest == Distribution.OPEN_BELOW || min >= lowest;
        boolean maxFits = max == Distribution.UNKNOWN || max < highest;
        boolean ordered = min == Distribution.UNKNOWN || max == Distribution.UNKNOWN || min <= max;
        if (!minFits || !maxFits || !ordered) {
            throw fields.bad("min=" + shown(min) + " max=" + shown(max) + " of \"" + name
                    + "\" do not fit its buckets, which reach from " + shown(lowest) + " to " + shown(highest));
        }
    }

    private void checkSum(Distribution d) throws IOException {
        if (sum == Distribution.UNKNOWN) {
            return;
        }
        double least = min == Distribution.UNKNOWN ? 0 : (double) min * count;
        double most = max == Distribution.UNKNOWN ? Double.POSITIVE_INFINITY : (double) max * count;
        if ((double) sum + d.sumError() < least * (1 - 1e-9) || sum > most * (1 + 1e-9)) {
            throw fields.bad("sum=" + sum + " of \"" + name + "\" does not fit " + count + " values from " + shown(min)
                    + " to " + shown(max));
        }
    }

    private static String shown(long value) {
        return value == Distribution.UNKNOWN ? "unknown" : value == Distribution.OPEN ? "open" : Long.toString(value);
    }
}
