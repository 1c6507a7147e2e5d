package io.daxtrace.parsers.tracedat;

import io.airlift.compress.zstd.ZstdCompressor;
import io.daxtrace.fixtures.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;

/** A trace.dat put together from its parts, in either version, byte order and compression. */
final class TraceFile {
    boolean bigEndian;
    int pageSize = 4096;
    /** What the CPUs' data is aligned to, where not to pages. */
    int alignment;

    String headerPage = headerPage(4096, 8);
    List<String> ftraceFormats = new ArrayList<>();
    Map<String, List<String>> formats = new LinkedHashMap<>();
    byte[] kallsyms = new byte[0];
    byte[] commandLines = new byte[0];
    String clock = "[global]";
    private final List<Option> options = new ArrayList<>();
    List<Buffer> buffers = new ArrayList<>();

    private static final class Option {
        final int id;
        final byte[] data;

        Option(int id, byte[] data) {
            this.id = id;
            this.data = data;
        }
    }

    /** The top buffer has no name. */
    record Buffer(String name, String clock, Map<Integer, byte[]> cpus) {}

    static String headerPage(int pageSize, int longSize) {
        int head = 8 + longSize;
        return "\tfield: u64 timestamp;\toffset:0;\tsize:8;\tsigned:0;\n"
                + "\tfield: local_t commit;\toffset:8;\tsize:" + longSize + ";\tsigned:1;\n"
                + "\tfield: int overwrite;\toffset:8;\tsize:1;\tsigned:1;\n"
                + "\tfield: char data;\toffset:" + head + ";\tsize:" + (pageSize - head) + ";\tsigned:1;\n";
    }

    TraceFile format(String system, String text) {
        formats.computeIfAbsent(system, s -> new ArrayList<>()).add(text);
        return this;
    }

    TraceFile top(Map<Integer, byte[]> cpus) {
        buffers.add(new Buffer("", clock.replaceAll(".*\\[|\\].*", ""), cpus));
        return this;
    }

    TraceFile option(int id, byte[] data) {
        options.add(new Option(id, data));
        return this;
    }

