package io.daxtrace.report.comparison;

import io.daxtrace.aggregate.MetricName;
import io.daxtrace.compare.Comparison;
import io.daxtrace.compare.mathematics.Interval;
import io.daxtrace.compare.mathematics.SideValue;
import io.daxtrace.compare.verdicts.Outlier;
import io.daxtrace.compare.verdicts.RunsToDecide;
import io.daxtrace.compare.verdicts.StatisticResult;
import io.daxtrace.compare.verdicts.Verdict;
import io.daxtrace.distribution.LatencyUnit;
import io.daxtrace.event.Printable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How a comparison's numbers and verdicts are written, the same in every output for people. */
final class ComparisonWords {
    /** From what is printed as a factor of 2 on, a factor is easier to read than a percentage. */
    private static final double FACTOR_FROM = 1.9995;

    /** Up to this width of its interval a value is shown as one number. */
    private static final double NARROW = 1.07;

    private ComparisonWords() {}

    /** {@code REGRESSED}, or {@code slower} where workloads are compared with each other. */
    static String verdict(Verdict verdict, Verdict.Reason reason, boolean across) {
        String word = switch (verdict) {
            case REGRESSED -> across ? "slower" : "REGRESSED";
            case IMPROVED -> across ? "faster" : "IMPROVED";
            case EQUIVALENT -> "equivalent";
            case INCONCLUSIVE -> across ? "undetermined" : "inconclusive";
            case NO_DATA -> "no data";
        };
        return reason == null ? word : word + " (" + reason.word() + ")";
    }

    /** {@code REGRESSED}, or the reason why nothing could be concluded with the runs a side that would: {@code noise 45}. */
    static String shortVerdict(StatisticResult s, boolean across) {
        if (s.reason() == null) {
            return verdict(s.verdict(), null, across);
        }
        return s.reason().word() + (s.runsToDecide() == null ? "" : " " + shortRuns(s.runsToDecide()));
    }

    /** What has to be known of the spread that an interval rests on; empty where each side's own was measured. */
    static String ofSpread(StatisticResult s) {
        return switch (s.method()) {
            case WELCH -> "";
            case BORROWED_SPREAD -> "one side has fewer than three runs: the other's spread is taken for both";
            case WITHIN_RUN ->
                String.format(
                        Locale.ROOT,
                        "fewer than three runs a side: a run-to-run spread of %.3g %% is assumed (--run-noise); make three"
                                + " runs a side, and it is measured",
                        100 * s.assumedNoise());
        };
    }

    /** Of a statistic with an outlier: which run it is, and what is said with it and without it. */
    static String outlier(MetricName metric, StatisticResult s, Comparison comparison, RunNames names) {
        Outlier outlier = s.outlier();
        return String.format(
                Locale.ROOT,
                "%s %s: %s has an outlier, %s (%.3g times the mean of the others). With it: %s %s; without it: %s %s",
                Printable.escape(metric.text()),
                s.statistic().name(),
                Printable.escape(outlier.inBase() ? comparison.base() : comparison.candidate()),
                Printable.escape(names.of(outlier.run())),
                outlier.ratio(),
                verdict(s.verdict(), s.reason(), comparison.across()),
                change(s.ratio()) + " " + interval(s.interval()),
                verdict(outlier.verdictWithout(), outlier.reasonWithout(), comparison.across()),
                change(outlier.ratioWithout()) + " " + interval(outlier.intervalWithout()));
    }

    /** A value with the spread between runs, where there are two or more: {@code 22.1us ±3 %}. */
    static String withSpread(SideValue side) {
        return Double.isNaN(side.spread())
                ? value(side)
                : String.format(Locale.ROOT, "%s ±%.0f %%", value(side), 100 * side.spread());
    }

    /** {@code 22.1 us}, {@code 16-31.9 us} where buckets hide it, {@code >128 us} where nothing bounds it. */
    static String value(SideValue side) {
        if (Double.isInfinite(side.high())) {
            return ">" + LatencyUnit.formatFitting(side.low());
        }
        if (side.high() <= side.low() * NARROW) {
            return LatencyUnit.formatFitting(side.value());
        }
        LatencyUnit unit = LatencyUnit.fitting(side.high());
        return unit.format(side.low()) + "-" + unit.format(side.high()) + unit.word();
    }

    /** {@code +18.2 %}, {@code -9.1 %}, or {@code x4.63} from a factor of two on. */
    static String change(double ratio) {
        if (Double.isInfinite(ratio)) {
            return "unbounded";
        }
        if (ratio >= FACTOR_FROM) {
            return String.format(Locale.ROOT, ratio >= 100 ? "x%.0f" : ratio >= 10 ? "x%.1f" : "x%.2f", ratio);
        }
        return String.format(Locale.ROOT, "%+.1f %%", 100 * (ratio - 1));
    }

