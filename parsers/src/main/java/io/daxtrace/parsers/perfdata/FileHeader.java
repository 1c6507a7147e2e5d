package io.daxtrace.parsers.perfdata;

import io.daxtrace.event.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * The header of a perf.data file, its events and its table of features (struct perf_file_header in
 * tools/perf/util/header.h).
 *
 * <pre>
 *   0 "PERFILE2"  8 u64 header size  16 u64 attr entry size  24 attrs  40 data  56 event types  72 feature bits 4 x u64
 *   attrs, data: sections {u64 offset, u64 size};  an attr entry: perf_event_attr, section of its u64 ids
 *   the sections of the features follow the data, one a set bit
 * </pre>
 */
final class FileHeader {
    static final int SIZE = 104;

    private static final int SECTION = 16;
    private static final int FEATURE_WORDS = 4;
    /** A machine with 10,000 CPUs has 200,000 ids for 20 events. */
    private static final int MOST_IDS = 1 << 20;

    private static final int MOST_ATTRS = 1 << 14;
    private static final int LARGEST_ATTR = 4096;

    private final String file;
    private final FileChannel channel;
    private final Words words;
    private final byte[] bytes;
    private long features;
    private long ids;

    FileHeader(String file, FileChannel channel, Words words) throws IOException {
        this.file = file;
        this.channel = channel;
        this.words = words;
        bytes = bytes(0, SIZE, "the header");
        features = dataOffset() + dataSize();
    }

    long dataOffset() {
        return words.u64(bytes, 40);
    }

    /** 0 when perf did not live to write it. */
    long dataSize() {
        return words.u64(bytes, 48);
    }

    /** Whether the file is long enough to hold the recording; what follows it are the features. */
    boolean dataFits() throws IOException {
        return dataOffset() >= SIZE && dataSize() >= 0 && dataSize() <= channel.size() - dataOffset();
    }

    /** Reads the events. */
    AttrTable attrs() throws IOException {
        long entry = words.u64(bytes, 16);
        long offset = words.u64(bytes, 24);
        long size = words.u64(bytes, 32);
        if (entry < Attr.SMALLEST + SECTION || entry > LARGEST_ATTR || size < entry || size / entry > MOST_ATTRS) {
            throw BadInputException.atByte(
                    file, 16, "expected a table of events, found entries of " + entry + " bytes in " + size + " bytes");
        }
        byte[] entries = bytes(offset, size - size % entry, "the table of events");
        AttrTable table = new AttrTable();
        for (int at = 0; at < entries.length; at += (int) entry) {
            int section = at + (int) entry - SECTION;
            table.add(new Attr(words, entries, at, (int) entry - SECTION));
            addIds(table, words.u64(entries, section), words.u64(entries, section + Long.BYTES));
        }
        return table;
    }

    private void addIds(AttrTable table, long offset, long size) throws IOException {
        ids += size / Long.BYTES;
        if (size < 0 || ids > MOST_IDS) {
            throw BadInputException.atByte(file, offset, "the ids of an event take " + size + " bytes");
        }
        byte[] section = bytes(offset, size, "the ids of an event");
        for (int at = 0; at + Long.BYTES <= section.length; at += Long.BYTES) {
            table.addId(words.u64(section, at));
        }
    }

    /** The bytes of a feature; null when the recording has none or the file ends before it. */
    byte[] feature(int feature, int most) throws IOException {
        if (!hasFeature(feature)) {
            return null;
        }
        int before = 0;
        for (int bit = 0; bit < feature; bit++) {
            before += hasFeature(bit) ? 1 : 0;
        }
        long at = features + (long) before * SECTION;
        if (at + SECTION > channel.size()) {
            return null;
        }
        byte[] section = bytes(at, SECTION, "the table of features");
        long offset = words.u64(section, 0);
        long size = words.u64(section, Long.BYTES);
        if (offset < 0 || size < 0 || size > most || size > channel.size() - offset) {
            return null;
        }
        return bytes(offset, size, "feature " + feature);
    }

    /** Whether the header says that the file has the feature. */
    boolean hasFeature(int feature) {
        return feature < FEATURE_WORDS * Long.SIZE
                && (words.u64(bytes, 72 + feature / Long.SIZE * Long.BYTES) >>> feature & 1) != 0;
    }

    private byte[] bytes(long offset, long size, String what) throws IOException {
        long length = channel.size();
        if (offset < 0 || offset > length || size > length - offset) {
            throw BadInputException.atByte(
                    file, offset, what + " of " + size + " bytes reaches beyond the end of the file at byte " + length);
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) size);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, offset + buffer.position()) < 0) {
                throw BadInputException.atByte(file, offset, what + " was cut off while it was read");
            }
        }
        return buffer.array();
    }
}
