package io.daxtrace.report.comparison;

import io.daxtrace.aggregate.MetricName;
import io.daxtrace.compare.mathematics.Interval;
import io.daxtrace.compare.mathematics.SideValue;
import io.daxtrace.compare.verdicts.StatisticResult;
import io.daxtrace.compare.verdicts.Verdict;
import io.daxtrace.distribution.LatencyUnit;
import io.daxtrace.event.Printable;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How a comparison's numbers and verdicts are written, the same in every output for people. */
final class ComparisonWords {
    /** From this ratio on a factor is easier to read than a percentage. */
    private static final double FACTOR_FROM = 2;

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
                + detectable + ".";
    }

    /** {@code fs=ext4 file=empty}. */
    static String key(Map<String, String> key) {
        return key.entrySet().stream()
                .map(label -> Printable.escape(label.getKey()) + "=" + Printable.escape(label.getValue()))
                .collect(Collectors.joining(" "));
    }
}
