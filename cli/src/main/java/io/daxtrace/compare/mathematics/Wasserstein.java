package io.daxtrace.compare.mathematics;

/**
 * How many nanoseconds the average latency has to move to turn one distribution into the other: the area between the two
 * cumulative distributions. Never less than the difference of the means.
 */
final class Wasserstein implements Cumulative.Sink {
    private double least;
    private double most;

    private Wasserstein() {}

    /** A point for single values, an interval where buckets hide them, infinite where one is open. */
    static Interval of(Sample base, Sample candidate) {
        Wasserstein distance = new Wasserstein();
        Cumulative.sweep(base, candidate, distance);
        return new Interval(distance.least, distance.most);
    }

    @Override
    public void step(double from, double to, double leastDifference, double mostDifference) {
        if (leastDifference > 0) { // 0 times an infinite stretch is NaN
            least += leastDifference * (to - from);
        }
        most += mostDifference * (to - from);
    }
}
