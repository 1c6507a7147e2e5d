package io.daxtrace.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;

/** The background load: copies a file on the filesystem under test, again and again, as cp does, until it is closed. */
final class FileCopy implements AutoCloseable {
    static final int SIZE = 16 << 20;
    private static final int PIECE = 128 << 10;

    private final BenchFiles files;
    private final Path source;
    private final Thread thread = new Thread(this::run, "copy");
    private final CountDownLatch copying = new CountDownLatch(1);
    private volatile boolean ended;
    private volatile IOException failure;

    FileCopy(BenchFiles files, Path source) {
        this.files = files;
        this.source = source;
    }

    /** Returns when the first bytes were copied. */
    void start() throws InterruptedException {
        thread.start();
        copying.await();
    }

    private void run() {
        ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);
        try (FileChannel in = FileChannel.open(source, StandardOpenOption.READ)) {
            while (!ended) {
                Path target = files.create();
                try (FileChannel out = FileChannel.open(target, StandardOpenOption.WRITE)) {
                    copy(in, out, piece);
                }
                files.remove(target);
            }
        } catch (IOException e) {
            failure = e;
        } finally {
            copying.countDown();
        }
    }

    private void copy(FileChannel in, FileChannel out, ByteBuffer piece) throws IOException {
        in.position(0);
        while (!ended) {
            piece.clear();
            if (in.read(piece) < 0) {
                return;
            }
            piece.flip();
            while (piece.hasRemaining()) {
                out.write(piece);
            }
            copying.countDown();
        }
    }

    /** Ends it, and throws what ended it before. */
    @Override
    public void close() throws IOException {
        ended = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw failure;
        }
    }
}
