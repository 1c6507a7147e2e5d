package io.daxtrace.bench;

/** The bench cannot be run there, or not to its end; the message is for the user. */
public final class BenchException extends Exception {
    private static final long serialVersionUID = 1;

    BenchException(String message) {
        super(message);
    }

    BenchException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A page of the mapped file was not to be had. */
    static BenchException sigbus(Throwable cause) {
        return new BenchException(
                "a page of the mapped file could not be had (SIGBUS): the filesystem is full, was shut down after an error,"
                        + " or somebody cut the file short",
                cause);
    }
}
