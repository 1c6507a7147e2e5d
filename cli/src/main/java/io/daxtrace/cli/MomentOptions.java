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

/** What of an analysis is told by its time, and what counts that. */
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
                            + " An operation counts in the interval in which it ended. In csv, these are the rows.")
    private long interval;

    private Slowest slowest;
    private Intervals intervals;
    private Timeline timeline;

    /** Fails when that cannot be told of these inputs in this format. */
    void check(List<String> files, AnalysisFormat format) {
        if (interval > 0 && files.size() > 1) {
            throw new CannotException(
                    "--interval: " + files.size() + " inputs have no time in common: analyze one capture at a time");
        }
        if ((interval > 0 || most > 0) && format == AnalysisFormat.HTML) {
            throw new CannotException("--format html shows no intervals and no single faults: take text, json or csv");
        }
        if (most > 0 && format == AnalysisFormat.CSV) {
            throw new CannotException(
                    "--slowest: csv has a row for each metric: take text or json, or every fault with export --to csv");
        }
    }

    /** What counts, beside the groups. */
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
        if (format == AnalysisFormat.JSON) {
            timeline = new Timeline();
            sinks.add(timeline);
        }
        return sinks;
    }

    /** The analysis with what was counted. */
    Analysis of(Analysis analysis) {
        if (intervals != null && intervals.leastLength() > 0) {
            throw new CannotException("--interval " + interval + "ns: the capture has more than " + Intervals.MOST
                    + " of them: take at least "
                    + LatencyUnit.formatFitting(intervals.leastLength()));
        }
        return new Analysis(
                analysis.inputs(),
                analysis.loss(),
                analysis.groups(),
                new Moments(
                        slowest == null ? null : slowest.faults(),
                        intervals == null ? null : intervals.rows(),
                        timeline == null || timeline.isEmpty() ? null : timeline));
    }
}
