package io.daxtrace.bench;

/** The bench can not be run there, or not to its end; the message is for the user. */
public final class BenchException extends Exception {
    private static final long serialVersionUID = 1;

    BenchException(String message) {
        super(message);
    }

    BenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
