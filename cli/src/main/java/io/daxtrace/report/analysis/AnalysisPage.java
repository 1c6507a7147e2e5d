package io.daxtrace.report.analysis;

import io.daxtrace.aggregate.Analysis;
import io.daxtrace.aggregate.Finding;
import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.aggregate.MetricName;
import io.daxtrace.aggregate.Moments;
import io.daxtrace.aggregate.SlowFault;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.LatencyUnit;
import io.daxtrace.event.Capture;
import io.daxtrace.report.HistogramStyle;
import io.daxtrace.report.LossText;
import io.daxtrace.report.MetricCells;
import io.daxtrace.report.page.DataTable;
import io.daxtrace.report.page.HeatPlot;
import io.daxtrace.report.page.HistogramPlot;
import io.daxtrace.report.page.Markup;
import io.daxtrace.report.page.Overlay;
import io.daxtrace.report.page.Page;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** The analysis as a page: what was found, a table, the drawings, and last what was lost and what was read. */
public final class AnalysisPage {
    private static final String FOOTER =
            ". Stages of a sync fault: map = dax_iomap_fault, all attempts; commit = vfs_fsync_range below"
                    + " dax_finish_sync_fault; insert = the rest of that; other = the rest of the fault. A quantile is an interval"
                    + " that holds it (hover over the number to see it); count, min, max and avg are exact where the input tells them."
                    + " In histograms a bar is a bucket: as wide as it is on the logarithmic axis, as high as its count; a dashed"
                    + " one has no edge there. The red bands are the intervals of p50 and p99. Curves are exact at the edges"
                    + " of buckets, and straight between them.";

    /** Of more groups, a page with all buckets of all metrics takes seconds to open. */
    private static final int GROUPS_IN_FULL = 12;

    private final Markup page;
    private final Analysis analysis;
    private final HistogramStyle histogram;
    private final LatencyUnit unit;

    private AnalysisPage(Markup page, Analysis analysis, HistogramStyle histogram, LatencyUnit unit) {
        this.page = page;
        this.analysis = analysis;
        this.histogram = histogram;
        this.unit = unit;
    }

    /**
     * Writes the page and flushes.
     *
     * @param unit what the tables' latencies are printed in; null chooses for each number
     * @param version of daxtrace
     */
    public static void write(
            Analysis analysis, HistogramStyle histogram, LatencyUnit unit, String version, PrintWriter out)
            throws IOException {
        Page.write(
                title(analysis.inputs()),
                "DAX faults and what MAP_SYNC costs",
                "daxtrace " + version + FOOTER,
                out,
                page -> new AnalysisPage(page, analysis, histogram, unit).content());
    }

    private static String title(List<Capture> inputs) {
        String more = inputs.size() > 1 ? " and " + (inputs.size() - 1) + " more" : "";
        return "daxtrace: " + (inputs.isEmpty() ? "nothing read" : inputs.get(0).path() + more);
    }

    private void content() {
        answer();
        List<Group> groups = analysis.groups();
        if (groups.size() > 1) {
            overview(groups);
            multiples(groups);
        }
        GroupSection section = new GroupSection(page, histogram, unit, analysis.mostLost(), isBrief());
        for (int i = 0; i < groups.size(); i++) {
            section.write(groups.get(i), id(i));
        }
        moments(analysis.moments());
        page.start("section", "class", "loss");
        page.element("h2", "Loss and inputs");
        page.element("p", LossText.state(analysis), "class", analysis.complete() ? "state good" : "state bad");
        analysis.inputs().forEach(input -> CaptureSection.write(page, input));
        page.end();
    }

