package io.daxtrace.parsers.tracedat;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Printable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** The copy of /proc/kallsyms in the file, unpacked when and as far as it is needed. Without it probes go by their names. */
final class SymbolText implements Supplier<InputStream> {
    private final Capture capture;
    private final Blocks blocks;
    private final long offset;
    private final long storedSize;
    private final boolean packed;

    /**
     * A text in the file.
     *
     * @param offset where it begins, or the block that has a u32 and the text in it
     * @param storedSize of the text or the block
     */
    SymbolText(Capture capture, Blocks blocks, long offset, long storedSize, boolean packed) {
        this.capture = capture;
        this.blocks = blocks;
        this.offset = offset;
        this.storedSize = storedSize;
        this.packed = packed;
    }

    @Override
    public InputStream get() {
        InputStream text = new Guarded(blocks.stream(offset, storedSize, packed));
        try {
            if (packed && text.readNBytes(Integer.BYTES).length < Integer.BYTES) {
                return null;
            }
        } catch (IOException e) {
            throw new AssertionError("a guarded stream does not throw", e);
        }
        return text;
    }

    /** Ends where the text is damaged, and says so in the capture. */
    private final class Guarded extends FilterInputStream {
        /** Beyond this a text is no kernel's. */
        private static final long MOST_BYTES = 256L << 20;

        private long total;

        Guarded(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] into, int from, int length) {
            try {
                int n = total > MOST_BYTES ? -1 : in.read(into, from, length);
                total += Math.max(0, n);
                return n;
            } catch (IOException | RuntimeException e) {
                // aircompressor reports damage by unchecked exceptions
                capture.truncated("kallsyms is damaged, so some probes are recognised by their names only: "
                        + Printable.escape(String.valueOf(e.getMessage())));
                return -1;
            }
        }
    }
}
