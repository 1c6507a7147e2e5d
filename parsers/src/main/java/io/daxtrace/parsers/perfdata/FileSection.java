package io.daxtrace.parsers.perfdata;

import io.daxtrace.parsers.Input;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The bytes of a part of a file; ends early where the file does, or when the input was stopped. */
final class FileSection extends InputStream {
    private final Input input;
    private final FileChannel file;
    private final long end;
    private long position;

    FileSection(Input input, FileChannel file, long start, long end) {
        this.input = input;
        this.file = file;
        this.position = start;
        this.end = end;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (position >= end || input.stopped()) {
            return -1;
        }
        int wanted = (int) Math.min(length, end - position);
        int n = file.read(ByteBuffer.wrap(into, offset, wanted), position);
        if (n > 0) {
            position += n;
            input.position(position);
        }
        return n;
    }
}
