package io.daxtrace.cli;

import io.daxtrace.event.BadInputException;
import io.daxtrace.event.Printable;
import java.io.IOException;
import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command threw into a message and an exit code; a stack trace only when asked for, or for our defects. */
final class FailureMessage implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
        PrintStream err = System.err;
        if (failure instanceof CannotException || failure instanceof BadInputException) {
            err.println("daxtrace: " + failure.getMessage());
        } else if (failure instanceof IOException) {
            err.println("daxtrace: " + Printable.escape(String.valueOf(failure.getMessage())) + " ("
                    + failure.getClass().getSimpleName() + ")");
        } else {
            err.println("daxtrace: this is a defect of daxtrace, please report it with what follows:");
            failure.printStackTrace(err);
            return ExitCode.DEFECT;
        }
        if (parsed.expandedArgs().contains("--verbose")) {
            failure.printStackTrace(err);
        }
        return ExitCode.CANNOT;
    }
}
