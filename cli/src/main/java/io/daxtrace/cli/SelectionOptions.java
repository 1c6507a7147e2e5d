package io.daxtrace.cli;

import io.daxtrace.bpf.TraceFilter;
import io.daxtrace.selection.Moment;
import io.daxtrace.selection.Selection;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which operations of captures are asked for: the filters of live tracing, and a span of time. */
final class SelectionOptions {
    @Mixin
    private FilterOptions filters;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = MomentText.class,
            description =
                    "Only operations that ended at TIME or later: +10s is ten seconds after the capture's first operation began;"
                            + " 03:00, 03:00:00.5 and 2026-11-26T03:00:00Z are times of day, in local time where they name no zone.")
    private Moment since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = MomentText.class,
            description = "Only operations that ended before TIME, as for --since.")
    private Moment until;

    Selection selection() {
        TraceFilter filter = filters.filter();
        List<String> texts = new ArrayList<>(filters.texts());
        if (since != null) {
            texts.add("since=" + since.text());
        }
        if (until != null) {
            texts.add("until=" + until.text());
        }
        return new Selection(
                filter.pid(),
                filter.tid(),
                filter.comm(),
                filters.cgroups(),
                filter.dev(),
                filter.ino(),
                filter.minLatency(),
                since,
                until,
                texts);
    }
}
