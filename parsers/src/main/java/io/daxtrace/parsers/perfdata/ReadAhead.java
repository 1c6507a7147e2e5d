package io.daxtrace.parsers.perfdata;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Reads a file in a thread of its own: getting a large one out of the page cache takes as long as decoding it. */
final class ReadAhead extends InputStream {
    private static final int BLOCKS = 4;
    private static final int BLOCK_SIZE = 1 << 18;

    private final InputStream in;
    private final BlockingQueue<Block> empty = new ArrayBlockingQueue<>(BLOCKS + 1);
    private final BlockingQueue<Block> full = new ArrayBlockingQueue<>(BLOCKS + 1);
    private final Thread reader = new Thread(this::fill, "daxtrace-read-ahead");
    private volatile boolean closed;
    private Block current;
    private int at;

    /** Bytes that go from one thread to the other; at the end of the file a length of -1. */
    private static final class Block {
        private final byte[] bytes = new byte[BLOCK_SIZE];
        private int length;
        private Exception failure;
    }

    /** Takes over a stream whose reads do not block for long, and closes it. */
    ReadAhead(InputStream in) {
        this.in = in;
        for (int i = 0; i < BLOCKS; i++) {
            empty.add(new Block());
        }
        reader.setDaemon(true);
        reader.start();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            if (current != null && current.length >= 0 && at == current.length) {
                empty.put(current);
                current = null;
            }
            if (current == null) {
                current = full.take();
                at = 0;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        if (current.failure != null) {
            throw new IOException(current.failure.getMessage(), current.failure);
        }
        if (current.length < 0) {
            return -1;
        }
        int n = Math.min(length, current.length - at);
        System.arraycopy(current.bytes, at, into, offset, n);
        at += n;
        return n;
    }

    private void fill() {
        try {
            boolean ended = false;
            while (!ended) {
                Block block = empty.take();
                if (closed) {
                    return;
                }
                read(block);
                ended = block.length < 0;
                full.put(block);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(Block block) {
        try {
            int n = in.read(block.bytes, 0, BLOCK_SIZE);
            block.length = n > 0 ? n : -1;
        } catch (IOException | RuntimeException e) {
            block.failure = e;
            block.length = -1;
        }
    }

    /** Ends the thread without an interrupt, which would close the file's channel. */
    @Override
    public void close() throws IOException {
        closed = true;
        empty.offer(new Block());
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        in.close();
    }
}
