package io.daxtrace.cli;

import io.daxtrace.aggregate.MetricName;
import io.daxtrace.aggregate.Run;
import io.daxtrace.compare.Across;
import io.daxtrace.compare.Comparer;
import io.daxtrace.compare.Comparison;
import io.daxtrace.compare.verdicts.ComparisonOptions;
import io.daxtrace.compare.verdicts.Verdict;
import io.daxtrace.report.comparison.ComparisonFormat;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code daxtrace compare}. */
@Command(
        name = "compare",
        subcommands = CompareSelfTestCommand.class,
        description = "Compare runs and judge each latency: regressed, improved, equivalent, or inconclusive and why.",
        footer = {
            "",
            "Files are captures of any format, histogram texts, profiles, and directories of them; each capture is a run."
                    + " Make three runs a side or more: then the spread between runs is measured, not assumed.",
            "The answer comes first: a sentence, and a table with the worst workloads and statistics first. A number behind a"
                    + " reason is how many runs a side would decide it.",
            "A verdict is where the 95 %% interval of the ratio lies against a band; docs/comparison.md explains it.",
            "Exit codes: 0 no regression, 2 bad input or nothing in common, 3 a regression, 4 what --fail-on names."
        })
final class CompareCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "BASE", description = "The runs to compare with; with --across, all runs.")
    private List<String> base = List.of();

    @Option(names = "--with", arity = "1..*", paramLabel = "CANDIDATE", description = "The runs to judge.")
    private List<String> candidate = List.of();

    @Option(
            names = "--across",
            paramLabel = "LABEL",
            description =
                    "Compare workloads with each other: by the values of a label such as sync or fs, or by file (source)."
                            + " Never fails.")
    private String across;

    @Option(
            names = "--reference",
            paramLabel = "VALUE",
            description = "With --across: compare the others with VALUE (default: the first run's).")
    private String reference;

    @Mixin
    private ComparisonArguments arguments;

    @Option(
            names = "--fail-on",
            split = ",",
            paramLabel = "WHAT",
            description =
                    "Exit with 4 if anything is inconclusive, missing (the default) or lost events (loss); nothing: never"
                            + " exit with 4.")
    private Set<FailOn> failOn = EnumSet.of(FailOn.MISSING);

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text (the default), json, junit, or html (one page).")
    private ComparisonFormat format = ComparisonFormat.TEXT;

    @Option(names = "--junit", paramLabel = "OUT", description = "Also write JUnit XML to OUT.")
    private Path junit;

    @Option(names = "--json", paramLabel = "OUT", description = "Also write JSON to OUT.")
    private Path json;

    @Option(
            names = "--all",
            description =
                    "Print every statistic of every workload in text, not only the answer and what is not equivalent.")
    private boolean all;

    @Option(
            names = "--explain",
            paramLabel = "METRIC",
            description = "Print the formulas and numbers behind the verdicts of METRIC.")
    private String explain;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        check();
        ComparisonOptions options = arguments.options();
        RunFiles files = new RunFiles(new InputReader(common.quiet), arguments.by, true);
        List<Run> baseRuns = files.read(base, Map.of());
        List<Comparison> comparisons = across == null
                ? List.of(new Comparer(options).compare(baseRuns, files.read(candidate, Map.of())))
                : Across.compare(baseRuns, across, reference, options);
        print(comparisons);
        return comparisons.stream().mapToInt(this::status).max().orElse(ExitCode.DONE);
    }

    private void check() {
        if (base.isEmpty()) {
            throw new CannotException("compare: no base runs given; expected BASE... --with CANDIDATE...");
        }
        if (across == null && candidate.isEmpty()) {
            throw new CannotException("compare: no candidate runs given; expected --with CANDIDATE...");
        }
        if (across != null && !candidate.isEmpty()) {
            throw new CannotException("compare: --across takes all runs without --with");
        }
    }

    private int status(Comparison comparison) {
        if (!comparison.across() && comparison.has(Verdict.REGRESSED)) {
            return ExitCode.FOUND;
        }
        boolean fail = failOn.contains(FailOn.MISSING) && comparison.has(Verdict.NO_DATA)
                || failOn.contains(FailOn.INCONCLUSIVE) && comparison.has(Verdict.INCONCLUSIVE)
                || failOn.contains(FailOn.LOSS) && !comparison.complete();
        return fail && !comparison.across() ? ExitCode.INCONCLUSIVE : ExitCode.DONE;
    }

    private void print(List<Comparison> comparisons) throws IOException {
        MetricName explained = explain == null ? null : new MetricName(explain);
        ComparisonFormat.Wishes wishes = new ComparisonFormat.Wishes(all, explained, failing(), Version.number());
        PrintWriter out = new PrintWriter(
                new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), 1 << 16));
        format.write(comparisons, wishes, out);
        if (format == ComparisonFormat.TEXT
                && explained != null
                && comparisons.stream().noneMatch(comparison -> comparison.has(explained))) {
            throw new CannotException("--explain " + explain + ": no such metric was compared");
        }
        write(ComparisonFormat.JSON, json, comparisons, wishes);
        write(ComparisonFormat.JUNIT, junit, comparisons, wishes);
    }

    /** @param path where to, or null for nowhere */
    private static void write(
            ComparisonFormat format, Path path, List<Comparison> comparisons, ComparisonFormat.Wishes wishes)
            throws IOException {
        if (path == null) {
            return;
        }
        try (Writer file = Files.newBufferedWriter(path)) {
            format.write(comparisons, wishes, file);
        }
    }

    private Set<Verdict> failing() {
        Set<Verdict> failing = EnumSet.noneOf(Verdict.class);
        if (failOn.contains(FailOn.MISSING)) {
            failing.add(Verdict.NO_DATA);
        }
        if (failOn.contains(FailOn.INCONCLUSIVE)) {
            failing.add(Verdict.INCONCLUSIVE);
        }
        return failing;
    }
}
