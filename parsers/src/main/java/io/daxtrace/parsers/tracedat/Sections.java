package io.daxtrace.parsers.tracedat;

import io.daxtrace.event.Capture;
import java.io.IOException;

/** The sections of a version 7 file, by their offsets. */
final class Sections {
    static final int OPTIONS = 0;
    static final int BUFFER_FLYRECORD = 3;
    static final int HEADER_INFO = 16;
    static final int FTRACE_EVENTS = 17;
    static final int EVENT_FORMATS = 18;
    static final int KALLSYMS = 19;
    static final int COMMAND_LINES = 21;
    static final int BUFFER_TEXT = 22;

    /** u16 id, u16 flags, u32 description, u64 size. */
    static final int HEAD_BYTES = 16;

    private static final int PACKED = 1;
    private static final int MOST_UNPACKED = 32 << 20;

    private final Cursor file;
    private final Blocks blocks;

    Sections(Cursor file, Blocks blocks) {
        this.file = file;
        this.blocks = blocks;
    }

    /** Whether a section (and the option that refers to it) describes events and is of use here. */
    static boolean isMetadata(int id) {
        return id == HEADER_INFO || id == FTRACE_EVENTS || id == EVENT_FORMATS || id == KALLSYMS || id == COMMAND_LINES;
    }

    Head head(long offset) throws IOException {
        file.position(offset);
        int id = file.u16();
        int flags = file.u16();
        file.u32();
        return new Head(id, flags, file.u64());
    }

    /** Whether the section's data is compressed, by its own flag. */
    boolean isPacked(long offset) throws IOException {
        Head head = head(offset);
        if (head.id() != BUFFER_FLYRECORD) {
            throw file.wrong("section " + head.id() + " before it, expected " + BUFFER_FLYRECORD + ", a buffer's data");
        }
        return head.isPacked();
    }

    /** The unpacked content of a section other than a buffer's data. */
    Cursor open(long offset, int id) throws IOException {
        Head head = head(offset);
        if (head.id() != id) {
            throw file.wrong("section " + head.id() + " before it, expected " + id);
        }
        if (!head.isPacked()) {
            return new Cursor(file, file.bytes(head.size(), MOST_UNPACKED), (int) head.size());
        }
        long packedSize = file.u32();
        long size = file.u32();
        try {
            byte[] content = new byte[Blocks.room(packedSize, size, MOST_UNPACKED)];
            int length = blocks.unpack(file.position(), (int) packedSize, content, 0, content.length);
            blocks.trim();
            return new Cursor(file, content, length);
        } catch (DamagedBlockException e) {
            throw file.wrong("section " + id + " cannot be unpacked: " + e.getMessage());
        }
    }

    /** The copy of kallsyms, behind its u32 length, without reading it yet. */
    SymbolText symbols(long offset, Capture capture) throws IOException {
        Head head = head(offset);
        if (head.id() != KALLSYMS) {
            throw file.wrong("section " + head.id() + " before it, expected " + KALLSYMS);
        }
        if (head.isPacked()) {
            long packedSize = file.u32();
            file.u32();
            return new SymbolText(capture, blocks, file.position(), packedSize, true);
        }
        return new SymbolText(capture, blocks, file.position() + Integer.BYTES, head.size() - Integer.BYTES, false);
    }

    /**
     * What stands before a section's content.
     *
     * @param size of the content in the file; 0 in a buffer's section that was never finished
     */
    record Head(int id, int flags, long size) {
        boolean isPacked() {
            return (flags & PACKED) != 0;
        }
    }
}
