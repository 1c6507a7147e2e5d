package io.daxtrace.report.analysis;

import io.daxtrace.aggregate.Analysis;
import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.LatencyUnit;
import io.daxtrace.event.Printable;
import io.daxtrace.report.LossText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * The analysis as an HdrHistogram log: an interval a metric, tagged {@code KEY=VALUE;METRIC_ns} with the unit the values
 * are in. No count is moved: the histogram has as many digits as make each of our buckets lie within one of its own, one
 * digit for the log-linear buckets. What fits none is left out.
 */
public final class HistogramLogText {
    private static final int MOST_DIGITS = 3;
    /** 2^53, past what a latency in nanoseconds reaches. */
    private static final long HIGHEST = 1L << 53;

    private HistogramLogText() {}

    /** Writes the log and flushes; returns the tags of the metrics that were left out. */
    public static List<String> write(Analysis analysis, String version, OutputStream out) throws IOException {
        PrintStream lines = new PrintStream(out, false, StandardCharsets.UTF_8);
        HistogramLogWriter log = new HistogramLogWriter(lines);
        log.outputComment("[daxtrace " + version + ": " + LossText.state(analysis) + "]");
        log.outputLogFormatVersion();
        log.outputLegend();
        List<String> leftOut = new ArrayList<>();
        for (Group group : analysis.groups()) {
            for (Metric metric : group.metrics()) {
                metric(log, group, metric, leftOut);
            }
        }
        if (lines.checkError()) {
            throw new IOException("the log cannot be written");
        }
        return leftOut;
    }

    private static void metric(HistogramLogWriter log, Group group, Metric metric, List<String> leftOut) {
        for (LatencyUnit unit : new LatencyUnit[] {LatencyUnit.NS, LatencyUnit.US, LatencyUnit.MS}) {
            Histogram histogram = histogram(metric.distribution(), unit.nanos());
            if (histogram != null) {
                histogram.setTag(tag(group, metric, unit));
                log.outputIntervalHistogram(0, 0, histogram, 1);
                return;
            }
        }
        leftOut.add(tag(group, metric, LatencyUnit.NS));
    }

    /** The same counts with the most digits that hold them, or null when none do. */
    private static Histogram histogram(Distribution d, long unit) {
        for (int digits = MOST_DIGITS; digits >= 0; digits--) {
            Histogram histogram = new Histogram(1, HIGHEST, digits);
            if (holds(histogram, d, unit)) {
                for (int i = 0; i < d.buckets(); i++) {
                    histogram.recordValueWithCount(d.lo(i) / unit, d.count(i));
                }
                return histogram;
            }
        }
        return null;
    }

    private static boolean holds(Histogram histogram, Distribution d, long unit) {
        for (int i = 0; i < d.buckets(); i++) {
            long lo = d.lo(i);
            long hi = d.hi(i);
            if (lo < 0 || hi == Distribution.OPEN || lo % unit != 0 || hi % unit != 0 || hi / unit > HIGHEST) {
                return false;
            }
            if (!histogram.valuesAreEquivalent(lo / unit, hi / unit - 1)) {
                return false;
            }
        }
        return true;
    }

    /** Without what separates a log's fields. */
    private static String tag(Group group, Metric metric, LatencyUnit unit) {
        String key = group.key().entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue() + ";")
                .collect(Collectors.joining());
        return Printable.escape(key + metric.name().text() + "_" + unit.word())
                .replace(",", "\\u002c")
                .replace(" ", "\\u0020");
    }
}
