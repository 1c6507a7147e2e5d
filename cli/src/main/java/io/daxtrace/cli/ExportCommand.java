package io.daxtrace.cli;

import io.daxtrace.parsers.Input;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code daxtrace export}. */
@Command(
        name = "export",
        description = "Write the contents of captures for other tools: every fault and fsync call as a row, or the "
                + "distributions.",
        footer = {
            "",
            "csv, jsonl: one line per fault or fsync call, in the order in which they ended, streamed. Times "
                    + "are in nanoseconds; flags and results have the kernel's names. Unknown values are empty in csv "
                    + "and left out in jsonl. After each input, jsonl has a line of kind input: what it was, and what "
                    + "was lost.",
            "prometheus: the text format, with latencies as histograms in seconds; each group of --by is a "
                    + "series.",
            "hlog: an HdrHistogram log with one tagged line per metric, in nanoseconds. Distributions whose "
                    + "buckets do not fit, because they are open or wider, are skipped, with a warning."
        })
final class ExportCommand implements Callable<Integer> {
    private static final int BUFFER = 1 << 16;

    @Mixin
    private AnalysisOptions input;

    @Option(names = "--to", required = true, paramLabel = "FORMAT", description = "csv, jsonl, prometheus or hlog.")
    private ExportFormat to;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description = "The output file, written whole or not at all; - is standard output (the default).")
    private String output = Input.STANDARD_INPUT;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        input.checkKeys();
        WholeFile.Content content = to.contents(new Export(input, common.quiet));
        try {
            if (output.equals(Input.STANDARD_INPUT)) {
                try (OutputStream out = new BufferedOutputStream(new StandardOutput(), BUFFER)) {
                    content.write(out);
                }
            } else {
                WholeFile.write(Path.of(output), content);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return ExitCode.DONE;
    }
}
