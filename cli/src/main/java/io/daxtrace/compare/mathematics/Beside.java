package io.daxtrace.compare.mathematics;

import java.util.ArrayList;
import java.util.List;

/**
 * What is reported of a metric and decides nothing, over all runs of a side together.
 *
 * @param a12 the probability that a latency of the candidate exceeds one of the base, ties counted half
 * @param kolmogorov the largest difference of the cumulative distributions, 0 to 1
 * @param wasserstein the area between them, nanoseconds
 * @param rankTestP the Mann-Whitney test on the runs' medians, two-sided; NaN with fewer than four runs a side
 */
public record Beside(Interval a12, Interval kolmogorov, Interval wasserstein, List<Shift> deciles, double rankTestP) {
    /** Below four runs a side no arrangement of ranks reaches 5 %. */
    private static final int RUNS_FOR_RANK_TEST = 4;

    /**
     * How one decile moved.
     *
     * @param decile 10 to 90
     * @param base nanoseconds
     * @param candidate nanoseconds
     * @param difference candidate - base, nanoseconds: an interval where buckets hide it
     */
    public record Shift(int decile, double base, double candidate, Interval difference) {}

    /** Null where the runs' buckets do not fit together. */
    public static Beside of(List<Sample> base, List<Sample> candidate) {
        Sample b = Sample.pooled(base);
        Sample c = Sample.pooled(candidate);
        if (b == null || c == null) {
            return null;
        }
        List<Shift> deciles = new ArrayList<>();
        for (int decile = 10; decile <= 90; decile += 10) {
            long inBase = b.rank(decile / 100.0);
            long inCandidate = c.rank(decile / 100.0);
            Interval difference =
                    new Interval(c.lowAt(inCandidate) - b.highAt(inBase), c.highAt(inCandidate) - b.lowAt(inBase));
            deciles.add(new Shift(decile, b.valueAt(inBase), c.valueAt(inCandidate), difference));
        }
        return new Beside(
                Dominance.a12(b, c),
                KolmogorovDistance.of(b, c),
                Wasserstein.of(b, c),
                deciles,
                rankTest(base, candidate));
    }

    private static double rankTest(List<Sample> base, List<Sample> candidate) {
        if (Math.min(base.size(), candidate.size()) < RUNS_FOR_RANK_TEST) {
            return Double.NaN;
        }
        return MannWhitney.of(medians(base), medians(candidate)).p();
    }

    private static double[] medians(List<Sample> runs) {
        return runs.stream().mapToDouble(run -> run.valueAt(run.rank(0.5))).toArray();
    }
}
