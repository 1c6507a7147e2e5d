package io.daxtrace.cli;

import io.daxtrace.bpf.DaxMount;
import io.daxtrace.bpf.TraceFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that {@code record} and {@code watch} share. */
final class TracingOptions {
    @Mixin
    final CommonOptions common = new CommonOptions();

    @Mixin
    final ProbesOption probes = new ProbesOption();

    @Mixin
    final DetailOption detail = new DetailOption();

    @Mixin
    final FilterOptions filters = new FilterOptions();

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = Nanoseconds.Period.class,
            description = "Stop after TIME: 500ms, 10s, 5m (default: on SIGINT or SIGTERM).")
    private Long duration;

    @Option(names = "--label", paramLabel = "KEY=VALUE", description = "Label the workload; may be repeated.")
    Map<String, String> labels = Map.of();

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description =
                    "Write what the histograms in the kernel counted to FILE at the end, for analyze and compare.")
    Path profile;

    /** What the kernel is told to follow; refused when nothing can match, with a note when nothing does yet. */
    TraceFilter filter() throws IOException {
        TraceFilter filter = filters.filter();
        List<String> warnings = filters.check(DaxMount.read());
        if (!common.quiet) {
            warnings.forEach(warning -> System.err.println("daxtrace: " + warning));
        }
        return filter;
    }

    boolean isEndless() {
        return duration == null;
    }

    /** Nanoseconds, or more than will ever pass. */
    long duration() {
        return duration == null ? Long.MAX_VALUE : duration;
    }
}
