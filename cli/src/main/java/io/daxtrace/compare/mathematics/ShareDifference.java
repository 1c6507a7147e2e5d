package io.daxtrace.compare.mathematics;

import java.util.List;

/**
 * The difference of two sides' shares, each the mean of its runs'. The run is the unit, as with latencies: t of the runs'
 * shares. Runs that happen to have the same share would show no error at all, so it is at least what the faults themselves leave,
 * taken for independent, with a success and a failure added to each side (Agresti and Caffo).
 */
public final class ShareDifference implements Difference {
    /** Of an error that is known and not estimated from a few runs: t is then normal. */
    private static final double MANY = 1e6;

    /** What is counted. */
    public enum Counted {
        /** Faults of a kind: from 0 to 1 of a fault. */
        FAULTS,
        /** What may occur several times in a fault. */
        EVENTS
    }

    private final double estimate;
    private final StandardError[] errors;

    /**
     * Both sides have at least one run.
     *
     * @param runNoise the spread of odds between runs that is assumed where both sides have fewer than three, 0.1 for 10 %
     * @param worth how many independent ones each fault is taken for there
     */
    public ShareDifference(List<Share> base, List<Share> candidate, Counted counted, double runNoise, double worth) {
        estimate = mean(candidate) - mean(base);
        int most = Math.max(base.size(), candidate.size());
        if (most >= RunLevelLogRatio.RUNS_FOR_SPREAD) {
            double within = Math.sqrt(within(base, counted, 1) + within(candidate, counted, 1));
            errors = new StandardError[] {between(base, candidate), new StandardError(within, MANY)};
        } else {
            double variance = within(base, counted, worth)
                    + within(candidate, counted, worth)
                    + assumed(base, runNoise)
                    + assumed(candidate, runNoise);
            errors = new StandardError[] {new StandardError(Math.sqrt(variance), MANY)};
        }
    }

    private static StandardError between(List<Share> base, List<Share> candidate) {
        int b = base.size();
        int c = candidate.size();
        if (Math.min(b, c) >= RunLevelLogRatio.RUNS_FOR_SPREAD) {
            return StandardError.welch(variance(base), b, variance(candidate), c);
        }
        double variance = variance(b > c ? base : candidate);
        return new StandardError(Math.sqrt(variance * (1.0 / b + 1.0 / c)), Math.max(b, c) - 1);
    }

    /** The variance of a side's share, if its faults are independent. */
    private static double within(List<Share> side, Counted counted, double worth) {
        double part = 1 + worth * side.stream().mapToDouble(Share::part).sum();
        double all = 2 + worth * side.stream().mapToDouble(Share::of).sum();
        double p = part / all;
        return (counted == Counted.FAULTS ? p * (1 - p) : p) / all;
    }

    /** A spread of the odds by a share is one of p by that share of p (1 - p). */
    private static double assumed(List<Share> side, double runNoise) {
        double p = Math.min(1, mean(side));
        double spread = runNoise * p * (1 - p);
        return spread * spread / side.size();
    }

    /** The mean of the runs' shares. */
    public static double mean(List<Share> side) {
        return side.stream().mapToDouble(Share::value).sum() / side.size();
    }

    private static double variance(List<Share> side) {
        double mean = mean(side);
        double squares = 0;
        for (Share run : side) {
            squares += (run.value() - mean) * (run.value() - mean);
        }
        return squares / (side.size() - 1);
    }

    @Override
    public double estimate() {
        return estimate;
    }

    @Override
    public Interval interval(double confidence) {
        double margin = 0;
        for (StandardError error : errors) {
            margin = Math.max(margin, error.margin(confidence));
        }
        return new Interval(estimate - margin, estimate + margin);
    }

    @Override
    public double pAbove(double threshold) {
        return p(estimate - threshold);
    }

    @Override
    public double pBelow(double threshold) {
        return p(threshold - estimate);
    }

    private double p(double distance) {
        double p = 0;
        for (StandardError error : errors) {
            p = Math.max(p, error.tail(distance));
        }
        return p;
    }
}
