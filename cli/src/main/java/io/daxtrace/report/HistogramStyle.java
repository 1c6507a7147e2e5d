package io.daxtrace.report;

import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.aggregate.MetricName;
import io.daxtrace.distribution.Distribution;
import java.util.Set;

/** Which histograms a report draws. */
public enum HistogramStyle {
    /** By powers of two of microseconds, as the MAP_SYNC posting printed them. */
    POW2,
    /** Every bucket that was counted in, 3 % wide. */
    FINE,
    NONE;

    private static final Set<MetricName> ALWAYS =
            Set.of(MetricName.FAULT_SYNC, MetricName.FAULT_ASYNC, MetricName.FSYNC);

    /** The buckets that are drawn. */
    public Distribution of(Metric metric) {
        return this == POW2 && metric.octaves() != null ? metric.octaves() : metric.distribution();
    }

    /** The faults themselves, and what the input held as a histogram; the stages have their shares. */
    public boolean draws(Metric metric, Group group) {
        if (this == NONE) {
            return false;
        }
        return ALWAYS.contains(metric.name()) || group.faults().total() == 0 && metric.octaves() == null;
    }
}
