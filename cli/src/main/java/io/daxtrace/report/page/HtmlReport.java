package io.daxtrace.report.page;

import io.daxtrace.aggregate.Analysis;
import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.distribution.LatencyUnit;
import io.daxtrace.event.Capture;
import io.daxtrace.report.HistogramStyle;
import io.daxtrace.report.LossText;
import io.daxtrace.report.MetricCells;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The analysis as one page that needs nothing else: no script, no other file, no network. */
public final class HtmlReport {
    private static final String STYLE = "analysis.css";

    private final Markup page;

    private HtmlReport(Markup page) {
        this.page = page;
    }

    /**
     * Writes the page and flushes.
     *
     * @param unit what the table's latencies are printed in; null chooses for each number
     * @param version of daxtrace
     */
    public static void write(
            Analysis analysis, HistogramStyle histogram, LatencyUnit unit, String version, PrintWriter out)
            throws IOException {
        Markup page = new Markup(out);
        page.doctype();
        page.start("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", "en");
        page.start("head");
        page.empty("meta", "charset", "utf-8");
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.element("title", title(analysis));
        page.style(style());
        page.end();
        page.start("body");
        new HtmlReport(page).body(analysis, new HtmlGroup(page, histogram, unit, analysis.mostLost()), version);
        page.end();
        page.end();
        out.println();
        out.flush();
    }

    private static String title(Analysis analysis) {
        List<Capture> inputs = analysis.inputs();
        String more = inputs.size() > 1 ? " and " + (inputs.size() - 1) + " more" : "";
        return "daxtrace: " + (inputs.isEmpty() ? "nothing read" : inputs.get(0).path() + more);
    }

    private static String style() throws IOException {
        try (InputStream css = Objects.requireNonNull(HtmlReport.class.getResourceAsStream(STYLE), STYLE)) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void body(Analysis analysis, HtmlGroup group, String version) {
        page.start("header");
        page.element("h1", "DAX faults and what MAP_SYNC costs");
        page.element("p", LossText.state(analysis), "class", analysis.complete() ? "state good" : "state bad");
        page.end();
        inputs(analysis.inputs());
        List<Group> groups = analysis.groups();
        if (groups.size() > 1) {
            overview(groups, analysis.mostLost());
        }
        for (int i = 0; i < groups.size(); i++) {
            group.write(groups.get(i), id(i));
        }
        page.element(
                "footer",
                "daxtrace " + version + ". Stages of a sync fault: map = dax_iomap_fault, all attempts; commit ="
                        + " vfs_fsync_range below dax_finish_sync_fault; insert = the rest of that; other = the rest of"
                        + " the fault. A quantile is an interval that holds it (point at the number); count, min, max"
                        + " and avg are exact where the input tells them. In histograms a bar is a bucket: as wide as it is on"
                        + " the logarithmic axis, as high as its count; a dashed one has no edge there. The red bands are the"
                        + " intervals of p50 and p99.");
    }

    private static String id(int group) {
        return "group-" + (group + 1);
    }

    private void inputs(List<Capture> inputs) {
        page.start("section", "class", "inputs");
        for (Capture input : inputs) {
            page.start("div", "class", "input");
            page.start("p");
            page.element("b", input.path());
            page.text(" " + input.format);
            fact("kernel", input.kernel);
            fact("clock", input.clock);
            long events = input.totalEvents();
            fact("events", events == 0 ? null : String.format(Locale.ROOT, "%,d", events));
            input.labels().forEach(this::fact);
            if (input.truncated) {
                page.element("strong", "cut short");
            }
            page.end();
            notes(input.warnings());
            details(input);
            page.end();
        }
        page.end();
    }

    private void fact(String name, String value) {
        if (value != null) {
            page.start("span");
            page.element("i", name);
            page.text(" " + value);
            page.end();
        }
    }

    private void notes(List<String> warnings) {
        if (!warnings.isEmpty()) {
            page.start("ul");
            warnings.forEach(warning -> page.element("li", warning));
            page.end();
        }
    }

    /** What was recorded how: for the one who asks. */
    private void details(Capture input) {
        Map<String, Long> events = input.eventCounts();
        if (events.isEmpty() && input.environment().isEmpty() && input.probes().isEmpty()) {
            return;
        }
        page.start("details");
        page.element("summary", "events, probes and machine");
        page.start("table");
        events.forEach((name, count) -> row(name, String.format(Locale.ROOT, "%,d", count)));
        input.probes().forEach(probe -> row("probe", probe));
        input.environment().forEach(this::row);
        page.end();
        page.end();
    }

    private void row(String name, String value) {
        page.start("tr");
        page.element("th", name, "scope", "row");
        page.element("td", value);
        page.end();
    }

    private static String name(Group group) {
        return !group.key().isEmpty() ? HtmlGroup.title(group) : group.faults().total() > 0 ? "faults" : "histograms";
    }

    /** The way into a long page: a line a group, with its faults and its first metric. */
    private void overview(List<Group> groups, long lost) {
        MetricCells cells = new MetricCells(null, lost);
        page.start("section", "class", "overview");
        page.start("div", "class", "wide");
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
}
