package io.daxtrace.compare.mathematics;

import java.util.List;

/**
 * One statistic of one side.
 *
 * @param value nanoseconds: the geometric mean of the runs'
 * @param low the least it can be, where buckets hide it
 * @param high the most it can be, maybe infinite
 * @param spread the standard deviation between runs as a share, NaN for a single run
 * @param runs how many runs
 * @param count how many latencies in all of them
 * @param effective how many independent ones they are worth
 * @param values each run's, in the order of the runs
 */
public record SideValue(
        double value,
        double low,
        double high,
        double spread,
        int runs,
        long count,
        double effective,
        List<Double> values) {
    /** Of all runs of a side, at least one. */
    public static SideValue of(List<RunStatistic> runs, long count) {
        double value = 0;
        double low = 0;
        double high = 0;
        double effective = 0;
        for (RunStatistic run : runs) {
            value += Math.log(run.value()) / runs.size();
            low += Math.log(run.low()) / runs.size();
            high += Math.log(run.high()) / runs.size();
            effective += run.effectiveCount();
        }
        double squares = 0;
        for (RunStatistic run : runs) {
            squares += (Math.log(run.value()) - value) * (Math.log(run.value()) - value);
        }
        double spread = runs.size() < 2 ? Double.NaN : Math.sqrt(squares / (runs.size() - 1));
        return new SideValue(
                Math.exp(value),
                Math.exp(low),
                Math.exp(high),
                spread,
                runs.size(),
                count,
                effective,
                runs.stream().map(RunStatistic::value).toList());
    }
}
