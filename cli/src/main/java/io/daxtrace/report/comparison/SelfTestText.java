package io.daxtrace.report.comparison;

import io.daxtrace.compare.SelfTest;
import io.daxtrace.compare.verdicts.Verdict;
import io.daxtrace.event.Printable;
import java.io.PrintWriter;
import java.util.Locale;

/** A self test as a person reads it. */
public final class SelfTestText {
    private SelfTestText() {}

    /** Prints and flushes. */
    public static void print(SelfTest.Result result, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%d comparisons of runs of the same system with each other: %d false regressions (%.1f %%), %d false"
                        + " improvements (%.1f %%).%n",
                result.splits(),
                result.regressed(),
                100.0 * result.regressed() / result.splits(),
                result.improved(),
                100.0 * result.improved() / result.splits());
        out.printf(
                Locale.ROOT,
                "%-20s %-6s %14s %10s %9s %11s %13s%n",
                "metric",
                "",
                "spread of runs",
                "REGRESSED",
                "IMPROVED",
                "equivalent",
                "inconclusive");
        String before = "";
        for (SelfTest.Line line : result.lines()) {
            String key = ComparisonWords.key(line.key());
            if (!key.equals(before)) {
                out.println(key);
                before = key;
            }
            out.printf(
                    Locale.ROOT,
                    "%-20s %-6s %14s %10d %9d %11d %13d%s%n",
                    Printable.escape(line.metric().text()),
                    line.statistic().name(),
                    Double.isNaN(line.spread()) ? "-" : String.format(Locale.ROOT, "%.2f %%", 100 * line.spread()),
                    line.verdicts()[Verdict.REGRESSED.ordinal()],
                    line.verdicts()[Verdict.IMPROVED.ordinal()],
                    line.verdicts()[Verdict.EQUIVALENT.ordinal()],
                    line.verdicts()[Verdict.INCONCLUSIVE.ordinal()],
                    line.gating() ? "" : "  (does not decide)");
        }
        out.flush();
    }
}
