package io.daxtrace.parsers.text;

import io.daxtrace.event.Capture;
import io.daxtrace.parsers.Input;
import io.daxtrace.parsers.Sinks;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Function;

/** Reads a text from its first to its last line: blocks are parsed by two threads, and delivered in order by the caller's. */
public final class TextReading {
    private static final int PARSERS = 2;
    /** Blocks that are under way, for each parser: one that it works at and one that waits. */
    private static final int AHEAD = 2;

    private TextReading() {}

    /**
     * Reads the whole input.
     *
     * @param format as {@link Capture#format} gets it
     * @param grammar makes what recognises the lines of this format, one for each thread
     */
    public static void read(
            Input input, Capture capture, Sinks sinks, String format, Function<Comms, LineParser.Grammar> grammar)
            throws IOException {
        capture.format = format;
        RowDelivery delivery = new RowDelivery(capture, sinks.events());
        boolean quoted = TextHead.isQuoted(input.head());
        boolean escaped = TextHead.hasEscapes(input.head());
        Comms comms = Comms.create();
        BlockParser[] parsers = new BlockParser[PARSERS];
        for (int i = 0; i < PARSERS; i++) {
            parsers[i] = new BlockParser(() -> new LineParser(grammar.apply(comms.sibling()), quoted, escaped));
        }
        try (InputStream in = input.stream()) {
            LineReader reader = new LineReader(in);
            deliver(reader, parsers, delivery);
            if (reader.damage() != null) {
                capture.truncated(
                        "cannot be read to its end: " + reader.damage().getMessage());
            }
            if (input.stopped()) {
                capture.truncated("reading was stopped before the end");
            }
        } finally {
            for (BlockParser parser : parsers) {
                parser.stop();
            }
        }
        delivery.finish(format);
    }

    private static void deliver(LineReader reader, BlockParser[] parsers, RowDelivery delivery) throws IOException {
        LineBlock first = new LineBlock();
        if (!reader.fill(first)) {
            return;
        }
        if (reader.ended()) {
            // a short text needs no threads
            parsers[0].parse(first);
            delivery.block(first);
            return;
        }
        parsers[0].submit(first);
        Queue<LineBlock> free = new ArrayDeque<>();
        long read = 1;
        long delivered = 0;
        while (!reader.ended() || delivered < read) {
            if (!reader.ended() && read - delivered < PARSERS * AHEAD) {
                LineBlock block = free.isEmpty() ? new LineBlock() : free.remove();
                if (reader.fill(block)) {
                    parsers[(int) (read++ % PARSERS)].submit(block);
                }
            } else {
                LineBlock block = parsers[(int) (delivered++ % PARSERS)].take();
                delivery.block(block);
                free.add(block);
            }
        }
    }
}
