package io.daxtrace.parsers.tracedat;

import io.daxtrace.event.Capture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * Pages in compressed chunks: {@code u32 n, n times { u32 packed size, u32 size, the packed bytes }}, a chunk holding some
 * whole pages. The size that the directory gives for all this is not used: before 2023-05 trace-cmd left out the 4 bytes
 * of the count. A chunk that cannot be unpacked reads as zeros, which are empty pages.
 */
final class PackedData implements CpuData {
    private static final int MOST_UNPACKED = 16 << 20;
    private static final int CHUNK_HEAD = 2 * Integer.BYTES;

    private final FileChannel channel;
    private final Blocks blocks;
    private final ChunkCache cache;
    private final Progress progress;
    private final Capture capture;
    private final long end;
    private final ByteBuffer head;
    private final byte[] headBytes = new byte[CHUNK_HEAD];

    private long chunksLeft = -1;
    private long nextHead;
    private long packedStart;
    private int packedSize;
    /** Of the current chunk, as its head has it. */
    private long statedSize;
    /** Where the current chunk's bytes lie among all unpacked ones. */
    private long chunkStart;

    private int chunkSize;
    private boolean damage;

    /**
     * The data of one CPU.
     *
     * @param start its offset in the file
     * @param end where at the latest it must end: the next CPU's data or the file's end
     */
    PackedData(Packing packing, long start, long end, boolean bigEndian) {
        channel = packing.channel();
        blocks = packing.blocks();
        cache = packing.cache();
        progress = packing.progress();
        capture = packing.capture();
        nextHead = start;
        this.end = end;
        head = ByteBuffer.wrap(headBytes).order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public int read(long position, byte[] into, int offset, int length) throws IOException {
        while (position >= chunkStart + chunkSize) {
            if (!nextChunk()) {
                return 0;
            }
            if (position == chunkStart && chunkSize <= length && chunkSize > 0) {
                unpack(into, offset);
                return chunkSize;
            }
        }
        int skipped = (int) (position - chunkStart);
        int n = Math.min(length, chunkSize - skipped);
        System.arraycopy(chunk(), skipped, into, offset, n);
        if (skipped + n == chunkSize) {
            cache.remove(this);
        }
        return n;
    }

    @Override
    public boolean peek(long position, byte[] into) throws IOException {
        if (position < chunkStart || position + Long.BYTES > chunkStart + chunkSize) {
            return false;
        }
        System.arraycopy(chunk(), (int) (position - chunkStart), into, 0, Long.BYTES);
        return true;
    }

    @Override
    public boolean takeDamage() {
        boolean taken = damage;
        damage = false;
        return taken;
    }

    private boolean nextChunk() throws IOException {
        if (chunksLeft < 0) {
            chunksLeft = u32At(nextHead);
            nextHead += Integer.BYTES;
        }
        if (chunksLeft <= 0) {
            return false;
        }
        cache.remove(this);
        chunkStart += chunkSize;
        chunkSize = 0;
        if (nextHead + CHUNK_HEAD > end || !Cursor.readFully(channel, nextHead, headBytes, 0, CHUNK_HEAD)) {
            return endEarly(chunksLeft + " more blocks are missing");
        }
        packedSize = head.getInt(0);
        statedSize = Integer.toUnsignedLong(head.getInt(Integer.BYTES));
        packedStart = nextHead + CHUNK_HEAD;
        nextHead = packedStart + Integer.toUnsignedLong(packedSize);
        if (nextHead > end) {
            return endEarly("the block is cut off, and " + (chunksLeft - 1) + " more are missing");
        }
        try {
            chunkSize = Blocks.room(Integer.toUnsignedLong(packedSize), statedSize, MOST_UNPACKED);
        } catch (DamagedBlockException e) {
            return endEarly("the block is damaged: " + e.getMessage());
        }
        chunksLeft--;
        progress.add(CHUNK_HEAD + packedSize);
        return true;
    }

    private boolean endEarly(String why) {
        capture.truncated("byte " + nextHead + ": the events of a CPU end early: " + why);
        damage = true;
        chunksLeft = 0;
        return false;
    }

    private long u32At(long position) throws IOException {
        if (position + Integer.BYTES > end || !Cursor.readFully(channel, position, headBytes, 0, Integer.BYTES)) {
            endEarly("its data lies past the end of the file");
            return 0;
        }
        return Integer.toUnsignedLong(head.getInt(0));
    }

    private byte[] chunk() throws IOException {
        byte[] chunk = cache.get(this);
        if (chunk == null) {
            chunk = new byte[chunkSize];
            unpack(chunk, 0);
            cache.put(this, chunk);
        }
        return chunk;
    }

    private void unpack(byte[] into, int offset) throws IOException {
        int done = 0;
        try {
            done = blocks.unpack(packedStart, packedSize, into, offset, chunkSize);
            if (done != chunkSize && statedSize != 0) {
                throw new DamagedBlockException("it gives " + done + " bytes, not " + chunkSize);
            }
        } catch (DamagedBlockException e) {
            damage = true;
            done = 0;
            capture.truncated("byte " + packedStart + ": a block of events was left out: " + e.getMessage());
        }
        Arrays.fill(into, offset + done, offset + chunkSize, (byte) 0);
    }
}
