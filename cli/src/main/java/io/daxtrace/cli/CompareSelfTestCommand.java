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
                "Split runs of one system in two again and again and compare the halves: how often would the gate have"
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
            description = "Split each workload N times (default: 200).")
    private int splits = 200;

    @Option(
            names = "--seed",
            paramLabel = "N",
            converter = WholeNumber.Seed.class,
            description = "Seed of the random splits (default: 1).")
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
