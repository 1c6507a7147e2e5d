package io.daxtrace.parsers.tracedat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Pages that lie in the file as the kernel gave them. */
final class PlainData implements CpuData {
    private final FileChannel channel;
    private final long start;
    private final long size;
    private final Progress progress;

    PlainData(FileChannel channel, long start, long size, Progress progress) {
        this.channel = channel;
        this.start = start;
        this.size = size;
        this.progress = progress;
    }

    @Override
    public int read(long position, byte[] into, int offset, int length) throws IOException {
        int wanted = (int) Math.min(length, size - position);
        if (wanted <= 0) {
            return 0;
        }
        int n = Math.max(0, channel.read(ByteBuffer.wrap(into, offset, wanted), start + position));
        progress.add(n);
        return n;
    }

    @Override
    public boolean peek(long position, byte[] into) throws IOException {
        return position + Long.BYTES <= size && Cursor.readFully(channel, start + position, into, 0, Long.BYTES);
    }

    @Override
    public boolean takeDamage() {
        return false;
    }
}