    private void answer() {
        page.start("div", "class", "answer");
        List<Finding> findings = Finding.of(analysis.groups());
        if (findings.isEmpty()) {
            page.element("p", counted());
        }
        findings.forEach(finding -> page.element("p", capital(finding.text()) + "."));
        if (!analysis.complete()) {
            page.element("p", LossText.state(analysis), "class", "state bad");
        }
        page.end();
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** What there is, where nothing is known of why it takes its time. */
    private String counted() {
        long faults = analysis.faults();
        if (faults > 0) {
            long sync = analysis.groups().stream()
                    .mapToLong(group -> group.faults().sync())
                    .sum();
            String in = analysis.groups().size() > 1
                    ? String.format(
                            Locale.ROOT, " in %,d groups", analysis.groups().size())
                    : "";
            return String.format(Locale.ROOT, "%,d faults%s, %,d of them sync%s.", faults, in, sync, half());
        }
        long metrics = analysis.groups().stream()
                .flatMap(group -> group.metrics().stream())
                .filter(metric -> metric.distribution().count() > 0)
                .count();
        return metrics == 0
                ? "No faults and no latencies."
                : String.format(Locale.ROOT, "%,d %s.", metrics, metrics == 1 ? "distribution" : "distributions");
    }

    private String half() {
        if (analysis.groups().size() != 1) {
            return "";
        }
        Distribution faults = distribution(analysis.groups().get(0), MetricName.FAULT);
        MetricCells cells = new MetricCells(unit, analysis.mostLost());
        String word = unit == null ? "" : unit.word();
        return faults == null
                ? ""
                : ": p50 " + cells.quantile(faults, 0.5) + word + ", p99 " + cells.quantile(faults, 0.99) + word;
    }

    private static Distribution distribution(Group group, MetricName name) {
        return group.metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .map(Metric::distribution)
                .findAny()
                .orElse(null);
    }

    private static String id(int group) {
        return "group-" + (group + 1);
    }

    private static String name(Group group) {
        return !group.key().isEmpty()
                ? GroupSection.title(group)
                : group.faults().total() > 0 ? "faults" : "histograms";
    }

    /** The way into a long page: a line a group, with its faults and its first metric. */
    private void overview(List<Group> groups) {
        MetricCells cells = new MetricCells(null, analysis.mostLost());
        page.start("section", "class", "overview");
        page.element("h2", "Groups");
        DataTable.startWide(page, "groups");
        page.start("table");
        page.start("thead");
        page.start("tr");
        for (String heading : List.of("group", "faults", "sync", "async", "failed", "metric")) {
            page.element("th", heading, "scope", "col");
        }
        MetricCells.HEADINGS.forEach(heading -> page.element("th", heading, "scope", "col"));
        page.end();
        page.end();
        page.start("tbody");
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            page.start("tr");
            page.start("th", "scope", "row");
            page.element("a", name(group), "href", "#" + id(i));
            page.end();
            for (long count : new long[] {
                group.faults().total(),
                group.faults().sync(),
                group.faults().async(),
                group.faults().failed()
            }) {
                page.element("td", String.format(Locale.ROOT, "%,d", count));
            }
            if (group.metrics().isEmpty()) {
                page.element("td", "none", "colspan", Integer.toString(1 + MetricCells.HEADINGS.size()));
            } else {
                Metric first = group.metrics().get(0);
                page.element("td", first.name().text());
                cells.of(first.distribution()).forEach(cell -> page.element("td", cell));
            }
            page.end();
        }
        page.end();
        page.end();
        page.end();
        page.end();
    }

    private boolean isBrief() {
        return analysis.groups().size() > GROUPS_IN_FULL;
    }

    /** A histogram that is drawn small has no use for the finest buckets. */
    private Distribution small(Metric metric) {
        return Overlay.coarse(histogram.of(metric));
    }

    /** The groups' first metrics side by side on one axis; their buckets are behind the histograms of each group. */
    private void multiples(List<Group> groups) {
        List<Distribution> all = groups.stream()
                .filter(group -> !group.metrics().isEmpty())
                .map(group -> small(group.metrics().get(0)))
                .filter(d -> d.count() > 0)
                .toList();
        if (all.isEmpty() || histogram == HistogramStyle.NONE) {
            return;
        }
        page.start("section", "class", "multiples");
        page.element("h2", "Groups on one axis of latency");
        if (isBrief()) {
            page.element(
                    "p",
                    "With more than " + GROUPS_IN_FULL
                            + " groups, histograms have at most four buckets an octave, and only the"
                            + " faults are drawn. Filter down to one group to see everything.");
        }
        page.start("div", "class", "plots");
        for (Group group : groups) {
            if (group.metrics().isEmpty()
                    || group.metrics().get(0).distribution().count() == 0) {
                continue;
            }
            Metric first = group.metrics().get(0);
            page.start("figure");
            page.start("figcaption");
            page.element("b", name(group));
            page.text(String.format(
                    Locale.ROOT,
                    " %s, %,d",
                    first.name().text(),
                    first.distribution().count()));
            page.end();
            new HistogramPlot(page, small(first), all)
                    .draw(
                            "histogram of " + first.name().text() + " of " + name(group),
                            first.distribution(),
                            analysis.mostLost());
            page.end();
        }
        page.end();
        page.end();
    }

    private void moments(Moments moments) {
        if (moments.timeline() != null) {
            page.start("section");
            page.element("h2", "Latency over time");
            page.start("figure", "class", "whole");
            page.element(
                    "figcaption",
                    "all completed faults, by when they ended, in steps of "
                            + LatencyUnit.formatFitting(moments.timeline().step()));
            new HeatPlot(
                            moments.timeline().step(),
                            moments.timeline().edges(),
                            moments.timeline().counts())
                    .draw(page, "heat map of latency over time");
            page.end();
            page.end();
        }
        if (moments.slowest() != null) {
            page.start("section", "class", "slowest");
            page.element("h2", "Slowest faults");
            List<SlowFault> slowest = moments.slowest();
            SlowestTable table = new SlowestTable(slowest, new MetricCells(unit, 0));
            DataTable.write(
                    page,
                    "slowest faults",
                    table.headings(),
                    slowest.stream().map(table::row).toList());
            page.end();
        }
    }
}
