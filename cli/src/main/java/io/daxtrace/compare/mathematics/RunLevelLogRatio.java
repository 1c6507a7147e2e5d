package io.daxtrace.compare.mathematics;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.TDistribution;

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
    private final StandardError[] errors;

    /** The standard error by one convention, and its degrees of freedom. */
    private record StandardError(double size, double degrees) {
        double margin(double confidence) {
            return size == 0
                    ? 0
                    : size * new TDistribution(null, degrees).inverseCumulativeProbability(0.5 + confidence / 2);
        }

        double tail(double distance) {
            if (size == 0) {
                return distance > 0 ? 0 : 1;
            }
            return new TDistribution(null, degrees).cumulativeProbability(-distance / size);
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
        // all the same where values are exact, and each is dear
        errors = Stream.of(error(baseValue, value), error(baseHigh, low), error(baseLow, high))
                .distinct()
                .toArray(StandardError[]::new);
    }

    private static StandardError error(Logs base, Logs candidate) {
        if (base.runs < RUNS_FOR_SPREAD || candidate.runs < RUNS_FOR_SPREAD) {
            Logs known = base.runs < RUNS_FOR_SPREAD ? candidate : base;
            double size = Math.sqrt(known.variance * (1.0 / base.runs + 1.0 / candidate.runs));
            return new StandardError(size, known.runs - 1);
        }
        double b = base.variance / base.runs;
        double c = candidate.variance / candidate.runs;
        if (b + c == 0) {
            return new StandardError(0, 1);
        }
        // Welch and Satterthwaite
        double degrees = (b + c) * (b + c) / (b * b / (base.runs - 1) + c * c / (candidate.runs - 1));
        return new StandardError(Math.sqrt(b + c), degrees);
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
