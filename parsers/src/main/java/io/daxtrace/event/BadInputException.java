package io.daxtrace.event;

import java.io.IOException;

/**
 * The input is wrong. The message names the file, the place in it, what was found and what was expected, and is shown
 * to the user as it is; what comes from the file is escaped in it.
 */
public final class BadInputException extends IOException {
    private static final long serialVersionUID = 1;

    private BadInputException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Wrong as a whole: {@code FILE: problem}. */
    public static BadInputException of(String file, String problem) {
        return new BadInputException(Printable.escape(file) + ": " + problem, null);
    }

    /** Wrong at a byte: {@code FILE: byte 4096: problem}. */
    public static BadInputException atByte(String file, long offset, String problem) {
        return new BadInputException(Printable.escape(file) + ": byte " + offset + ": " + problem, null);
    }

    /** Wrong at a line, counted from 1: {@code FILE: line 17: problem}. */
    public static BadInputException atLine(String file, long line, String problem) {
        return new BadInputException(Printable.escape(file) + ": line " + line + ": " + problem, null);
    }

    /** The same with the error that showed it. */
    public BadInputException causedBy(Throwable cause) {
        return new BadInputException(getMessage(), cause);
    }
}
