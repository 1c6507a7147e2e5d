package io.daxtrace.parsers.tracedat;

/** A block of the file cannot be unpacked. What that means is for its reader to say: the file may go on behind it. */
final class DamagedBlockException extends Exception {
    private static final long serialVersionUID = 1;

    DamagedBlockException(String message) {
        super(message);
    }
}
