package io.daxtrace.compare.mathematics;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The run is the unit: t intervals of the difference of means of the logarithms of each run's statistic. Buckets hide
 * where in them a statistic lies, so the bounds start at the outer ends of the buckets, and the standard error is the
 * largest that the lower ends, the upper ends or the points between give (runs that share one bucket would show none).
 */
public final class RunLevelLogRatio implements LogRatio {
    /** From this many runs on a side has a spread of its own. */
    public static final int RUNS_FOR_SPREAD = 3;

    private final IntervalMethod method;
    private final double estimate;
    private final Interval identified;
    private final Scatter[] scatters;
    private final StandardError[] errors;

    /** The variances between the runs of each side by one convention, both finite. */
    private record Scatter(double base, double candidate) {
        /** Of three runs or more a side. */
        StandardError over(int baseRuns, int candidateRuns) {
            return StandardError.welch(base, baseRuns, candidate, candidateRuns);
        }
    }

    /** At least one side has {@link #RUNS_FOR_SPREAD} runs. */
    public RunLevelLogRatio(List<RunStatistic> base, List<RunStatistic> candidate) {
        Logs baseLow = new Logs(base, RunStatistic::low);
        Logs baseHigh = new Logs(base, RunStatistic::high);
        Logs baseValue = new Logs(base, RunStatistic::value);
        Logs low = new Logs(candidate, RunStatistic::low);
        Logs high = new Logs(candidate, RunStatistic::high);
        Logs value = new Logs(candidate, RunStatistic::value);
        boolean welch = Math.min(base.size(), candidate.size()) >= RUNS_FOR_SPREAD;
        method = welch ? IntervalMethod.WELCH : IntervalMethod.BORROWED_SPREAD;
        estimate = value.mean - baseValue.mean;
        identified = new Interval(low.mean - baseHigh.mean, high.mean - baseLow.mean);
        StandardError points = error(baseValue, value);
        StandardError outer = error(baseHigh, low);
        StandardError inner = error(baseLow, high);
        if (points.equals(outer) && points.equals(inner)) {
            scatters = new Scatter[] {scatter(baseValue, value)};
            errors = new StandardError[] {points};
        } else {
            scatters = new Scatter[] {scatter(baseValue, value), scatter(baseHigh, low), scatter(baseLow, high)};
            errors = new StandardError[] {points, outer, inner};
        }
    }

    /** What this many runs a side are expected to show. */
    private RunLevelLogRatio(double estimate, Interval identified, Scatter[] scatters, int runs) {
        method = IntervalMethod.WELCH;
        this.estimate = estimate;
        this.identified = identified;
        this.scatters = scatters;
        errors = new StandardError[scatters.length];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = scatters[i].over(runs, runs);
        }
    }

    /**
     * What this many runs a side are expected to show, if their statistics have this variance on both sides.
     *
     * @param variance of the logarithms, finite
     */
    static LogRatio expected(double estimate, Interval identified, double variance, int runs) {
        return new RunLevelLogRatio(estimate, identified, new Scatter[] {new Scatter(variance, variance)}, runs);
    }

    private static StandardError error(Logs base, Logs candidate) {
        Scatter scatter = scatter(base, candidate);
        if (base.runs < RUNS_FOR_SPREAD || candidate.runs < RUNS_FOR_SPREAD) {
            double size = Math.sqrt(scatter.base * (1.0 / base.runs + 1.0 / candidate.runs));
            return new StandardError(size, Math.max(base.runs, candidate.runs) - 1);
        }
        return scatter.over(base.runs, candidate.runs);
    }

    /** A side with too few runs borrows the other's. */
    private static Scatter scatter(Logs base, Logs candidate) {
        return new Scatter(
                base.runs < RUNS_FOR_SPREAD ? candidate.variance : base.variance,
                candidate.runs < RUNS_FOR_SPREAD ? base.variance : candidate.variance);
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
        double margin = 0;
        for (StandardError error : errors) {
            margin = Math.max(margin, error.margin(confidence));
        }
        return new Interval(identified.low() - margin, identified.high() + margin);
    }

    @Override
    public double pAbove(double threshold) {
        return p(identified.low() - threshold);
    }

    @Override
    public double pBelow(double threshold) {
        return p(threshold - identified.high());
    }

    private double p(double distance) {
        double p = 0;
        for (StandardError error : errors) {
            p = Math.max(p, error.tail(distance));
        }
        return p;
    }

    @Override
    public IntervalMethod method() {
        return method;
    }

    @Override
    public LogRatio withRuns(int runs) {
        return new RunLevelLogRatio(estimate, identified, scatters, runs);
    }

    /** Mean and variance of logarithms; an infinite one makes the mean infinite, and the variance that of the rest. */
    private static final class Logs {
        final int runs;
        final double mean;
        final double variance;

        Logs(List<RunStatistic> side, ToDoubleFunction<RunStatistic> of) {
            runs = side.size();
            double sum = 0;
            double[] logs = new double[runs];
            int finite = 0;
            double finiteSum = 0;
            for (RunStatistic run : side) {
                double log = Math.log(of.applyAsDouble(run));
                sum += log;
                if (Double.isFinite(log)) {
                    logs[finite++] = log;
                    finiteSum += log;
                }
            }
            mean = sum / runs;
            double squares = 0;
            for (int i = 0; i < finite; i++) {
                squares += (logs[i] - finiteSum / finite) * (logs[i] - finiteSum / finite);
            }
            variance = finite > 1 ? squares / (finite - 1) : 0;
        }
    }
}
