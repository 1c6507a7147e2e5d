package io.daxtrace.cli;

import picocli.CommandLine.Option;

/** What every command takes. */
final class CommonOptions {
    @Option(names = "--quiet", description = "No progress and no notes on standard error.")
    boolean quiet;

    @Option(names = "--verbose", description = "More on standard error; a stack trace with an error.")
    boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    boolean help;
}
