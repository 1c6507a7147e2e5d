package io.daxtrace.parsers;

import io.daxtrace.event.Capture;
import java.io.IOException;
import java.nio.file.Path;

/** One format of captures. Stateless. */
public interface Format {
    /** Whether an input that begins like this is of this format. Must be quick and must not throw. */
    boolean matches(Head head);

    /** Whether a directory is a capture of this format. Must be quick and must not throw. */
    default boolean matchesDirectory(Path directory) {
        return false;
    }

    /**
     * Reads the whole input in bounded memory, fills in the capture and sends what it finds to the sinks. Damage and
     * early ends leave a result marked {@link Capture#truncated(String)}; where nothing at all can be made of the input it
     * throws. Polls {@link Input#stopped()} at least every few thousand events and ends as for an early end when set.
     *
     * @throws io.daxtrace.event.BadInputException when the input is wrong
     */
    void read(Input input, Capture capture, Sinks sinks) throws IOException;
}