    /** {@code [+12.1 %, +23.4 %]}; ratios are never below -100 %. */
    static String interval(Interval interval) {
        if (interval.low() == 0 && Double.isInfinite(interval.high())) {
            return "not bounded";
        }
        return "[" + change(interval.low()) + ", " + change(interval.high()) + "]";
    }

    /** One plain sentence. */
    static String sentence(MetricName metric, StatisticResult s, String base, String candidate, boolean across) {
        String what = Printable.escape(metric.text()) + " " + s.statistic().name();
        String band = String.format(Locale.ROOT, "%.3g %%", 100 * s.band().relative());
        return what + " "
                + switch (s.verdict()) {
                    case REGRESSED -> (across ? "of " + candidate + " is slower than of " + base : "regressed") + by(s);
                    case IMPROVED -> (across ? "of " + candidate + " is faster than of " + base : "improved") + by(s);
                    case EQUIVALENT -> "is the same within " + band + ".";
                    case INCONCLUSIVE -> inconclusive(s, band);
                    case NO_DATA -> "has no data.";
                };
    }

    private static String by(StatisticResult s) {
        return " by " + amount(s.ratio()) + " (95 % interval " + interval(s.interval()) + "): " + value(s.base())
                + " -> " + value(s.candidate()) + ".";
    }

    /** The size of a change without its sign: {@code 18.2 %} or {@code a factor of 4.63}. */
    static String amount(double ratio) {
        double up = Math.max(ratio, 1 / ratio);
        return up >= FACTOR_FROM
                ? String.format(Locale.ROOT, "a factor of %.3g", up)
                : String.format(Locale.ROOT, "%.1f %%", 100 * Math.abs(ratio - 1));
    }

    private static String inconclusive(StatisticResult s, String band) {
        String why = switch (s.reason()) {
            case NOISE -> "runs scatter too much";
            case RESOLUTION -> "the histogram's buckets or the clock's ticks are too coarse";
            case SINGLE_RUN ->
                "with so few runs a difference between two runs is not told from one between the"
                        + " sides: make three runs a side";
            case TAIL_N -> "too few values lie beyond it";
            case LOSS -> "what was lost may have changed it";
        };
        String detectable = Double.isInfinite(s.detectable())
                ? ""
                : String.format(
                        Locale.ROOT, "; a change below %s could not have been seen", amount(1 + s.detectable()));
        return "is undecided: " + why + " (95 % interval " + interval(s.interval()) + ", band " + band + ")"
                + detectable + runsToDecide(s) + ".";
    }

    private static String runsToDecide(StatisticResult s) {
        RunsToDecide needed = s.runsToDecide();
        if (needed == null) {
            return "";
        }
        String each = needed.latencies() == 0
                ? ""
                : String.format(Locale.ROOT, " of %,d latencies or more", needed.latencies());
        if (needed.spread() == RunsToDecide.Spread.UNKNOWN) {
            return "; how many runs" + each + " would decide it cannot be known from so few";
        }
        String runs = needed.runs() == 0
                ? String.format(
                        Locale.ROOT, "more than %,d runs a side%s would have to decide it", RunsToDecide.MOST, each)
                : needed.runs() + " runs a side" + each + " would decide it";
        return needed.spread() == RunsToDecide.Spread.MEASURED
                ? "; " + runs
                : String.format(
                        Locale.ROOT,
                        "; how runs differ is not known from so few: if by the assumed %.3g %%, %s",
                        100 * s.assumedNoise(),
                        runs);
    }

    /**
     * The runs a side that would decide it: {@code 45}, {@code >1000}; {@code 4?} where the spread is assumed, {@code ?} where
     * nothing tells; {@code 6*} where each has to be longer, too.
     */
    static String shortRuns(RunsToDecide needed) {
        String longer = needed.latencies() > 0 ? "*" : "";
        return switch (needed.spread()) {
            case MEASURED -> atMost(needed.runs()) + longer;
            case ASSUMED -> atMost(needed.runs()) + "?" + longer;
            case UNKNOWN -> "?" + longer;
        };
    }

    /** {@code 45}, or {@code >1000} for 0. */
    static String atMost(int runs) {
        return runs == 0 ? ">" + RunsToDecide.MOST : Integer.toString(runs);
    }

    /** A change with its direction for its sign: {@code ↑21.4%}, {@code ↓8.0%}, {@code ↑x4.63}. */
    static String arrow(double ratio) {
        String change = change(ratio).replace(" ", "");
        String size = change.startsWith("+") || change.startsWith("-") ? change.substring(1) : change;
        return (ratio >= 1 ? "↑" : "↓") + size;
    }

    /** {@code fs=ext4 file=empty}. */
    static String key(Map<String, String> key) {
        return key.entrySet().stream()
                .map(label -> Printable.escape(label.getKey()) + "=" + Printable.escape(label.getValue()))
                .collect(Collectors.joining(" "));
    }

    /** {@code a}, {@code a and b}, {@code a, b and c}. */
    static String listed(List<String> names) {
        if (names.size() == 1) {
            return names.get(0);
        }
        return String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.get(names.size() - 1);
    }
}
