package io.daxtrace.parsers.perfdata;

import io.daxtrace.event.BadInputException;
import io.daxtrace.event.Capture;
import io.daxtrace.parsers.Input;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;

/** Reads a perf.data file: header, events, features, then the records. */
final class FileReader {
    private static final int[] FEATURES = {
        Features.OSRELEASE, Features.VERSION, Features.ARCH, Features.CPUDESC, Features.COMPRESSED, Features.CLOCK_DATA
    };
    private static final int MOST_FEATURE_BYTES = 1 << 16;
    /** Room for the names of some thousand events on some hundred CPUs. */
    private static final int MOST_DESCRIPTION_BYTES = 16 << 20;
    /** What is smaller is read before a thread has started. */
    private static final int LARGE = 16 << 20;

    /** How to get a recording that has its formats even if perf is killed. */
    private static final String REMEDY = "perf writes the event formats last, and without them nothing can be decoded."
            + " Record again and end perf with Ctrl-C, or record with `perf record -o - ... > FILE`, which writes them first";

    private final Input input;
    private final FileChannel channel;
    private final Capture capture;
    private final Words words;
    private final RecordDelivery delivery;

    FileReader(Input input, FileChannel channel, Capture capture, Words words, RecordDelivery delivery) {
        this.input = input;
        this.channel = channel;
        this.capture = capture;
        this.words = words;
        this.delivery = delivery;
    }

    void read() throws IOException {
        FileHeader header = new FileHeader(input.name(), channel, words);
        AttrTable attrs = header.attrs();
        attrs.check(input.name());
        readFeatures(header, attrs);
        RecordRounds rounds = new RecordRounds(input, capture, words, attrs, delivery);
        long start = header.dataOffset();
        try (InputStream data = data(start, header.dataSize())) {
            RecordStream records = new RecordStream(data, words, rounds, Chunks.SIZE, start);
            while (records.next()) {
                rounds.read(records);
            }
            rounds.finish();
            if (records.damage() != null && !input.stopped()) {
                capture.truncated(records.damage() + "; the rest was left out");
            }
        }
    }

    private InputStream data(long start, long size) {
        FileSection section = new FileSection(input, channel, start, start + size);
        return size < LARGE ? section : new ReadAhead(section);
    }

    private void readFeatures(FileHeader header, AttrTable attrs) throws IOException {
        if (header.dataSize() == 0) {
            throw BadInputException.of(
                    input.name(),
                    "perf was killed before it finished this file (the size of its data is 0): " + REMEDY);
        }
        if (!header.dataFits()) {
            throw BadInputException.of(
                    input.name(),
                    "the file is cut off: its data should go from byte " + header.dataOffset() + " to "
                            + Long.toUnsignedString(header.dataOffset() + header.dataSize()) + ", but it ends at "
                            + channel.size() + ": " + REMEDY);
        }
        if (!attrs.hasTracepoint() && !header.hasFeature(Features.TRACING_DATA)) {
            byte[] description = header.feature(Features.EVENT_DESC, MOST_DESCRIPTION_BYTES);
            throw BadInputException.of(
                    input.name(),
                    "holds no tracepoint, only " + EventNames.of(words, description, attrs)
                            + ": DAX faults are recorded by `perf record -a -e 'fs_dax:*' ...`, and their stages by kprobes besides"
                            + " (README, \"What it reads\")");
        }
        byte[] tracingData = header.feature(Features.TRACING_DATA, TracingData.MOST_BYTES);
        if (tracingData == null) {
            throw BadInputException.of(
                    input.name(), "its tracing data (the event formats) is missing or cut off: " + REMEDY);
        }
        delivery.formats(new TracingData(input.name(), tracingData, capture).read());
        Features features = new Features(input.name(), words, capture);
        features.clock(attrs.get(0).clockid());
        for (int feature : FEATURES) {
            byte[] bytes = header.feature(feature, MOST_FEATURE_BYTES);
            if (bytes != null) {
                features.read(feature, bytes, 0, bytes.length);
            }
        }
    }
}
