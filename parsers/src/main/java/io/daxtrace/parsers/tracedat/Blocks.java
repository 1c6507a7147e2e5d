package io.daxtrace.parsers.tracedat;

import io.airlift.compress.zstd.ZstdDecompressor;
import io.airlift.compress.zstd.ZstdInputStream;
import io.daxtrace.event.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Unpacks the blocks of one file, each packed by itself. */
final class Blocks {
    /** A block may unpack to this many times its size and {@link #FREE_EXPANSION}: more is a decompression bomb. */
    private static final long MOST_EXPANSION = 1000;

    private static final long FREE_EXPANSION = 1 << 16;

    private final FileChannel channel;
    private final Compression compression;
    private ZstdDecompressor zstd;
    private byte[] packed = new byte[0];

    Blocks(FileChannel channel, Compression compression) {
        this.channel = channel;
        this.compression = compression;
    }

    /**
     * How large the buffer for a block has to be.
     *
     * @param packedSize as the block's header has it
     * @param size as the block's header has it; 0 where a big-endian trace-cmd before 3.1.2 wrote nothing there
     * @param most what this kind of block may have
     */
    static int room(long packedSize, long size, int most) throws DamagedBlockException {
        long bound = packedSize * MOST_EXPANSION + FREE_EXPANSION;
        if (packedSize == 0) {
            throw new DamagedBlockException(
                    "it has no bytes, as trace-cmd wrote on big-endian machines" + " from 2024-09 to 2025-04");
        }
        if (size > most || packedSize > most || size > bound) {
            throw new DamagedBlockException(
                    packedSize + " bytes that unpack to " + size + " are more than the " + most + " it may have");
        }
        return (int) (size == 0 ? Math.min(bound, most) : size);
    }

    /**
     * Unpacks a block.
     *
     * @param offset where its packed bytes begin in the file
     * @param at where to put them in the buffer
     * @param room as given by {@link #room}
     * @return how many bytes it gave
     */
    int unpack(long offset, int packedSize, byte[] into, int at, int room) throws IOException, DamagedBlockException {
        if (packed.length < packedSize) {
            packed = new byte[packedSize];
        }
        if (!Cursor.readFully(channel, offset, packed, 0, packedSize)) {
            throw new DamagedBlockException("the file ends in it");
        }
        try {
            return switch (compression) {
                case NONE -> throw new DamagedBlockException("it is packed, in a file without compression");
                case ZLIB -> inflate(packedSize, into, at, room);
                case ZSTD -> zstd().decompress(packed, 0, packedSize, into, at, room);
            };
        } catch (RuntimeException e) {
            // aircompressor reports damage by unchecked exceptions of several types
            throw new DamagedBlockException(Printable.escape(String.valueOf(e.getMessage())));
        }
    }

    /**
     * A block's content as a stream, for one that need not be read to its end.
     *
     * @param isPacked whether it is packed, in whatever way the file's blocks are
     */
    InputStream stream(long offset, long storedSize, boolean isPacked) {
        InputStream stored = new FilePart(channel, offset, storedSize);
        if (!isPacked) {
            return stored;
        }
        return compression == Compression.ZLIB ? new InflaterInputStream(stored) : new ZstdInputStream(stored);
    }

    /** Gives up the buffer, which a large block has made large. */
    void trim() {
        packed = new byte[0];
    }

    private ZstdDecompressor zstd() {
        if (zstd == null) {
            zstd = new ZstdDecompressor();
        }
        return zstd;
    }

    private int inflate(int packedSize, byte[] into, int at, int room) throws DamagedBlockException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed, 0, packedSize);
            int done = 0;
            while (!inflater.finished()) {
                int n = inflater.inflate(into, at + done, room - done);
                done += n;
                if (n == 0 && !inflater.finished()) {
                    throw new DamagedBlockException(done == room ? "it is longer than it says" : "it is cut off");
                }
            }
            return done;
        } catch (DataFormatException e) {
            throw new DamagedBlockException(String.valueOf(e.getMessage()));
        } finally {
            inflater.end();
        }
    }
}
