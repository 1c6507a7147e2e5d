package io.daxtrace.report.bench;

import io.daxtrace.bench.BenchResult;
import io.daxtrace.bench.Cell;
import io.daxtrace.bench.Part;
import io.daxtrace.bench.SetUp;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.LatencyUnit;
import io.daxtrace.report.page.Curve;
import io.daxtrace.report.page.CurvePlot;
import io.daxtrace.report.page.DataTable;
import io.daxtrace.report.page.Edges;
import io.daxtrace.report.page.HistogramPlot;
import io.daxtrace.report.page.Markup;
import io.daxtrace.report.page.Page;
import io.daxtrace.report.page.RowPlot;
import io.daxtrace.report.page.StackPlot;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A bench as a page: what MAP_SYNC costs, the table of the set-ups, all of them on one axis, and last how it was measured. */
final class BenchPage {
    private static final String FOOTER =
            ". Latencies are what the program saw, from before the store to after it. Curves are exact at the edges of"
                    + " buckets, and straight between them.";

    private final Markup page;
    private final BenchResult result;

    private BenchPage(Markup page, BenchResult result) {
        this.page = page;
        this.result = result;
    }

    /** Writes and flushes. */
    static void write(BenchResult result, String version, PrintWriter out) throws IOException {
        Page.write(
                "daxtrace: bench of " + result.directory(),
                "Page faults as a program sees them",
                "daxtrace " + version + FOOTER,
                out,
                page -> new BenchPage(page, result).content());
    }

