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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

/** A bench in words and rows, the same in every output for people. Names are escaped. */
final class BenchWords {
    static final LatencyUnit UNIT = LatencyUnit.US;
    /** Of a {@link Row}'s texts. */
    static final List<String> HEADINGS =
            List.of(UNIT.word(), "runs", "faults", "min", "avg", "p50", "p99", "max", "avg of the runs");

    /**
     * A set-up, or below it what its time is made of.
     *
     * @param part null of the whole
     */
    record Row(Part part, List<String> texts) {}

    private BenchWords() {}

    /** What was measured where and how. */
    static List<String> conditions(BenchResult result) {
        BenchPlan plan = result.plan();
        List<String> lines = new ArrayList<>();
        lines.add("kernel " + Printable.escape(result.kernel()) + ", " + Printable.escape(result.directory()) + " on "
                + Printable.escape(result.filesystem().toString()));
        lines.add(String.format(
                Locale.ROOT,
                "%s, %d pages of %d KiB a run, in %s order, %d %s, %d %s of each set-up, seed %d",
                plan.read() ? "reading" : "writing",
                plan.pages(),
                result.pageSize() >> 10,
                plan.random() ? "random" : "ascending",
                plan.threads(),
                plan.threads() == 1 ? "thread" : "threads",
                plan.repeats(),
                plan.repeats() == 1 ? "run" : "runs",
                plan.seed()));
        return lines;
    }

    /** What measuring adds to every time. */
    static List<String> costOfMeasuring(BenchResult result, String where) {
        List<String> lines = new ArrayList<>();
        lines.add("reading the clock twice takes " + result.timerCost() + " ns of each time" + where);
        if (result.isTraced()) {
            lines.add("traced, which is part of each time" + where + "; " + String.join(", ", result.probes()));
        }
        return lines;
    }

    /** What is missing; empty where nothing is. */
    static List<String> missing(BenchResult result) {
        List<String> lines = new ArrayList<>();
        if (!result.isFinished()) {
            lines.add("INCOMPLETE: interrupted after " + result.finished() + " of " + result.planned() + " runs");
        }
        if (!result.loss().isZero()) {
            lines.add("INCOMPLETE: " + LossText.of(result.loss()));
        }
        return lines;
    }

    static List<Row> rows(BenchResult result) {
        List<Row> rows = new ArrayList<>();
        for (Cell cell : result.cells()) {
            rows.add(row(
                    null,
                    cell.setUp().heading(),
                    Integer.toString(cell.runs().size()),
                    cell,
                    cell.times().distribution(),
                    run -> run.times().distribution()));
            for (Part part : result.isTraced() ? Part.values() : new Part[0]) {
                rows.add(part(cell, part));
            }
        }
        return rows;
    }

    private static Row part(Cell cell, Part part) {
        Distribution d = cell.traced().parts().get(part);
        if (d.max() <= 0) { // unknown, or in no access
            return new Row(part, List.of(part.word(), "", "", "-", "-", "-", "-", "-", "-"));
        }
        return row(part, part.word(), "", cell, d, run -> run.traced().parts().get(part));
    }

    private static Row row(
            Part part, String heading, String runs, Cell cell, Distribution d, Function<Cell.Run, Distribution> ofRun) {
        return new Row(
                part,
                List.of(
                        heading,
                        runs,
                        Long.toString(d.count()),
                        UNIT.format(d.min()),
                        UNIT.format(d.mean()),
                        UNIT.format(d.quantile(0.5).value()),
                        UNIT.format(d.quantile(0.99).value()),
                        UNIT.format(d.max()),
                        averages(cell, ofRun)));
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

    /** How much of the times the parts explain; empty where the kernel was not traced. */
    static List<String> joined(BenchResult result) {
        if (!result.isTraced()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(
                "map, commit, insert and other are the stages of the kernel's faults; entry is the rest of the program's"
                        + " time: the exception, the way back, and most of tracing's own cost");
        long notJoined = 0;
        for (Cell cell : result.cells()) {
            TracedRun traced = cell.traced();
            notJoined += traced.notJoined();
            if (traced.notJoined() + traced.strays() > 0) {
                lines.add(cell.setUp().heading() + ": " + traced.notJoined() + " of "
                        + (traced.joined() + traced.notJoined()) + " accesses not joined to a fault of the kernel, "
                        + traced.strays() + " faults to no access; the stages are of the others");
            }
        }
        if (notJoined == 0) {
            lines.add("every access was joined to its fault in the kernel");
        }
        return lines;
    }

    /** What MAP_SYNC costs, for each set-up that was run with it and without. */
    static List<String> costs(List<Cell> cells) {
        return cells.stream()
                .filter(cell -> cell.setUp().sync())
                .map(cell -> cost(cells, cell))
                .filter(Objects::nonNull)
                .toList();
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
                            "file %s, %s: MAP_SYNC costs %s us a fault (x %.2f)",
                            without.preallocated() ? "preallocated" : "empty",
                            without.copy() ? "background load" : "no background load",
                            UNIT.format(mean - base),
                            mean / base);
                })
                .findFirst()
                .orElse(null);
    }
}
