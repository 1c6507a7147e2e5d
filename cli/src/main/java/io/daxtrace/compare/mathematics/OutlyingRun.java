package io.daxtrace.compare.mathematics;

import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * The run that lies farthest from the others of its side, if that is farther than chance puts one of so many: Grubbs' test on
 * logarithms, as t of each run against the rest, with the number of runs allowed for by Bonferroni. Two that lie together hide each other.
 *
 * @param index of the run, from 0
 * @param ratio its statistic by the geometric mean of the others'
 */
public record OutlyingRun(int index, double ratio) {
    /** With fewer, three are not left to tell what is far. */
    public static final int FEWEST_RUNS = 4;

    private static final double LEVEL = 0.05;

    /** Of one side; null where none lies apart, or there are too few. */
    public static OutlyingRun of(List<RunStatistic> runs) {
        int n = runs.size();
        double[] logs = runs.stream().mapToDouble(run -> Math.log(run.value())).toArray();
        OutlyingRun farthest = null;
        double smallest = LEVEL;
        for (int i = 0; i < n && n >= FEWEST_RUNS; i++) {
            double mean = 0;
            for (int other = 0; other < n; other++) {
                mean += other == i ? 0 : logs[other] / (n - 1);
            }
            double squares = 0;
            for (int other = 0; other < n; other++) {
                squares += other == i ? 0 : (logs[other] - mean) * (logs[other] - mean);
            }
            double off = logs[i] - mean;
            double error = Math.sqrt(squares / (n - 2) * (1 + 1.0 / (n - 1)));
            double p = n * p(off, error, n - 2);
            if (p < smallest) {
                smallest = p;
                farthest = new OutlyingRun(i, Math.exp(off));
            }
        }
        return farthest;
    }

    /** Two-sided; runs that are all alike but for one put no bound to how far it lies. */
    private static double p(double off, double error, int degrees) {
        if (error == 0) {
            return off == 0 ? 1 : 0;
        }
        return 2 * new TDistribution(null, degrees).cumulativeProbability(-Math.abs(off) / error);
    }
}
