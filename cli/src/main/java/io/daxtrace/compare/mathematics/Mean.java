package io.daxtrace.compare.mathematics;

/** The arithmetic mean; every value counts, so it has no tail. */
public record Mean() implements Statistic {
    @Override
    public String name() {
        return "mean";
    }

    @Override
    public RunStatistic of(Sample sample, double worth) {
        return new RunMean(sample, worth);
    }

    @Override
    public boolean tailTooSmall(double n, boolean dependent) {
        return false;
    }

    @Override
    public long fewestLatencies() {
        return 0;
    }

    @Override
    public boolean isFarOut() {
        return false;
    }

    @Override
    public int compareTo(Statistic other) {
        return other instanceof Mean ? 0 : 1;
    }
}
