package io.daxtrace.compare.mathematics;

/** One statistic of one run, in nanoseconds. */
public interface RunStatistic {
    /** The least the statistic of what was recorded can be; buckets hide the rest. */
    double low();

    /** The most it can be, infinite where nothing bounds it. */
    double high();

    /** A point between the two. */
    double value();

    /**
     * The least the workload's own statistic can be, if this run's sampling error is at most z standard normal deviations
     * on this side; 0 where nothing bounds it.
     */
    double lower(double z);

    /** The most it can be; infinite where nothing bounds it. */
    double upper(double z);

    /** How many independent values it rests on. */
    double effectiveCount();
}
