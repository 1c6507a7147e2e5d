package io.daxtrace.cli;

import picocli.CommandLine.Option;

/** What every command takes. */
final class CommonOptions {
    @Option(names = "--quiet", description = "Print no progress and no notes on standard error.")
    boolean quiet;

    @Option(names = "--verbose", description = "Print more on standard error, and a stack trace with an error.")
    boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    boolean help;
}
