package io.daxtrace.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The way in: the commands, and one place where every failure becomes a message and an exit code. */
@Command(
        name = "daxtrace",
        description = {
            "Trace the DAX page faults of MAP_SYNC mappings through their stages, live or from captures, and compare their latencies.",
            ""
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a defect of daxtrace",
            "2:usage, unreadable input, or a machine that cannot do what was asked",
            "3:compare found a regression, or verify a broken promise",
            "4:nothing could be concluded, and --fail-on asked to fail on that"
        },
        subcommands = {
            RecordCommand.class,
            WatchCommand.class,
            AnalyzeCommand.class,
            CompareCommand.class,
            BenchCommand.class,
            VerifyCommand.class,
            DoctorCommand.class,
            ExportCommand.class
        })
public final class Main implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }

    public static void main(String[] args) {
        Interrupt.handle();
        int status = execute(args);
        Interrupt.finished(status);
        System.exit(status);
    }

    /** Runs a command line and returns its exit code. */
    static int execute(String... args) {
        CommandLine line = new CommandLine(new Main());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(new FailureMessage());
        line.setParameterExceptionHandler(new UsageMessage());
        line.setUsageHelpAutoWidth(true);
        return line.execute(args);
    }
}
