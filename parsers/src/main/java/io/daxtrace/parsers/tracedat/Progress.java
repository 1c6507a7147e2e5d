package io.daxtrace.parsers.tracedat;

import io.daxtrace.parsers.Input;

/** How many of the file's bytes were read, over all its streams. */
final class Progress {
    private final Input input;
    private long bytes;

    Progress(Input input) {
        this.input = input;
    }

    void add(long more) {
        bytes += more;
        input.position(bytes);
    }

    boolean stopped() {
        return input.stopped();
    }
}
