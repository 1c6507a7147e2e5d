package io.daxtrace.parsers.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.EventSink;
import io.daxtrace.parsers.Captures;
import io.daxtrace.parsers.Input;
import io.daxtrace.parsers.Sinks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Everything that reading one text gives. */
public final class ReadText implements EventSink {
    public final List<Seen> events = new ArrayList<>();
    public final List<String> losses = new ArrayList<>();
    public Capture capture;

    private ReadText() {}

    public static ReadText of(String text) throws IOException {
        return of(text.getBytes(UTF_8));
    }

    public static ReadText of(byte[] text) throws IOException {
        try (Input input = Input.ofStream("test", new ByteArrayInputStream(text))) {
            return of(input);
        }
    }

    public static ReadText of(Path file) throws IOException {
        try (Input input = Input.open(file.toString())) {
            return of(input);
        }
    }

    private static ReadText of(Input input) throws IOException {
        ReadText read = new ReadText();
        read.capture = Captures.read(input, new Sinks(read, null, null));
        return read;
    }

    @Override
    public void event(Event event) {
        events.add(Seen.of(event));
    }

    @Override
    public void lost(int cpu, long count) {
        losses.add(cpu + ":" + count);
    }

    /** The only event. */
    public Seen only() {
        if (events.size() != 1) {
            throw new AssertionError(events + " " + capture.warnings());
        }
        return events.get(0);
    }

    public static Path sample(String name) {
        return Path.of("../samples/text", name);
    }

    /** The bytes of a sample, unwrapped. */
    public static byte[] sampleBytes(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(sample(name));
        return name.endsWith(".gz") ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes;
    }

    /** The folder of full captures beside the clone, where it is there. */
    static Stream<Path> captures() {
        return Stream.of(Path.of("../../shared/captures"), Path.of("../../../shared/captures"))
                .filter(Files::isDirectory);
    }
}
