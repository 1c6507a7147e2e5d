package io.daxtrace.parsers.perfdata;

import io.airlift.compress.zstd.ZstdInputStream;
import io.daxtrace.event.Capture;
import io.daxtrace.parsers.Input;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads records and brings them into the order of their times.
 *
 * <p>Records are in order only for each CPU: perf copies one CPU's buffer after the other, and marks the end of each
 * such round. When round n has ended, everything up to the latest time of round n - 1 has been read (perf's
 * ordered_events) and is delivered in order of time, equal times in the order of the file. Inside compressed records,
 * where the decoder reads ahead of the marks, a round is taken to end where a CPU's number is smaller than the one before
 * it: that only happens between rounds.
 *
 * <p>What waits is limited to {@link #MOST_CHUNKS} MiB and {@link #MOST_WAITING} records. When that is full, because
 * rounds are larger or marks are missing, the older half is delivered. A record that comes after later ones have been
 * delivered is still delivered, late and out of order, and counted in a warning.
 */
final class RecordRounds {
    private static final int MOST_CHUNKS = 128;
    private static final int MOST_WAITING = 1 << 20;
    /** A reference is an event's index, a chunk and an offset in it. */
    private static final int CHUNK_BITS = 11;

    /** A decoder that finds damage keeps back what it decoded in the same call. */
    private static final int DECODED_SLICE = 1 << 14;

    private static final int FEWEST_CHUNKS = 16;
    private static final int MISC_FILTERED = 1 << 15;

    private final Input input;
    private final Capture capture;
    private final Words words;
    private final AttrTable attrs;
    private final RecordDelivery delivery;
    private final Chunks chunks;
    private final TimeOrder order = new TimeOrder(MOST_WAITING);

    private long latest;
    private long latestOfRoundBefore;
    private long delivered;
    private boolean readingAhead;
    private boolean decoderFailed;
    private int lastCpu;
    private long late;
    private long unknownIds;
    private long withoutTime;
    private long impossible;

    RecordRounds(Input input, Capture capture, Words words, AttrTable attrs, RecordDelivery delivery) {
        this.input = input;
        this.capture = capture;
        this.words = words;
        this.attrs = attrs;
        this.delivery = delivery;
        long quarter = Runtime.getRuntime().maxMemory() / 4 / Chunks.SIZE;
        chunks = new Chunks((int) Math.max(FEWEST_CHUNKS, Math.min(MOST_CHUNKS, quarter)));
    }

    Chunks chunks() {
        return chunks;
    }

    /** A free chunk; delivers what waits to get one. */
    int takeChunk() {
        int chunk = chunks.take();
        if (chunk < 0) {
            deliver(order.size() / 2);
            chunk = chunks.take();
        }
        if (chunk < 0) {
            deliver(order.size());
            chunk = chunks.take();
        }
        return chunk;
    }

    /** Reads the record that a stream is at, and if it is compressed all that follow it. */
    void read(RecordStream records) throws IOException {
        if (!Pieces.isPiece(records.type())) {
            record(records);
        } else if (!decoderFailed) {
            readCompressed(records);
        }
    }

    /** The records in the pieces. */
    private void readCompressed(RecordStream outer) throws IOException {
        readingAhead = true;
        capture.format += ", zstd";
        try (InputStream zstd = new ZstdInputStream(new Pieces(outer, this))) {
            RecordStream inner = new RecordStream(zstd, words, this, DECODED_SLICE, 0);
            while (inner.next()) {
                record(inner);
            }
            if (inner.damage() != null) {
                decoderFailed = true;
                capture.truncated("its compressed records are damaged (" + inner.damage() + "); the rest was left out");
            }
        }
        readingAhead = false;
    }

    /** A record between compressed pieces. */
    void outside(RecordStream records) {
        if (records.type() != RecordType.FINISHED_ROUND) {
            record(records);
        }
    }

    private void record(RecordStream records) {
        switch (records.type()) {
            case RecordType.SAMPLE -> sample(records);
            case RecordType.LOST, RecordType.COMM, RecordType.FORK, RecordType.EXIT, RecordType.MMAP2 -> other(records);
            case RecordType.LOST_SAMPLES -> {
                if ((records.misc() & MISC_FILTERED) == 0) {
                    other(records);
                }
            }
            case RecordType.FINISHED_ROUND -> roundEnds();
            default -> {}
        }
    }

    private void sample(RecordStream records) {
        byte[] bytes = records.bytes();
        int start = records.start();
        int index = 0;
        int idOffset = attrs.idOffset();
        if (idOffset != SampleLayout.ABSENT) {
            index = records.size() < idOffset + Long.BYTES
                    ? AttrTable.UNKNOWN
                    : attrs.find(words.u64(bytes, start + idOffset));
        }
        if (index == AttrTable.UNKNOWN) {
            unknownIds++;
            return;
        }
        Attr attr = attrs.get(index);
        SampleLayout layout = attr.layout();
        if (!attr.isTracepoint() || !layout.hasRaw()) {
            return;
        }
        if (layout.time() == SampleLayout.ABSENT) {
            withoutTime++;
            return;
        }
        if (records.size() < layout.fixedEnd()) {
            impossible++;
            return;
        }
        if (readingAhead && layout.cpu() != SampleLayout.ABSENT) {
            int cpu = words.i32(bytes, start + layout.cpu());
            if (cpu < lastCpu) {
                roundEnds();
            }
            lastCpu = cpu;
        }
        queue(words.u64(bytes, start + layout.time()), index, records);
    }

    /** A record that is no sample: its time is at its end, and 0 where perf made it up from /proc. */
    private void other(RecordStream records) {
        int index = 0;
        SampleLayout layout = attrs.get(0).layout();
        int end = records.start() + records.size();
        long time = 0;
        boolean hasTrailer = attrs.get(0).sampleIdAll() && records.size() >= SampleLayout.HEADER + layout.trailerSize();
        if (hasTrailer && layout.hasIdentifier()) {
            index = Math.max(0, attrs.find(words.u64(records.bytes(), end - Long.BYTES)));
            layout = attrs.get(index).layout();
        }
        if (hasTrailer
                && layout.trailerTime() != SampleLayout.ABSENT
                && records.size() >= SampleLayout.HEADER + layout.trailerSize()) {
            time = words.u64(records.bytes(), end - layout.trailerTime());
        }
        if (time > 0) {
            queue(time, index, records);
        } else if (records.type() == RecordType.LOST_SAMPLES) {
            delivery.lostSamplesAtEnd(records.bytes(), records.start(), end);
        } else {
            delivery.record(0, records.bytes(), records.start(), end, layout);
        }
    }

    private void queue(long time, int index, RecordStream records) {
        if (time < 0) {
            impossible++;
            return;
        }
        if (time < delivered) {
            late++;
        }
        if (order.isFull()) {
            deliver(order.size() / 2);
        }
        latest = Math.max(latest, time);
        order.add(time, ((long) index << CHUNK_BITS | records.chunk()) << Chunks.BITS | records.start());
        chunks.use(records.chunk());
    }

    private void roundEnds() {
        order.sort();
        deliverFirst(order.countUpTo(latestOfRoundBefore));
        latestOfRoundBefore = latest;
    }

    private void deliver(int count) {
        order.sort();
        deliverFirst(count);
    }

    private void deliverFirst(int count) {
        for (int i = 0; i < count; i++) {
            long ref = order.ref(i);
            int start = (int) ref & Chunks.SIZE - 1;
            int chunk = (int) (ref >>> Chunks.BITS) & (1 << CHUNK_BITS) - 1;
            byte[] bytes = chunks.bytes(chunk);
            int end = start + words.u16(bytes, start + 6);
            SampleLayout layout =
                    attrs.get((int) (ref >>> Chunks.BITS + CHUNK_BITS)).layout();
            delivery.record(order.time(i), bytes, start, end, layout);
            chunks.drop(chunk);
        }
        if (count > 0) {
            delivered = Math.max(delivered, order.time(count - 1));
            order.removeFirst(count);
        }
    }

    /** After the last record: delivers what still waits, and says in the capture what was left out. */
    void finish() {
        deliver(order.size());
        delivery.finish();
        if (input.stopped()) {
            capture.truncated("reading was stopped before the end");
        }
        if (late > 0) {
            capture.warn(late + " records came later than the recording's rounds allow and are out of order");
        }
        if (unknownIds > 0) {
            capture.truncated(unknownIds + " samples have the id of no event and were left out");
        }
        if (impossible > 0) {
            capture.truncated(impossible + " records have an impossible time or size and were left out");
        }
        if (withoutTime > 0) {
            capture.truncated(withoutTime + " samples have no time and were left out: record with `perf record -T`");
        }
    }
}
