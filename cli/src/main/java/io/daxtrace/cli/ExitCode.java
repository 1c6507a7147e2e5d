package io.daxtrace.cli;

/** What the commands exit with. */
final class ExitCode {
    static final int DONE = 0;
    /** A defect of ours. */
    static final int DEFECT = 1;
    /** Usage, unreadable input, or a machine that cannot do what was asked. */
    static final int CANNOT = 2;
    /** compare found a regression, or verify a broken promise. */
    static final int FOUND = 3;
    /** Nothing could be concluded, and the caller asked to fail on that. */
    static final int INCONCLUSIVE = 4;

    private ExitCode() {}
}
