package io.daxtrace.report.comparison;

import io.daxtrace.aggregate.MetricName;
import io.daxtrace.compare.mathematics.Interval;
import io.daxtrace.compare.mathematics.Statistic;
import io.daxtrace.compare.verdicts.CellResult;
import io.daxtrace.compare.verdicts.Mix;
import io.daxtrace.compare.verdicts.MixMeasure;
import io.daxtrace.compare.verdicts.MixResult;
import io.daxtrace.compare.verdicts.StatisticResult;
import io.daxtrace.compare.verdicts.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What else changed beside latencies, in words. */
final class MixWords {
    private MixWords() {}

    /** {@code 52 % of faults were sync instead of 10 %}, whether or not that is a change. */
    static String compared(MixResult result) {
        String base = amount(result.measure(), result.base());
        String candidate = amount(result.measure(), result.candidate());
        return switch (result.measure().kind()) {
            case SYNC -> candidate + " of faults were sync instead of " + base;
            case FAILED -> candidate + " of faults failed instead of " + base;
            case PMD -> candidate + " of faults made a PMD mapping instead of " + base;
            case FALLBACKS -> candidate + " fallbacks a fault instead of " + base;
            case RETRIES -> candidate + " retries a fault instead of " + base;
            case FAULT_RATE -> candidate + " faults a second instead of " + base;
            case FSYNC_RATE ->
                candidate + " fsync calls for " + result.measure().cause().word() + " a second instead of " + base;
        };
    }

    /** {@code 52 %}, {@code 0.031} of what may occur several times in a fault, {@code 1,204} of what is counted a second. */
    static String amount(MixMeasure measure, double value) {
        return switch (measure.kind()) {
            case SYNC, FAILED, PMD -> percent(value);
            case FALLBACKS, RETRIES -> value == 0 ? "0" : String.format(Locale.ROOT, "%.3g", value);
            case FAULT_RATE, FSYNC_RATE -> String.format(Locale.ROOT, value < 100 ? "%.3g" : "%,.0f", value);
        };
    }

    /** Two digits of the nearer of what is and what is not: {@code 0.13 %}, {@code 52 %}, {@code 99.87 %}. */
    private static String percent(double share) {
        double off = 100 * Math.min(share, 1 - share);
        int digits = off == 0 || off >= 9.5 ? 0 : off >= 0.95 ? 1 : off >= 0.095 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + digits + "f %%", 100 * share);
    }

    /** {@code +42.0 points}, {@code +0.031}, or a change of a rate as of a latency. */
    static String change(MixMeasure measure, double change) {
        return switch (measure.kind()) {
            case SYNC, FAILED, PMD -> String.format(Locale.ROOT, "%+.1f points", 100 * change);
            case FALLBACKS, RETRIES -> String.format(Locale.ROOT, "%+.3f", change);
            case FAULT_RATE, FSYNC_RATE -> ComparisonWords.change(change);
        };
    }

    static String interval(MixMeasure measure, Interval interval) {
        return "[" + change(measure, interval.low()) + ", " + change(measure, interval.high()) + "]";
    }

    /** {@code more}, or {@code inconclusive (noise)}. */
    static String verdict(MixResult result) {
        String word = result.verdict().name().toLowerCase(Locale.ROOT);
        return result.reason() == null ? word : word + " (" + result.reason().word() + ")";
    }

    /** What changed, separated by semicolons; empty where nothing did. */
    static String changed(CellResult cell) {
        return String.join(
                "; ",
                cell.mix().results().stream()
                        .filter(MixResult::isChanged)
                        .map(MixWords::compared)
                        .toList());
    }

    /** What the share of sync faults makes of the fault's mean; empty where it makes nothing of it, or nobody knows. */
    static String explanation(CellResult cell) {
        StatisticResult mean = mean(cell, MetricName.FAULT);
        MixResult sync = cell.mix().changedSync();
        if (mean == null || sync == null) {
            return "";
        }
        Mix.Standardised standardised = cell.mix().standardised();
        String change = "fault mean " + ComparisonWords.change(mean.ratio());
        if (cell.mix().explains(mean)) {
            return change + ", all of it because " + compared(sync) + "; " + equivalent(cell, standardised);
        }
        boolean differs = standardised.verdict() == Verdict.REGRESSED || standardised.verdict() == Verdict.IMPROVED;
        boolean changed = mean.verdict() == Verdict.REGRESSED || mean.verdict() == Verdict.IMPROVED;
        return changed || differs ? change + ", but " + atTheSameMix(standardised) + ": " + compared(sync) : "";
    }

    private static String equivalent(CellResult cell, Mix.Standardised standardised) {
        List<String> same = new ArrayList<>();
        for (MetricName name : List.of(MetricName.FAULT_SYNC, MetricName.FAULT_ASYNC)) {
            StatisticResult mean = mean(cell, name);
            if (mean != null && mean.verdict() == Verdict.EQUIVALENT) {
                same.add(name.part());
            }
        }
        return same.size() == 2 ? "sync and async latencies are equivalent" : atTheSameMix(standardised);
    }

    private static String atTheSameMix(Mix.Standardised standardised) {
        return "at the base's mix it would be " + ComparisonWords.change(standardised.ratio()) + " "
                + ComparisonWords.interval(standardised.interval());
    }

    private static StatisticResult mean(CellResult cell, MetricName name) {
        return cell.metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .flatMap(metric -> metric.statistics().stream())
                .filter(s -> s.statistic().equals(Statistic.MEAN))
                .findFirst()
                .orElse(null);
    }
}
