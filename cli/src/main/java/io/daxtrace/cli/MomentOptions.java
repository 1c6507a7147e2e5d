package io.daxtrace.cli;

import io.daxtrace.aggregate.Analysis;
import io.daxtrace.aggregate.InputSink;
import io.daxtrace.aggregate.Intervals;
import io.daxtrace.aggregate.Moments;
import io.daxtrace.aggregate.Slowest;
import io.daxtrace.aggregate.Timeline;
import io.daxtrace.distribution.LatencyUnit;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The parts of an analysis that tell when things happened, and what counts them. */
final class MomentOptions {
    @Option(
            names = "--slowest",
            paramLabel = "N",
            converter = WholeNumber.Slowest.class,
            description = "Also print the N slowest faults: when, which thread, which file, and the stages.")
    private int most;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            converter = Nanoseconds.Period.class,
            description =
                    "Also print a row for each TIME of the capture: the rate, the share of sync faults, and latencies."
                            + " An operation counts in the interval in which it ended. In csv, the rows are those of the intervals.")
    private long interval;

    private Slowest slowest;
    private Intervals intervals;
    private Timeline timeline;

    /** Refuses what these inputs or this format cannot show. */
    void check(List<String> files, AnalysisFormat format) {
        if (interval > 0 && files.size() > 1) {
            throw new CannotException(
                    "--interval: " + files.size() + " inputs have no time in common: analyze one capture at a time");
        }
        if (interval > 0 && format == AnalysisFormat.HTML) {
            throw new CannotException(
                    "--format html shows no intervals, but latency over time without --interval: or take text, json or csv");
        }
        if (most > 0 && format == AnalysisFormat.CSV) {
            throw new CannotException(
                    "--slowest: csv has a row for each metric: take text, json or html, or every fault with export --to csv");
        }
    }

    /** What counts them while the inputs are read. */
    List<InputSink> sinks(List<String> by, AnalysisFormat format) {
        List<InputSink> sinks = new ArrayList<>();
        if (most > 0) {
            slowest = new Slowest(most);
            sinks.add(slowest);
        }
        if (interval > 0) {
            intervals = new Intervals(interval, by);
            sinks.add(intervals);
        }
        if (format == AnalysisFormat.JSON || format == AnalysisFormat.HTML) {
            timeline = new Timeline();
            sinks.add(timeline);
        }
        return sinks;
    }

    /** The analysis with what they counted. */
    Analysis of(Analysis analysis) {
        if (intervals != null && intervals.tooMany() > 0) {
            throw new CannotException("--interval " + LatencyUnit.formatFitting(interval) + ": that makes "
                    + intervals.tooMany() + " rows, at most " + Intervals.MOST
                    + " are printed: take a longer interval, or a part of the capture with --since and --until");
        }
        return new Analysis(
                analysis.inputs(),
                analysis.loss(),
                analysis.groups(),
                new Moments(
                        slowest == null ? null : slowest.faults(),
                        intervals == null ? null : intervals.rows(),
                        intervals == null ? 0 : intervals.origin(),
                        timeline == null || timeline.isEmpty() ? null : timeline));
    }
}
