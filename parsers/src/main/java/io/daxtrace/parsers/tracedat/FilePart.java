package io.daxtrace.parsers.tracedat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Some bytes of a file as a stream, independent of where the file is read otherwise. */
final class FilePart extends InputStream {
    private final FileChannel channel;
    private final long end;
    private long position;

    FilePart(FileChannel channel, long start, long size) {
        this.channel = channel;
        position = start;
        end = start + size;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int wanted = (int) Math.min(length, end - position);
        if (wanted <= 0) {
            return length == 0 ? 0 : -1;
        }
        int n = channel.read(ByteBuffer.wrap(into, offset, wanted), position);
        position += Math.max(0, n);
        return n;
    }
}
