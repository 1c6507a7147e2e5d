package io.daxtrace.parsers.tracedat;

import io.daxtrace.event.Printable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The rest of a version 6 file, all in one sequence:
 *
 * <pre>
 *  header_page ... formats ... u32 n, kallsyms; u32 n, printk_formats; u64 n, saved_cmdlines; u32 CPUs
 *  "options  \0"  { u16 id, u32 size, data } ..., u16 0
 *  "flyrecord\0"  { u64 offset, u64 size } a CPU, u64 n, the clock
 *  padding, each CPU's pages
 * </pre>
 *
 * The pages of an instance are found by a BUFFER option with the offset of another "flyrecord" part.
 */
final class BodyV6 {
    private static final int LONGEST_TAG = 9;
    private static final int LONGEST_CLOCK = 4096;
    private static final int MOST_INSTANCES = 4096;

    private final TraceFacts facts;
    private final Cursor in;
    private final Blocks blocks;
    private final int headerPageSize;
    private final Options options;
    private final List<String> instanceNames = new ArrayList<>();
    private final List<Long> instanceOffsets = new ArrayList<>();

    BodyV6(TraceFacts facts, Cursor in, TraceHeader header, Blocks blocks) {
        this.facts = facts;
        this.in = in;
        this.blocks = blocks;
        headerPageSize = header.pageSize();
        options = new Options(facts);
    }

    /** Reads all but the pages; the cursor stands behind the header. */
    void read() throws IOException {
        Metadata metadata = new Metadata(facts);
        metadata.headerInfo(in);
        metadata.ftraceFormats(in);
        metadata.eventFormats(in);
        long length = in.u32();
        long symbols = in.position();
        in.skip(length);
        facts.events.kallsyms(new SymbolText(facts.capture, blocks, symbols, length, false));
        in.skip(in.u32());
        metadata.commandLines(in);
        long cpus = in.u32();
        buffer("", cpus);
        for (int i = 0; i < instanceNames.size(); i++) {
            in.position(instanceOffsets.get(i));
            buffer(instanceNames.get(i), cpus);
        }
    }

    private void buffer(String name, long cpus) throws IOException {
        for (; ; ) {
            String tag = in.string(LONGEST_TAG);
            switch (tag) {
                case "options  " -> options();
                case "flyrecord" -> {
                    table(name, options.cpuCount() < 0 ? cpus : options.cpuCount());
                    return;
                }
                case "latency  " -> throw in.wrong(LatencyText.REFUSAL);
                default ->
                    throw in.wrong("found \"" + Printable.escape(tag)
                            + "\" before it, expected options, flyrecord or latency");
            }
        }
    }

    private void options() throws IOException {
        for (int id = in.u16(); id != Options.DONE; id = in.u16()) {
            long size = in.u32();
            long end = in.position() + size;
            if (id == Options.BUFFER && size > Long.BYTES && instanceNames.size() < MOST_INSTANCES) {
                instanceOffsets.add(in.u64());
                String name = new String(in.bytes(size - Long.BYTES, LONGEST_CLOCK), StandardCharsets.UTF_8);
                instanceNames.add(name.indexOf('\0') < 0 ? name : name.substring(0, name.indexOf('\0')));
            } else {
                options.take(id, in, size);
            }
            in.position(end);
        }
    }

    private void table(String name, long cpus) throws IOException {
        if (cpus > TraceBuffer.MOST_CPUS) {
            throw in.wrong(cpus + " CPUs, more than the " + TraceBuffer.MOST_CPUS + " a kernel may have");
        }
        long table = in.position();
        in.skip(cpus * 2 * Long.BYTES);
        String clock = options.clockGiven() ? clock() : TraceClock.DEFAULT;
        in.position(table);
        TraceBuffer buffer = new TraceBuffer(name, clock, pageSize(), false);
        for (int cpu = 0; cpu < cpus; cpu++) {
            long offset = in.u64();
            buffer.add(in, cpu, offset, in.u64());
        }
        facts.buffers.add(buffer);
    }

    /**
     * The clock behind the table: {@code u64 n, "[global]"}. Option TRACECLOCK only says that it is there. Where the number
     * of CPUs was changed afterwards, an entry for none stays between.
     */
    private String clock() throws IOException {
        for (int entries = 0; entries < 2 && in.remaining() >= Long.BYTES; entries++) {
            long length = in.u64();
            if (length > 0 && length <= LONGEST_CLOCK && length <= in.remaining()) {
                String text = in.text(length, LONGEST_CLOCK);
                if (text.indexOf('[') >= 0) {
                    return TraceClock.selected(text);
                }
                break;
            }
            in.skip(Math.min(Long.BYTES, in.remaining()));
        }
        facts.capture.warn("the name of its trace clock is damaged; taken for " + TraceClock.DEFAULT);
        return TraceClock.DEFAULT;
    }

    /** The kernel's word counts more than the recorder's, which may have had smaller pages than the kernel. */
    private int pageSize() throws IOException {
        long bySystem = facts.layout.pageSize();
        return Long.bitCount(bySystem) == 1 ? TraceBuffer.pageSize(in, bySystem) : headerPageSize;
    }
}
