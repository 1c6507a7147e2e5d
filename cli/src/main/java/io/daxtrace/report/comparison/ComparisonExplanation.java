package io.daxtrace.report.comparison;

import io.daxtrace.aggregate.MetricName;
import io.daxtrace.compare.Comparison;
import io.daxtrace.compare.mathematics.Beside;
import io.daxtrace.compare.mathematics.IntervalMethod;
import io.daxtrace.compare.mathematics.SideValue;
import io.daxtrace.compare.verdicts.Adjustment;
import io.daxtrace.compare.verdicts.CellResult;
import io.daxtrace.compare.verdicts.MetricResult;
import io.daxtrace.compare.verdicts.StatisticResult;
import io.daxtrace.distribution.LatencyUnit;
import io.daxtrace.event.Printable;
import java.io.PrintWriter;
import java.util.Locale;

/** Where each number of one metric came from: the formula, and what went into it. */
final class ComparisonExplanation {
    private final PrintWriter out;

    private ComparisonExplanation(PrintWriter out) {
        this.out = out;
    }

    /** Explains a metric in every cell that has it, and flushes. */
    static void print(Comparison comparison, MetricName metric, PrintWriter out) {
        for (CellResult cell : comparison.cells()) {
            for (MetricResult result : cell.metrics()) {
                if (result.name().equals(metric)) {
                    new ComparisonExplanation(out).metric(comparison, cell, result);
                }
            }
        }
        out.flush();
    }

    private void metric(Comparison comparison, CellResult cell, MetricResult metric) {
        out.println();
        out.println("How " + Printable.escape(metric.name().text()) + " was decided"
                + (cell.key().isEmpty() ? "" : " for " + ComparisonWords.key(cell.key())) + ":");
        if (metric.noData() != null) {
            out.println("  no data: " + Printable.escape(metric.noData().words()));
            return;
        }
        metric.statistics().forEach(statistic -> statistic(comparison, statistic));
        if (metric.beside() != null) {
            deciles(metric.beside());
        }
    }

    private void statistic(Comparison comparison, StatisticResult s) {
        out.println("  " + s.statistic().name());
        side(comparison.base(), s.base());
        side(comparison.candidate(), s.candidate());
        line(
                "ratio = candidate / base = %.4f; recorded values allow [%.4f, %.4f]",
                s.ratio(), s.identified().low(), s.identified().high());
        out.println("    interval by " + s.method().words() + ": " + formula(s));
        line(
                "95 %% interval of the ratio = [%.4f, %.4f]",
                s.interval().low(), s.interval().high());
        line(
                "band = [1 / %.4f, %.4f]: the larger of the threshold and the floor / the smaller side",
                1 + s.band().relative(), 1 + s.band().relative());
        if (comparison.adjustment() == Adjustment.BH) {
            line(
                    "p of no change = %.3g, after Benjamini and Hochberg's adjustment %.3g (one-sided; below 0.01 the"
                            + " interval counts)",
                    s.pNoChange(), s.adjustedNoChange());
        }
        line(
                "p against the band's near end = %.3g, after Holm's adjustment %.3g (one-sided; below 0.025 the interval"
                        + " counts)",
                s.p(), s.adjustedP());
        line("smallest change found four times in five = %.1f %%", 100 * s.detectable());
        if (s.runsToDecide() != null) {
            line(
                    "runs a side that would decide it four times in five, if the ratio is this one: %s, spread %s",
                    ComparisonWords.shortRuns(s.runsToDecide()),
                    s.runsToDecide().spread().name().toLowerCase(Locale.ROOT));
        }
        out.println("    verdict: " + ComparisonWords.verdict(s.verdict(), s.reason(), comparison.across())
                + (s.gating() ? "" : ", which does not decide"));
    }

    private void side(String name, SideValue side) {
        line(
                "%s = %s; runs: %d, %,d latencies worth %,.0f independent ones, spread between runs %s",
                Printable.escape(name),
                ComparisonWords.value(side),
                side.runs(),
                side.count(),
                side.effective(),
                Double.isNaN(side.spread()) ? "unknown" : String.format(Locale.ROOT, "%.2f %%", 100 * side.spread()));
    }

    private static String formula(StatisticResult s) {
        if (s.method() == IntervalMethod.WITHIN_RUN) {
            return String.format(
                    Locale.ROOT,
                    "exp(ln(c.lo / b.hi) - sqrt(ln(c.lo / c.l)^2 + ln(b.u / b.hi)^2 + (1.96 * %.3g %% * sqrt(1/%d +"
                            + " 1/%d))^2)), and mirrored",
                    100 * s.assumedNoise(),
                    s.base().runs(),
                    s.candidate().runs());
        }
        String error = s.method() == IntervalMethod.WELCH
                ? "sqrt(sb^2/%d + sc^2/%d), degrees of freedom by Welch and Satterthwaite"
                : "s * sqrt(1/%d + 1/%d), s of the side with three runs or more";
        return "exp(mean ln c.lo - mean ln b.hi - t(0.975) * error), and mirrored; error = "
                + String.format(
                        Locale.ROOT, error, s.base().runs(), s.candidate().runs());
    }

    private void deciles(Beside beside) {
        out.println("  shift by decile");
        for (Beside.Shift shift : beside.deciles()) {
            line(
                    "%d %%: %s -> %s, difference from %s to %s",
                    shift.decile(),
                    LatencyUnit.formatFitting(shift.base()),
                    LatencyUnit.formatFitting(shift.candidate()),
                    LatencyUnit.formatFitting(shift.difference().low()),
                    LatencyUnit.formatFitting(shift.difference().high()));
        }
        if (!Double.isNaN(beside.rankTestP())) {
            line("Mann-Whitney on the runs' medians: p = %.3g", beside.rankTestP());
        }
    }

    private void line(String format, Object... arguments) {
        out.println("    " + String.format(Locale.ROOT, format, arguments));
    }
}
