package io.daxtrace.cli;

import io.daxtrace.compare.SelfTest;
import io.daxtrace.report.comparison.SelfTestText;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code daxtrace compare selftest}. */
@Command(
        name = "selftest",
        description =
                "Splits runs of one system in two again and again and compares the halves: how often would the gate have"
                        + " given a false verdict on this machine, and how much do runs differ?")
final class CompareSelfTestCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "RUN",
            description = "Runs of the same system: captures, profiles, directories.")
    private List<String> files;

    @Option(
            names = "--splits",
            paramLabel = "N",
            converter = WholeNumber.Splits.class,
            description = "How often each workload is split; 200 by default.")
    private int splits = 200;

    @Option(
            names = "--seed",
            paramLabel = "N",
            converter = WholeNumber.Seed.class,
            description = "What the random splits start from; 1 by default.")
    private long seed = 1;

    @Mixin
    private ComparisonArguments arguments;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        RunFiles runs = new RunFiles(new InputReader(common.quiet), arguments.by, false);
        SelfTest.Result result = SelfTest.of(runs.read(files, Map.of()), arguments.options(), splits, seed);
        SelfTestText.print(result, new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8)));
        return ExitCode.DONE;
    }
}
