package io.daxtrace.report;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.LatencyUnit;
import io.daxtrace.distribution.QuantileInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The numbers of a metric as the cells of a table; {@code -} is an unknown one. */
public final class MetricCells {
    public static final List<String> HEADINGS = List.of("count", "min", "avg", "p50", "p90", "p99", "p99.9", "max");
    /** Which cells are quantiles: this one and those that follow it, in the order of {@link ReportedQuantile}. */
    public static final int FIRST_QUANTILE = 3;

    private final LatencyUnit unit;
    private final long lost;

    /**
     * @param unit what all latencies are printed in; null chooses for each number, and prints it
     * @param lost at most how many latencies are missing
     */
    public MetricCells(LatencyUnit unit, long lost) {
        this.unit = unit;
        this.lost = lost;
    }

    public List<String> of(Distribution d) {
        List<String> cells = new ArrayList<>();
        cells.add(String.format(Locale.ROOT, "%,d", d.count()));
        cells.add(d.min() == Distribution.UNKNOWN ? "-" : latency(d.min()));
        cells.add(Double.isNaN(d.mean()) ? "-" : latency(d.mean()));
        for (ReportedQuantile quantile : ReportedQuantile.values()) {
            cells.add(quantile(d, quantile.fraction()));
        }
        cells.add(d.max() == Distribution.UNKNOWN ? "-" : latency(d.max()));
        return cells;
    }

    /** One quantile, 0 to 1. */
    public String quantile(Distribution d, double fraction) {
        return d.count() == 0 ? "-" : quantile(d.quantile(fraction, lost));
    }

    /** One latency in nanoseconds. */
    public String latency(double nanoseconds) {
        return unit == null ? LatencyUnit.formatFitting(nanoseconds) : unit.format(nanoseconds);
    }

    /** One number where the interval is narrow (a sixteenth), else both ends. */
    private String quantile(QuantileInterval q) {
        if (q.hi() == Distribution.OPEN && q.lo() == Distribution.OPEN_BELOW) {
            return "-";
        }
        if (q.hi() == Distribution.OPEN) {
            return ">" + latency(q.lo());
        }
        if (q.lo() == Distribution.OPEN_BELOW) {
            return "<" + latency(q.hi());
        }
        if (q.hi() - q.lo() <= Math.max(1, q.lo() / 16)) {
            return latency(q.value());
        }
        LatencyUnit shown = unit == null ? LatencyUnit.fitting(q.hi()) : unit;
        return shown.format(q.lo()) + ".." + shown.format(q.hi()) + (unit == null ? shown.word() : "");
    }
}
