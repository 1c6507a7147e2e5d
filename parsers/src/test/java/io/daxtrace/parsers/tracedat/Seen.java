package io.daxtrace.parsers.tracedat;

import io.daxtrace.event.BadInputException;
import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.EventSink;
import io.daxtrace.parsers.Captures;
import io.daxtrace.parsers.Input;
import io.daxtrace.parsers.Sinks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a file, and remembers all that came out of it. */
final class Seen implements EventSink {
    /** An event or loss a line. */
    final List<String> lines = new ArrayList<>();

    final Capture capture = new Capture("test");
    /** What the reader threw, or null. */
    BadInputException refusal;

    private final boolean keepsLines;

    private Seen(boolean keepsLines) {
        this.keepsLines = keepsLines;
    }

    static Seen in(Path file) throws IOException {
        return new Seen(true).read(file);
    }

    static Seen countsIn(Path file) throws IOException {
        return new Seen(false).read(file);
    }

    private Seen read(Path file) throws IOException {
        try (Input input = Input.open(file.toString())) {
            Captures.read(input, capture, new Sinks(this, null, null));
        } catch (BadInputException e) {
            refusal = e;
        }
        return this;
    }

    static Seen in(Path directory, byte[] content) throws IOException {
        return in(Files.write(directory.resolve("trace.dat"), content));
    }

    @Override
    public void event(Event e) {
        if (!keepsLines) {
            return;
        }
        lines.add(e.time + " cpu" + e.cpu + ' ' + e.comm + '-' + e.tid + ' ' + e.kind + ' ' + e.function + " dev="
                + e.dev + " ino=" + e.ino + " address=" + e.address + " pgoff=" + e.pgoff + " vm=" + e.vmFlags
                + " flags=" + e.faultFlags + " result=" + (e.resultKnown ? e.result : "?") + " order=" + e.order
                + " range="
                + e.start + '-' + e.end + " datasync=" + e.datasync);
    }

    @Override
    public void lost(int cpu, long count) {
        lines.add("lost cpu" + cpu + ' ' + count);
    }

    /** The lines' first two words: time and CPU. */
    List<String> times() {
        return lines.stream()
                .map(line -> line.substring(0, line.indexOf(' ', line.indexOf(' ') + 1)))
                .toList();
    }
}
