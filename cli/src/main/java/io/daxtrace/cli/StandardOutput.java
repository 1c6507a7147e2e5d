package io.daxtrace.cli;

import java.io.FilterOutputStream;
import java.io.IOException;

/** Standard output that says when it cannot be written, because its reader has gone or a disk is full. */
final class StandardOutput extends FilterOutputStream {
    StandardOutput() {
        super(System.out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        check();
    }

    @Override
    public void flush() throws IOException {
        check();
    }

    /** Left open for whoever prints next. */
    @Override
    public void close() throws IOException {
        check();
    }

    private static void check() throws IOException {
        if (System.out.checkError()) {
            throw new IOException("standard output cannot be written");
        }
    }
}
