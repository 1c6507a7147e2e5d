package io.daxtrace.report.bench;

import io.daxtrace.bench.BenchPlan;
import io.daxtrace.bench.BenchResult;
import io.daxtrace.bench.Cell;
import io.daxtrace.bench.Part;
import io.daxtrace.bench.SetUp;
import io.daxtrace.bench.TracedRun;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.LatencyUnit;
import io.daxtrace.event.Printable;
import io.daxtrace.report.LossText;
import io.daxtrace.report.TextTable;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A bench as a person reads it: a table of the set-ups, and what MAP_SYNC costs in each. */
final class BenchText {
    private static final LatencyUnit UNIT = LatencyUnit.US;

    private BenchText() {}

    /** Prints and flushes. */
    static void print(BenchResult result, PrintWriter out) {
        BenchPlan plan = result.plan();
        out.println("kernel " + Printable.escape(result.kernel()) + ", " + Printable.escape(result.directory()) + " on "
                + Printable.escape(result.filesystem().toString()));
        out.printf(
                Locale.ROOT,
                "%s, %d pages of %d KiB a run, in %s order, %d %s, %d %s of each set-up, seed %d%n",
                plan.read() ? "reading" : "writing",
                plan.pages(),
                result.pageSize() >> 10,
                plan.random() ? "random" : "ascending",
                plan.threads(),
                plan.threads() == 1 ? "thread" : "threads",
                plan.repeats(),
                plan.repeats() == 1 ? "run" : "runs",
                plan.seed());
        out.println("reading the clock twice takes " + result.timerCost() + " ns of each time below");
        if (result.isTraced()) {
            out.println("traced, which is part of each time below; " + String.join(", ", result.probes()));
        }
        if (!result.isFinished()) {
            out.println("INCOMPLETE: interrupted after " + result.finished() + " of " + result.planned() + " runs");
        }
        if (!result.loss().isZero()) {
            out.println("INCOMPLETE: " + LossText.of(result.loss()));
        }
        out.println();
        TextTable table = new TextTable();
        table.row(UNIT.word(), "runs", "faults", "min", "avg", "p50", "p99", "max", "avg of the runs");
        for (Cell cell : result.cells()) {
            row(
                    table,
                    cell.setUp().heading(),
                    Integer.toString(cell.runs().size()),
                    cell,
                    cell.times().distribution(),
                    run -> run.times().distribution());
            for (Part part : result.isTraced() ? Part.values() : new Part[0]) {
                part(table, cell, part);
            }
        }
        table.print(out);
        joined(result, out);
        costs(result.cells(), out);
        out.flush();
    }

    private static void part(TextTable table, Cell cell, Part part) {
        Distribution d = cell.traced().parts().get(part);
        if (d.max() <= 0) { // unknown, or in no access
            table.row("  " + part.word(), "", "", "-", "-", "-", "-", "-", "-");
        } else {
            row(
                    table,
                    "  " + part.word(),
                    "",
                    cell,
                    d,
                    run -> run.traced().parts().get(part));
        }
    }

    private static void row(
            TextTable table,
            String heading,
            String runs,
            Cell cell,
            Distribution d,
            Function<Cell.Run, Distribution> ofRun) {
        table.row(
                heading,
                runs,
                Long.toString(d.count()),
                UNIT.format(d.min()),
                UNIT.format(d.mean()),
                UNIT.format(d.quantile(0.5).value()),
                UNIT.format(d.quantile(0.99).value()),
                UNIT.format(d.max()),
                averages(cell, ofRun));
    }

    /** How much of the times above the parts below them explain. */
    private static void joined(BenchResult result, PrintWriter out) {
        if (!result.isTraced()) {
            return;
        }
        out.println();
        out.println(
                "map, commit, insert and other are the stages of the kernel's faults; entry is the rest of the program's"
                        + " time: the exception, the way back, and most of tracing's own cost");
        long notJoined = 0;
        for (Cell cell : result.cells()) {
            TracedRun traced = cell.traced();
            notJoined += traced.notJoined();
            if (traced.notJoined() + traced.strays() > 0) {
                out.println(cell.setUp().heading() + ": " + traced.notJoined() + " of "
                        + (traced.joined() + traced.notJoined()) + " accesses not joined to a fault of the kernel, "
                        + traced.strays() + " faults to no access; the stages are of the others");
            }
        }
        if (notJoined == 0) {
            out.println("every access was joined to its fault in the kernel");
        }
    }

    private static String averages(Cell cell, Function<Cell.Run, Distribution> ofRun) {
        double[] means = cell.runs().stream()
                .map(ofRun)
                .filter(d -> d.count() > 0)
                .mapToDouble(Distribution::mean)
                .sorted()
                .toArray();
        return UNIT.format(means[0]) + " - " + UNIT.format(means[means.length - 1]);
    }

    private static void costs(List<Cell> cells, PrintWriter out) {
        String lines = cells.stream()
                .filter(cell -> cell.setUp().sync())
                .map(cell -> cost(cells, cell))
                .collect(Collectors.joining());
        if (!lines.isEmpty()) {
            out.println();
            out.print(lines);
        }
    }

    private static String cost(List<Cell> cells, Cell sync) {
        SetUp without = new SetUp(sync.setUp().preallocated(), sync.setUp().copy(), false);
        return cells.stream()
                .filter(cell -> cell.setUp().equals(without))
                .map(cell -> {
                    double base = cell.times().distribution().mean();
                    double mean = sync.times().distribution().mean();
                    return String.format(
                            Locale.ROOT,
                            "file %s, %s: MAP_SYNC costs %s us a fault (x %.2f)%n",
                            without.preallocated() ? "preallocated" : "empty",
                            without.copy() ? "background load" : "no background load",
                            UNIT.format(mean - base),
                            mean / base);
                })
                .collect(Collectors.joining());
    }
}
