package io.daxtrace.report.analysis;

import io.daxtrace.aggregate.Analysis;
import io.daxtrace.aggregate.FaultCounts;
import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.aggregate.MetricName;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.event.Capture;
import io.daxtrace.event.LossField;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The analysis in Prometheus' text format 0.0.4: latencies as histograms in seconds, faults and losses as counters. A
 * bucket [a, b) ns has {@code le} = (b-1) ns, exactly, because {@code le} is inclusive. All groups of a metric have the same
 * edges, as far as they are known of each, so that they can be added up by {@code le}; where nothing was counted between two
 * buckets both ends of the gap are edges, so that no quantile is interpolated into it.
 */
public final class PrometheusText {
    private static final String LATENCY = "daxtrace_latency_seconds";
    private static final int NANO_DIGITS = 9;

    private final PrintWriter out;
    private final List<Series> series = new ArrayList<>();

    private record Series(PrometheusLabels labels, Group group) {}

    private PrometheusText(PrintWriter out, List<Group> groups) {
        this.out = out;
        Map<PrometheusLabels, Integer> seen = new LinkedHashMap<>();
        for (Group group : groups) {
            PrometheusLabels labels = PrometheusLabels.of(group.key());
            int times = seen.merge(labels, 1, Integer::sum);
            series.add(new Series(times == 1 ? labels : labels.with("repeat", Integer.toString(times)), group));
        }
    }

    /** Writes everything and flushes. */
    public static void write(Analysis analysis, PrintWriter out) {
        PrometheusText text = new PrometheusText(out, analysis.groups());
        text.inputs(analysis);
        text.loss(analysis);
        text.faults();
        text.latencies();
        out.flush();
    }

    private void inputs(Analysis analysis) {
        family("daxtrace_input_info", "gauge", "What was read; complete tells whether nothing of it was lost.");
        int number = 1;
        for (Capture input : analysis.inputs()) {
            PrometheusLabels labels = PrometheusLabels.NONE
                    .with("number", Integer.toString(number++)) // one file may be named twice
                    .with("path", input.path())
                    .with("format", input.format)
                    .with("kernel", input.kernel)
                    .with("clock", input.clock)
                    .with("complete", Boolean.toString(input.complete()));
            sample("daxtrace_input_info", labels, "1");
        }
    }

    private void loss(Analysis analysis) {
        family("daxtrace_complete", "gauge", "1 when nothing was lost and all inputs were read to their ends.");
        sample("daxtrace_complete", PrometheusLabels.NONE, analysis.complete() ? "1" : "0");
        family("daxtrace_lost_total", "counter", "What was lost between the kernel and this result.");
        for (LossField field : LossField.values()) {
            sample(
                    "daxtrace_lost_total",
                    PrometheusLabels.NONE.with("kind", field.word()),
                    Long.toString(field.get(analysis.loss())));
        }
    }

    private void faults() {
        List<Series> counted =
                series.stream().filter(s -> s.group.faults().total() > 0).toList();
        family("daxtrace_faults_total", "counter", "DAX faults; sync, async and failed together are all.");
        for (Series s : counted) {
            FaultCounts faults = s.group.faults();
            sample("daxtrace_faults_total", s.labels.with("kind", "sync"), Long.toString(faults.sync()));
            sample("daxtrace_faults_total", s.labels.with("kind", "async"), Long.toString(faults.async()));
            sample("daxtrace_faults_total", s.labels.with("kind", "failed"), Long.toString(faults.failed()));
        }
        family("daxtrace_fault_mappings_total", "counter", "Completed faults by the size of the mapping they made.");
        for (Series s : counted) {
            FaultCounts faults = s.group.faults();
            sample("daxtrace_fault_mappings_total", s.labels.with("size", "pte"), Long.toString(faults.pte()));
            sample("daxtrace_fault_mappings_total", s.labels.with("size", "pmd"), Long.toString(faults.pmd()));
        }
        family(
                "daxtrace_fault_fallbacks_total",
                "counter",
                "Attempts after which the kernel went on with a smaller page.");
        for (Series s : counted) {
            sample(
                    "daxtrace_fault_fallbacks_total",
                    s.labels,
                    Long.toString(s.group.faults().fallbacks()));
        }
        family("daxtrace_fault_retries_total", "counter", "Attempts repeated for another reason.");
        for (Series s : counted) {
            sample(
                    "daxtrace_fault_retries_total",
                    s.labels,
                    Long.toString(s.group.faults().retries()));
        }
    }

    private void latencies() {
        family(LATENCY, "histogram", "Latencies by metric: faults, the stages of sync faults, fsync calls.");
        Map<MetricName, SortedSet<Long>> edges = new LinkedHashMap<>();
        for (Series s : series) {
            for (Metric metric : s.group.metrics()) {
                addEdges(metric.distribution(), edges.computeIfAbsent(metric.name(), name -> new TreeSet<>()));
            }
        }
        for (Series s : series) {
            for (Metric metric : s.group.metrics()) {
                histogram(
                        s.labels.with("metric", metric.name().text()), metric.distribution(), edges.get(metric.name()));
            }
        }
    }

    /** The last value of each bucket, and of each gap between two. */
    private static void addEdges(Distribution d, SortedSet<Long> edges) {
        for (int i = 0; i < d.buckets(); i++) {
            if (d.lo(i) > 0) {
                edges.add(d.lo(i) - 1);
            }
            if (d.hi(i) != Distribution.OPEN) {
                edges.add(d.hi(i) - 1);
            }
        }
    }

    private void histogram(PrometheusLabels labels, Distribution d, SortedSet<Long> edges) {
        int bucket = 0;
        long below = 0;
        for (long edge : edges) {
            while (bucket < d.buckets() && d.hi(bucket) - 1 <= edge) {
                below += d.count(bucket++);
            }
            boolean inside = bucket < d.buckets() && d.lo(bucket) <= edge;
            if (!inside) {
                sample(LATENCY + "_bucket", labels.with("le", seconds(edge)), Long.toString(below));
            }
        }
        sample(LATENCY + "_bucket", labels.with("le", "+Inf"), Long.toString(d.count()));
        sample(LATENCY + "_sum", labels, d.sum() == Distribution.UNKNOWN ? "NaN" : seconds(d.sum()));
        sample(LATENCY + "_count", labels, Long.toString(d.count()));
    }

    /** Exact. */
    private static String seconds(long nanoseconds) {
        return BigDecimal.valueOf(nanoseconds, NANO_DIGITS).stripTrailingZeros().toPlainString();
    }

    private void family(String name, String type, String help) {
        out.print("# HELP " + name + " " + help + "\n# TYPE " + name + " " + type + "\n");
    }

    private void sample(String name, PrometheusLabels labels, String value) {
        out.print(name + labels + " " + value + "\n");
    }
}