    private void content() {
        page.start("div", "class", "answer");
        List<String> costs = BenchWords.costs(result.cells());
        (costs.isEmpty() ? List.of(range()) : costs).forEach(line -> page.element("p", capital(line) + "."));
        BenchWords.missing(result).forEach(line -> page.element("p", line, "class", "state bad"));
        page.end();
        table();
        runs();
        stages();
        distributions();
        conditions();
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private String range() {
        Comparator<Cell> byMean =
                Comparator.comparingDouble(cell -> cell.times().distribution().mean());
        Cell fastest = result.cells().stream().min(byMean).orElseThrow();
        Cell slowest = result.cells().stream().max(byMean).orElseThrow();
        return result.cells().size() == 1
                ? "a fault takes " + average(fastest) + " on average"
                : "a fault takes " + average(fastest) + " on average at least (" + name(fastest.setUp()) + ") and "
                        + average(slowest) + " at most (" + name(slowest.setUp()) + ")";
    }

    private static String average(Cell cell) {
        return LatencyUnit.formatFitting(cell.times().distribution().mean());
    }

    /** Short, in the words of the labels: {@code empty idle sync}. */
    private static String name(SetUp setUp) {
        return setUp.file() + " " + setUp.load() + (setUp.sync() ? " sync" : " no sync");
    }

    private void table() {
        page.start("section");
        DataTable.startWide(page, "set-ups");
        page.start("table", "class", "setups");
        DataTable.head(page, BenchWords.HEADINGS);
        page.start("tbody");
        for (BenchWords.Row row : BenchWords.rows(result)) {
            page.start("tr", "class", row.part() == null ? "whole" : "part");
            page.element("th", row.texts().get(0), "scope", "row");
            row.texts().stream().skip(1).forEach(text -> page.element("td", text));
            page.end();
        }
        page.end();
        page.end();
        page.end();
        page.end();
    }

    private void runs() {
        List<RowPlot.Row> rows = new ArrayList<>();
        List<List<String>> numbers = new ArrayList<>();
        List<String> headings = new ArrayList<>(List.of("set-up"));
        for (int repeat = 1; repeat <= result.plan().repeats(); repeat++) {
            headings.add("run " + repeat);
        }
        for (Cell cell : result.cells()) {
            Distribution all = cell.times().distribution();
            List<Double> means = cell.runs().stream()
                    .map(run -> run.times().distribution().mean())
                    .toList();
            rows.add(new RowPlot.Row(
                    name(cell.setUp()),
                    cell.setUp().sync() ? "candidate" : "base",
                    all.quantile(0.5).value(),
                    all.quantile(0.99).value(),
                    Double.NaN,
                    means,
                    Double.NaN,
                    Double.NaN));
            List<String> row = new ArrayList<>(List.of(name(cell.setUp())));
            means.forEach(mean -> row.add(LatencyUnit.formatFitting(mean)));
            numbers.add(row);
        }
        page.start("section");
        page.element("h2", "All set-ups on one axis");
        page.start("figure", "class", "dots");
        page.element("figcaption", "each run's average as a dot; a line from p50 to p99 of all runs");
        new RowPlot(Math::log, RowPlot.latencies(), rows, Double.NaN)
                .draw(
                        page,
                        "averages of all runs",
                        "A row a set-up: a dot a run, at its average; a line from p50 to p99 of all its runs.");
        DataTable.behind(page, "averages of the runs", headings, numbers);
        page.end();
        page.end();
    }

    private void stages() {
        if (!result.isTraced()) {
            return;
        }
        List<StackPlot.Bar> bars = new ArrayList<>();
        double longest = 0;
        for (Cell cell : result.cells()) {
            List<StackPlot.Piece> pieces = new ArrayList<>();
            double from = 0;
            for (Part part : Part.values()) {
                Distribution d = cell.traced().parts().get(part);
                if (d.count() > 0) {
                    pieces.add(new StackPlot.Piece(part.word(), part.word(), from, d.mean()));
                    from += d.mean();
                }
            }
            longest = Math.max(longest, from);
            bars.add(new StackPlot.Bar(name(cell.setUp()) + ", " + LatencyUnit.formatFitting(from), pieces));
        }
        if (longest == 0) {
            return;
        }
        page.start("section");
        page.element("h2", "What the time is made of");
        page.start("figure", "class", "stages");
        page.element("figcaption", "the averages of the accesses that were joined to their faults in the kernel");
        StackPlot.draw(
                page,
                "stages of each set-up",
                "A bar a set-up, all on one axis: the averages of map, commit, insert, other and entry, one after the"
                        + " other. The table above has the numbers.",
                bars,
                longest);
        page.end();
        BenchWords.joined(result).forEach(line -> page.element("p", line));
        page.end();
    }

    private void distributions() {
        List<Distribution> all =
                result.cells().stream().map(cell -> cell.times().octaves()).toList();
        page.start("section", "class", "multiples");
        page.element("h2", "Distributions on one axis of latency");
        page.start("div", "class", "plots");
        for (Cell cell : result.cells()) {
            Distribution times = cell.times().distribution();
            Distribution octaves = cell.times().octaves();
            page.start("figure");
            page.start("figcaption");
            page.element("b", name(cell.setUp()));
            page.text(String.format(Locale.ROOT, ", %,d faults", times.count()));
            page.end();
            new HistogramPlot(page, octaves, all).draw("histogram of " + name(cell.setUp()), times, 0);
            List<List<String>> rows = new ArrayList<>();
            for (int i = 0; i < octaves.buckets(); i++) {
                if (octaves.count(i) > 0) {
                    rows.add(List.of(Edges.words(octaves, i), String.format(Locale.ROOT, "%,d", octaves.count(i))));
                }
            }
            DataTable.behind(page, "buckets", List.of("latency", "count"), rows);
            page.end();
        }
        page.end();
        curves();
        page.end();
    }

    /** The tails, MAP_SYNC over none, for each file and load that has both. */
    private void curves() {
        page.start("div", "class", "plots");
        for (Cell sync : result.cells()) {
            SetUp setUp = sync.setUp();
            for (Cell without : result.cells()) {
                if (setUp.sync() && without.setUp().equals(new SetUp(setUp.preallocated(), setUp.copy(), false))) {
                    page.start("figure");
                    page.element("figcaption", setUp.file() + " " + setUp.load() + " by percentile");
                    CurvePlot.percentiles(
                            page,
                            "percentile curves of " + setUp.file() + " " + setUp.load(),
                            List.of(
                                    new Curve("no sync", "base", without.times().distribution()),
                                    new Curve("sync", "candidate", sync.times().distribution())));
                    page.end();
                }
            }
        }
        page.end();
    }

    private void conditions() {
        page.start("section", "class", "loss");
        page.element("h2", "Loss and how it was measured");
        if (result.isComplete()) {
            page.element("p", "complete: nothing was lost", "class", "state good");
        }
        BenchWords.missing(result).forEach(line -> page.element("p", line, "class", "state bad"));
        List<String> lines = new ArrayList<>(BenchWords.conditions(result));
        lines.addAll(BenchWords.costOfMeasuring(result, ""));
        for (String line : lines) {
            page.start("p");
            page.printable(line);
            page.end();
        }
        page.end();
    }
}
