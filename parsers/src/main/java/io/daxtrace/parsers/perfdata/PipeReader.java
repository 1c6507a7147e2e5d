package io.daxtrace.parsers.perfdata;

import io.daxtrace.event.BadInputException;
import io.daxtrace.event.Capture;
import io.daxtrace.parsers.Head;
import io.daxtrace.parsers.Input;
import java.io.IOException;
import java.io.InputStream;

/** Reads what {@code perf record -o -} writes: after magic and size, events, features and formats are records too. */
final class PipeReader {
    private static final int HEADER = 16;
    /** A machine with 10,000 CPUs has 200,000 ids for 20 events. */
    private static final int MOST_IDS = 1 << 20;

    private static final int MOST_ATTRS = 1 << 14;

    private final Input input;
    private final Capture capture;
    private final Words words;
    private final RecordDelivery delivery;
    private final AttrTable attrs = new AttrTable();
    private final Features features;
    private final RecordRounds rounds;
    private long ids;

    PipeReader(Input input, Capture capture, Words words, RecordDelivery delivery) {
        this.input = input;
        this.capture = capture;
        this.words = words;
        this.delivery = delivery;
        features = new Features(input.name(), words, capture);
        rounds = new RecordRounds(input, capture, words, attrs, delivery);
    }

    /** Whether the header is a pipe's, which is shorter than a file's. */
    static boolean isPipe(Head head) {
        return head.startsWith('P', 'E', 'R', 'F', 'I', 'L', 'E', '2', HEADER, 0, 0, 0, 0, 0, 0, 0)
                || head.startsWith('2', 'E', 'L', 'I', 'F', 'R', 'E', 'P', 0, 0, 0, 0, 0, 0, 0, HEADER);
    }

    void read() throws IOException {
        try (InputStream in = input.stream()) {
            in.readNBytes(HEADER);
            RecordStream records = new RecordStream(in, words, rounds, Chunks.SIZE, HEADER);
            while (records.next()) {
                record(records);
            }
            rounds.finish();
            if (records.damage() != null && !input.stopped()) {
                capture.truncated(records.damage() + "; what follows is missing");
            }
        }
        if (!delivery.hasFormats() && !input.stopped()) {
            throw BadInputException.of(input.name(), "holds no event formats, so no tracepoint was recorded in it");
        }
    }

    private void record(RecordStream records) throws IOException {
        switch (records.type()) {
            case RecordType.HEADER_ATTR -> attr(records);
            case RecordType.FEATURE -> feature(records);
            case RecordType.TRACING_DATA -> tracingData(records);
            default -> {
                if (attrs.size() > 0 && delivery.hasFormats()) {
                    rounds.read(records);
                } else if (records.type() == RecordType.SAMPLE) {
                    throw BadInputException.of(
                            input.name(),
                            "its first sample comes before the events and their formats: no tracepoint was recorded in it");
                }
            }
        }
    }

    private void attr(RecordStream records) throws IOException {
        byte[] bytes = records.bytes();
        int start = records.start() + Long.BYTES;
        int end = records.start() + records.size();
        long size = end - start < Attr.SMALLEST ? 0 : words.u32(bytes, start + Integer.BYTES);
        if (size < Attr.SMALLEST || size > end - start || attrs.size() == MOST_ATTRS) {
            throw BadInputException.of(
                    input.name(), "the description of its event " + (attrs.size() + 1) + " is damaged");
        }
        attrs.add(new Attr(words, bytes, start, (int) size));
        for (int at = start + (int) size; at + Long.BYTES <= end && ids < MOST_IDS; at += Long.BYTES) {
            attrs.addId(words.u64(bytes, at));
            ids++;
        }
        attrs.check(input.name());
        if (attrs.size() == 1) {
            features.clock(attrs.get(0).clockid());
        }
    }

    private void feature(RecordStream records) throws IOException {
        int data = records.start() + 2 * Long.BYTES;
        int end = records.start() + records.size();
        if (data <= end) {
            features.read(words.u64(records.bytes(), data - Long.BYTES), records.bytes(), data, end);
        }
    }

    private void tracingData(RecordStream records) throws IOException {
        if (records.payload() > TracingData.MOST_BYTES) {
            throw BadInputException.of(input.name(), "its event formats take " + records.payload() + " bytes");
        }
        byte[] bytes = records.readPayload();
        delivery.formats(new TracingData(input.name(), bytes, capture).read());
    }
}
