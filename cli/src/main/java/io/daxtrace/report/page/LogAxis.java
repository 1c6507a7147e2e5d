package io.daxtrace.report.page;

import io.daxtrace.distribution.Distribution;
import java.util.ArrayList;
import java.util.List;

/** A logarithmic axis, of latencies mostly, and where on it a value lies. What is below its start or past its end lies there. */
public final class LogAxis {
    /** Digits of the marks within a decade, the fewest that are enough. */
    private static final int[][] DIGITS = {{1, 2, 5}, {1, 3}, {1}};

    private final double lowest;
    private final double highest;
    private final double left;
    private final double width;

    /**
     * An axis over these values.
     *
     * @param lowest more than 0
     * @param highest more than lowest
     * @param left where the lowest lies
     * @param width from there to the highest; negative where it lies to the left or above
     */
    public LogAxis(double lowest, double highest, double left, double width) {
        this.lowest = lowest;
        this.highest = highest;
        this.left = left;
        this.width = width;
    }

    /** The axis that shows all buckets; half an octave stands for what lies below the lowest edge above 0. */
    static LogAxis of(Distribution d, double left, double width) {
        return of(List.of(d), left, width);
    }

    /** The axis that shows all buckets of all of them. */
    static LogAxis of(List<Distribution> all, double left, double width) {
        double least = Double.MAX_VALUE;
        double most = 0;
        for (Distribution d : all) {
            if (d.buckets() > 0) {
                LogAxis axis = ofOne(d, left, width);
                least = Math.min(least, axis.lowest);
                most = Math.max(most, axis.highest);
            }
        }
        return most == 0 ? new LogAxis(1, 2, left, width) : new LogAxis(least, most, left, width);
    }

    private static LogAxis ofOne(Distribution d, double left, double width) {
        long first = 1;
        boolean below = false;
        for (int i = 0; i < d.buckets(); i++) {
            if (d.lo(i) > 0 || d.hi(i) > 1) {
                first = d.lo(i) > 0 ? d.lo(i) : d.hi(i);
                below = d.lo(i) <= 0;
                break;
            }
        }
        int end = d.buckets() - 1;
        boolean open = d.hi(end) == Distribution.OPEN;
        double last = open ? d.lo(end) : d.hi(end);
        double lowest = below ? first / 2.0 : first;
        return new LogAxis(lowest, Math.max(open ? last * 2 : last, lowest * 2), left, width);
    }

    public double at(double value) {
        double within = Math.min(highest, Math.max(lowest, value));
        return left + width * Math.log(within / lowest) / Math.log(highest / lowest);
    }

    /** The highest value on it. */
    double highest() {
        return highest;
    }

    /** Round values to mark: at most as many. */
    List<Long> marks(int most) {
        List<Long> marks = List.of();
        for (int[] digits : DIGITS) {
            marks = marks(digits);
            if (marks.size() <= most) {
                return marks;
            }
        }
        return marks;
    }

    private List<Long> marks(int[] digits) {
        List<Long> marks = new ArrayList<>();
        for (long decade = 1; decade <= highest; decade *= 10) {
            for (int digit : digits) {
                if (decade * digit >= lowest && decade * digit <= highest) {
                    marks.add(decade * digit);
                }
            }
            if (decade > Long.MAX_VALUE / 100) {
                break;
            }
        }
        return marks;
    }
}
