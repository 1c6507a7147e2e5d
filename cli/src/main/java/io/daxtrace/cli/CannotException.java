package io.daxtrace.cli;

/** What was asked cannot be done here; the message names the thing, the value and the remedy. */
final class CannotException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CannotException(String message) {
        super(message);
    }

    CannotException(String message, Throwable cause) {
        super(message, cause);
    }
}