    byte[] v6() {
        Bytes out = start("6");
        out.raw(headerInfo()).raw(ftraceFormats()).raw(eventFormats());
        out.u32(kallsyms.length).raw(kallsyms).u32(0).raw(commandLineSection());
        int cpus = 1
                + buffers.stream()
                        .flatMap(buffer -> buffer.cpus.keySet().stream())
                        .max(Integer::compare)
                        .orElse(-1);
        out.u32(cpus).string("options  ");
        for (Option option : options) {
            out.u16(option.id).u32(option.data.length).raw(option.data);
        }
        out.u16(4).u32(0);
        int instances = buffers.size() - 1;
        int tableBytes = 10 + cpus * 16 + 8 + clock.length();
        int at = out.size() + 2 + tableBytes;
        for (Buffer instance : buffers.subList(1, buffers.size())) {
            at += 2 + 4 + 8 + instance.name.length() + 1;
        }
        for (int i = 1; i <= instances; i++) {
            Buffer instance = buffers.get(i);
            out.u16(3)
                    .u32(8 + instance.name.length() + 1)
                    .u64(at + (i - 1L) * tableBytes)
                    .string(instance.name);
        }
        out.u16(0);
        long offset = aligned(at + instances * tableBytes);
        for (Buffer buffer : buffers) {
            out.string("flyrecord");
            for (int cpu = 0; cpu < cpus; cpu++) {
                int size = buffer.cpus.getOrDefault(cpu, new byte[0]).length;
                out.u64(offset).u64(size);
                offset = aligned(offset + size);
            }
            String text = buffer.name.isEmpty() ? clock : "[" + buffer.clock + "]";
            out.u64(clock.length()).raw(Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), clock.length()));
        }
        for (Buffer buffer : buffers) {
            for (int cpu = 0; cpu < cpus; cpu++) {
                out.align(pageSize).raw(buffer.cpus.getOrDefault(cpu, new byte[0]));
            }
        }
        return out.array();
    }

    byte[] v7(Compression compression) {
        Bytes out = start("7").string(compression.word()).string("");
        int first = out.size() + 8;
        Bytes sections = new Bytes(bigEndian);
        Bytes directory = new Bytes(bigEndian);
        int[] ids = {16, 17, 18, 19, 21};
        byte[][] contents = {
            headerInfo(),
            ftraceFormats(),
            eventFormats(),
            new Bytes(bigEndian).u32(kallsyms.length).raw(kallsyms).array(),
            commandLineSection()
        };
        for (int i = 0; i < ids.length; i++) {
            directory.u16(ids[i]).u32(8).u64(first + sections.size());
            section(sections, ids[i], compression, contents[i]);
        }
        for (Option option : options) {
            directory.u16(option.id).u32(option.data.length).raw(option.data);
        }
        int firstOptions = first + sections.size();
        int data = firstOptions + 16 + directory.size() + 14;
        Bytes all = new Bytes(bigEndian).raw(sections.array());
        Bytes second = new Bytes(bigEndian);
        Bytes buffersOut = new Bytes(bigEndian);
        for (Buffer buffer : buffers) {
            buffer(buffer, compression, data + buffersOut.size(), buffersOut, second);
        }
        directory.u16(0).u32(8).u64(data + buffersOut.size());
        all.u16(0).u16(0).u32(0).u64(directory.size()).raw(directory.array());
        all.raw(buffersOut.array());
        second.u16(0).u32(8).u64(0);
        all.u16(0).u16(0).u32(0).u64(second.size()).raw(second.array());
        return out.u64(firstOptions).raw(all.array()).array();
    }

    private void buffer(Buffer buffer, Compression compression, int at, Bytes out, Bytes option) {
        Bytes data = new Bytes(bigEndian);
        Bytes table = new Bytes(bigEndian);
        int start = at + 16;
        for (Map.Entry<Integer, byte[]> cpu : buffer.cpus.entrySet()) {
            data.padTo((int) aligned(start + data.size()) - start);
            int offset = start + data.size();
            byte[] stored = compression == Compression.NONE ? cpu.getValue() : chunks(compression, cpu.getValue());
            data.raw(stored);
            // 4 bytes short when packed, as trace-cmd wrote before 2023-05
            int size = compression == Compression.NONE ? stored.length : stored.length - 4;
            table.u32(cpu.getKey()).u64(offset).u64(size);
        }
        out.u16(3)
                .u16(compression == Compression.NONE ? 0 : 1)
                .u32(0)
                .u64(data.size())
                .raw(data.array());
        Bytes head = new Bytes(bigEndian)
                .u64(at)
                .string(buffer.name)
                .string(buffer.clock)
                .u32(pageSize);
        head.u32(buffer.cpus.size()).raw(table.array());
        option.u16(3).u32(head.size()).raw(head.array());
    }

    private byte[] chunks(Compression compression, byte[] pages) {
        int chunk = 10 * pageSize;
        Bytes out = new Bytes(bigEndian).u32((pages.length + chunk - 1) / chunk);
        for (int at = 0; at < pages.length; at += chunk) {
            byte[] part = Arrays.copyOfRange(pages, at, Math.min(pages.length, at + chunk));
            byte[] packed = pack(compression, part);
            out.u32(packed.length).u32(part.length).raw(packed);
        }
        return out.array();
    }

    private void section(Bytes out, int id, Compression compression, byte[] content) {
        if (compression == Compression.NONE) {
            out.u16(id).u16(0).u32(0).u64(content.length).raw(content);
            return;
        }
        byte[] packed = pack(compression, content);
        out.u16(id)
                .u16(1)
                .u32(0)
                .u64(packed.length + 8)
                .u32(packed.length)
                .u32(content.length)
                .raw(packed);
    }

    static byte[] pack(Compression compression, byte[] content) {
        if (compression == Compression.ZLIB) {
            Deflater deflater = new Deflater();
            deflater.setInput(content);
            deflater.finish();
            byte[] packed = new byte[content.length + 100];
            int length = deflater.deflate(packed);
            deflater.end();
            return Arrays.copyOf(packed, length);
        }
        ZstdCompressor zstd = new ZstdCompressor();
        byte[] packed = new byte[zstd.maxCompressedLength(content.length)];
        int length = zstd.compress(content, 0, content.length, packed, 0, packed.length);
        return Arrays.copyOf(packed, length);
    }

    private Bytes start(String version) {
        return new Bytes(bigEndian)
                .raw(new byte[] {0x17, 0x08, 0x44, 't', 'r', 'a', 'c', 'i', 'n', 'g'})
                .string(version)
                .u8(bigEndian ? 1 : 0)
                .u8(8)
                .u32(pageSize);
    }

    private byte[] headerInfo() {
        Bytes out = new Bytes(bigEndian).string("header_page");
        text(out, headerPage).string("header_event");
        return text(out, "# compressed entry header\n").array();
    }

    private byte[] ftraceFormats() {
        Bytes out = new Bytes(bigEndian).u32(ftraceFormats.size());
        ftraceFormats.forEach(format -> text(out, format));
        return out.array();
    }

    private byte[] eventFormats() {
        Bytes out = new Bytes(bigEndian).u32(formats.size());
        formats.forEach((system, texts) -> {
            out.string(system).u32(texts.size());
            texts.forEach(format -> text(out, format));
        });
        return out.array();
    }

    private byte[] commandLineSection() {
        return new Bytes(bigEndian).u64(commandLines.length).raw(commandLines).array();
    }

    private static Bytes text(Bytes out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return out.u64(bytes.length).raw(bytes);
    }

    private long aligned(long offset) {
        int unit = alignment == 0 ? pageSize : alignment;
        return (offset + unit - 1) / unit * unit;
    }
}
