package io.daxtrace.compare.mathematics;

/** The largest difference between two cumulative distributions: 0 for the same, 1 where they do not overlap. */
final class KolmogorovDistance implements Cumulative.Sink {
    private double least;
    private double most;

    private KolmogorovDistance() {}

    /** A point for single values, an interval where buckets hide them. */
    static Interval of(Sample base, Sample candidate) {
        KolmogorovDistance distance = new KolmogorovDistance();
        Cumulative.sweep(base, candidate, distance);
        return new Interval(distance.least, distance.most);
    }

    @Override
    public void step(double from, double to, double leastDifference, double mostDifference) {
        least = Math.max(least, leastDifference);
        most = Math.max(most, mostDifference);
    }
}
