package io.daxtrace.cli;

import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, in a line, and where the options are explained. */
final class UsageMessage implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        PrintStream err = System.err;
        err.println("daxtrace: " + failure.getMessage());
        if (UnmatchedArgumentException.printSuggestions(failure, err)) {
            return ExitCode.CANNOT;
        }
        if (command.getParent() == null) {
            command.usage(err);
        } else {
            err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        }
        return ExitCode.CANNOT;
    }
}
