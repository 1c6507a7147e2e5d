package io.daxtrace.compare.mathematics;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * One or two runs a side: nothing shows how runs differ, so the bounds inside the runs are combined by MOVER (the distances
 * from the estimate to each side's bounds add up as squares) and widened by a run-to-run spread that is assumed.
 */
public final class WithinRunLogRatio implements LogRatio {
    /** Beyond this many standard deviations a probability is no longer told from 0. */
    private static final double LARGEST_Z = 8;

    /** Where the bounds within a run are taken for its scatter: at the ends of the 95 % interval that is shown. */
    private static final double SHOWN_Z = 1.96;

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    private final List<RunStatistic> base;
    private final List<RunStatistic> candidate;
    private final double runNoise;
    private final double estimate;
    private final Interval identified;

    /**
     * Both sides have at least one run.
     *
     * @param runNoise the assumed standard deviation between runs, 0.1 for 10 %
     */
    public WithinRunLogRatio(List<RunStatistic> base, List<RunStatistic> candidate, double runNoise) {
        this.base = base;
        this.candidate = candidate;
        this.runNoise = runNoise * Math.sqrt(1.0 / base.size() + 1.0 / candidate.size());
        double value = 0;
        double low = 0;
        double high = 0;
        for (RunStatistic run : candidate) {
            value += Math.log(run.value()) / candidate.size();
            low += Math.log(run.low()) / candidate.size();
            high += Math.log(run.high()) / candidate.size();
        }
        for (RunStatistic run : base) {
            value -= Math.log(run.value()) / base.size();
            low -= Math.log(run.high()) / base.size();
            high -= Math.log(run.low()) / base.size();
        }
        estimate = value;
        identified = new Interval(low, high);
    }

    @Override
    public double estimate() {
        return estimate;
    }

    @Override
    public Interval identified() {
        return identified;
    }

    @Override
    public Interval interval(double confidence) {
        double z = NORMAL.inverseCumulativeProbability(0.5 + confidence / 2);
        return new Interval(lower(z), upper(z));
    }

    @Override
    public double pAbove(double threshold) {
        return p(z -> lower(z) - threshold);
    }

    @Override
    public double pBelow(double threshold) {
        return p(z -> threshold - upper(z));
    }

    @Override
    public IntervalMethod method() {
        return IntervalMethod.WITHIN_RUN;
    }

    /** What is within the runs and what is assumed between them, taken together for the variance between runs. */
    @Override
    public LogRatio withRuns(int runs) {
        double error = Math.max(identified.low() - lower(SHOWN_Z), upper(SHOWN_Z) - identified.high()) / SHOWN_Z;
        double variance = error * error / (1.0 / base.size() + 1.0 / candidate.size());
        return Double.isFinite(variance) ? RunLevelLogRatio.expected(estimate, identified, variance, runs) : null;
    }

    private double lower(double z) {
        if (Double.isInfinite(identified.low())) {
            return Double.NEGATIVE_INFINITY;
        }
        double squares = z * runNoise * z * runNoise;
        for (RunStatistic run : candidate) {
            squares += square(Math.log(run.low() / run.lower(z)) / candidate.size());
        }
        for (RunStatistic run : base) {
            squares += square(Math.log(run.upper(z) / run.high()) / base.size());
        }
        return identified.low() - Math.sqrt(squares);
    }

    private double upper(double z) {
        if (Double.isInfinite(identified.high())) {
            return Double.POSITIVE_INFINITY;
        }
        double squares = z * runNoise * z * runNoise;
        for (RunStatistic run : candidate) {
            squares += square(Math.log(run.upper(z) / run.high()) / candidate.size());
        }
        for (RunStatistic run : base) {
            squares += square(Math.log(run.low() / run.lower(z)) / base.size());
        }
        return identified.high() + Math.sqrt(squares);
    }

    /** The tail beyond the largest z up to which the clearance stays positive. */
    private static double p(DoubleUnaryOperator clearance) {
        if (!(clearance.applyAsDouble(0) > 0)) {
            return 1;
        }
        double low = 0;
        double high = LARGEST_Z;
        if (clearance.applyAsDouble(high) > 0) {
            return NORMAL.cumulativeProbability(-high);
        }
        for (int i = 0; i < 30; i++) {
            double middle = (low + high) / 2;
            if (clearance.applyAsDouble(middle) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return NORMAL.cumulativeProbability(-low);
    }

    private static double square(double x) {
        return x * x;
    }
}
