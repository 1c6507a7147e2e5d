package io.daxtrace.parsers.tracedat;

import io.daxtrace.fixtures.CaptureFiles;
import io.daxtrace.parsers.raw.RecordField;
import io.daxtrace.parsers.raw.RecordFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A little-endian version 6 sample taken apart, to be written again in other ways. */
final class SampleParts {
    static final Path DIRECTORY = CaptureFiles.sample("trace-cmd");
    static final Path V6 = DIRECTORY.resolve("6.1-ext4/v6.dat");

    final TraceFile parts = new TraceFile();
    private final ByteBuffer in;
    private final Map<Integer, RecordFormat> byId = new HashMap<>();

    /** An event with its own time, whatever words stood before it. */
    private static final class Entry {
        final long time;
        final byte[] payload;

        Entry(long time, byte[] payload) {
            this.time = time;
            this.payload = payload;
        }
    }

    SampleParts(Path file) throws IOException {
        in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        in.position(10);
        assertIs(string(), "6");
        in.position(in.position() + 6);
        assertIs(string(), "header_page");
        parts.headerPage = text();
        assertIs(string(), "header_event");
        text();
        for (int n = in.getInt(); n > 0; n--) {
            parts.ftraceFormats.add(format());
        }
        for (int systems = in.getInt(); systems > 0; systems--) {
            String system = string();
            for (int n = in.getInt(); n > 0; n--) {
                parts.format(system, format());
            }
        }
        parts.kallsyms = bytes(in.getInt());
        bytes(in.getInt());
        parts.commandLines = bytes((int) in.getLong());
        int cpus = in.getInt();
        assertIs(string(), "options  ");
        for (int id = in.getShort(); id != 0; id = in.getShort()) {
            byte[] data = bytes(in.getInt());
            if (id != 4) {
                parts.option(id, data);
            }
        }
        assertIs(string(), "flyrecord");
        Map<Integer, byte[]> data = new TreeMap<>();
        for (int cpu = 0; cpu < cpus; cpu++) {
            int offset = (int) in.getLong();
            byte[] pages = new byte[(int) in.getLong()];
            if (pages.length > 0) {
                in.get(offset, pages);
                data.put(cpu, pages);
            }
        }
        parts.clock = text();
        parts.top(data);
    }

    /** The same recording as a kernel of the other byte order, another page size or long size writes it. */
    TraceFile as(boolean bigEndian, int pageSize, int longSize) {
        TraceFile file = new TraceFile();
        file.bigEndian = bigEndian;
        file.pageSize = pageSize;
        file.headerPage = TraceFile.headerPage(pageSize, longSize);
        file.ftraceFormats = parts.ftraceFormats;
        file.formats = parts.formats;
        file.kallsyms = parts.kallsyms;
        file.commandLines = parts.commandLines;
        file.clock = parts.clock;
        Map<Integer, byte[]> cpus = new TreeMap<>();
        parts.buffers.get(0).cpus().forEach((cpu, pages) -> {
            PageWriter writer = new PageWriter(bigEndian, pageSize, longSize);
            for (Entry record : records(pages)) {
                writer.event(record.time, bigEndian ? swapped(record.payload) : record.payload);
            }
            cpus.put(cpu, writer.bytes());
        });
        return file.top(cpus);
    }

    /** The events in pages of 4096 bytes. */
    private static List<Entry> records(byte[] pages) {
        List<Entry> records = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(pages).order(ByteOrder.LITTLE_ENDIAN);
        for (int page = 0; page < pages.length; page += 4096) {
            long time = in.getLong(page);
            int end = page + 16 + in.getInt(page + 8);
            for (int at = page + 16; at < end; ) {
                int word = in.getInt(at);
                int type = word & 31;
                time += word >>> 5;
                at += 4;
                if (type == 30) {
                    time += Integer.toUnsignedLong(in.getInt(at)) << 27;
                    at += 4;
                } else {
                    byte[] payload = new byte[type * 4];
                    in.get(at, payload);
                    records.add(new Entry(time, payload));
                    at += payload.length;
                }
            }
        }
        return records;
    }

    private byte[] swapped(byte[] payload) {
        byte[] swapped = payload.clone();
        int id = payload[0] & 0xff | (payload[1] & 0xff) << 8;
        for (RecordField field : byId.get(id).fields()) {
            for (int i = 0; field.scalar() && i < field.size(); i++) {
                swapped[field.offset() + i] = payload[field.end() - 1 - i];
            }
        }
        return swapped;
    }

    private String format() {
        String text = text();
        byId.put(RecordFormat.id(text), RecordFormat.parse(text));
        return text;
    }

    private String text() {
        return new String(bytes((int) in.getLong()), StandardCharsets.ISO_8859_1);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private String string() {
        StringBuilder text = new StringBuilder();
        for (byte b = in.get(); b != 0; b = in.get()) {
            text.append((char) b);
        }
        return text.toString();
    }

    private static void assertIs(String found, String expected) {
        if (!found.equals(expected)) {
            throw new AssertionError(found);
        }
    }
}
