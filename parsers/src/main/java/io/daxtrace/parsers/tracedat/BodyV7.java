package io.daxtrace.parsers.tracedat;

import io.daxtrace.event.BadInputException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * The rest of a version 7 file: sections, found through options.
 *
 * <pre>
 *  section   u16 id, u16 flags, u32 description, u64 size, so many bytes
 *  OPTIONS   { u16 id, u32 size, data } ..., the last being id 0 with the u64 offset of the next OPTIONS, or 0
 *  BUFFER    u64 section's offset, name\0, clock\0, u32 page size, u32 n, n times { u32 cpu, u64 offset, u64 size }
 * </pre>
 *
 * A recorder that dies leaves no way from the first options to the data, because the options with the BUFFER come last.
 * Then the sections are walked through as they follow each other.
 */
final class BodyV7 {
    private static final int LONGEST_STRING = 4096;
    private static final int MOST_BUFFERS = 4096;

    private final TraceFacts facts;
    private final Cursor in;
    private final TraceHeader header;
    private final Sections sections;
    private final Options options;
    private final Set<Integer> taken = new HashSet<>();
    private boolean latencyText;

    BodyV7(TraceFacts facts, Cursor in, TraceHeader header, Blocks blocks) {
        this.facts = facts;
        this.in = in;
        this.header = header;
        sections = new Sections(in, blocks);
        options = new Options(facts);
    }

    /** Reads all but the pages; the cursor stands behind the header. */
    void read() throws IOException {
        long firstSection = in.position();
        try {
            follow(header.firstOptions());
        } catch (BadInputException e) {
            facts.capture.truncated("its directory is damaged or missing: " + e.getMessage());
        }
        if (facts.buffers.isEmpty() && !latencyText) {
            walk(firstSection);
        }
        if (latencyText && facts.buffers.isEmpty()) {
            throw in.wrong(LatencyText.REFUSAL);
        }
        if (facts.layout == null) {
            throw in.wrong("no section with the kernel's header_page was found in the file");
        }
    }

    private void follow(long firstOptions) throws IOException {
        Set<Long> seen = new HashSet<>();
        for (long offset = firstOptions; offset != 0; ) {
            if (!seen.add(offset)) {
                throw in.wrong("the OPTIONS sections refer to each other in a circle");
            }
            offset = options(sections.open(offset, Sections.OPTIONS), true);
        }
    }

    /** Takes in the options of one section, and returns the offset of the next such section, or 0. */
    private long options(Cursor data, boolean follow) throws IOException {
        for (; ; ) {
            int id = data.u16();
            long size = data.u32();
            long end = data.position() + size;
            if (size > data.remaining()) {
                throw data.wrong("an option of " + size + " bytes, " + data.remaining() + " are left");
            }
            if (id == Options.DONE) {
                return size >= Long.BYTES ? data.u64() : 0;
            }
            if (Sections.isMetadata(id)) {
                if (follow && size >= Long.BYTES) {
                    metadata(id, data.u64());
                }
            } else if (id == Options.BUFFER) {
                if (follow && facts.buffers.size() < MOST_BUFFERS) {
                    buffer(data);
                }
            } else {
                latencyText |= id == Sections.BUFFER_TEXT;
                options.take(id, data, size);
            }
            data.position(end);
        }
    }

    private void metadata(int id, long offset) throws IOException {
        if (!taken.add(id)) {
            return;
        }
        if (id == Sections.KALLSYMS) {
            facts.events.kallsyms(sections.symbols(offset, facts.capture));
            return;
        }
        Metadata metadata = new Metadata(facts);
        Cursor data = sections.open(offset, id);
        switch (id) {
            case Sections.HEADER_INFO -> metadata.headerInfo(data);
            case Sections.FTRACE_EVENTS -> metadata.ftraceFormats(data);
            case Sections.EVENT_FORMATS -> metadata.eventFormats(data);
            default -> metadata.commandLines(data);
        }
    }

    private void buffer(Cursor data) throws IOException {
        long section = data.u64();
        String name = data.string(LONGEST_STRING);
        String clock = data.string(LONGEST_STRING);
        int pageSize = TraceBuffer.pageSize(data, data.u32());
        boolean packed = sections.isPacked(section);
        TraceBuffer buffer = new TraceBuffer(name, clock.isEmpty() ? facts.clock : clock, pageSize, packed);
        for (long cpus = data.u32(); cpus > 0; cpus--) {
            long cpu = data.u32();
            long offset = data.u64();
            buffer.add(data, cpu, offset, data.u64());
        }
        facts.buffers.add(buffer);
    }

    private void walk(long firstSection) throws IOException {
        long offset = firstSection;
        while (offset <= in.size() - Sections.HEAD_BYTES) {
            Sections.Head head = sections.head(offset);
            long end = offset + Sections.HEAD_BYTES + head.size();
            if (head.id() == Sections.BUFFER_FLYRECORD) {
                boolean whole = head.size() > 0 && end > offset && end <= in.size();
                end = whole ? end : in.size();
                salvage(offset + Sections.HEAD_BYTES, end, head.isPacked());
            } else if (end <= offset || end > in.size()) {
                break;
            } else if (head.id() == Sections.OPTIONS) {
                options(sections.open(offset, Sections.OPTIONS), false);
            } else if (Sections.isMetadata(head.id())) {
                metadata(head.id(), offset);
            }
            offset = end;
        }
    }

    private void salvage(long from, long to, boolean packed) throws IOException {
        if (facts.buffers.size() >= MOST_BUFFERS) {
            return;
        }
        boolean top = facts.buffers.isEmpty();
        TraceBuffer buffer = new TraceBuffer(top ? "" : "salvaged", facts.clock, header.pageSize(), packed);
        new Salvage(in, from, to).into(buffer);
        facts.buffers.add(buffer);
        facts.capture.truncated("salvaged without its directory: CPU numbers and buffer names are guessed");
    }
}
