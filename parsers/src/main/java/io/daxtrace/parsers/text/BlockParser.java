package io.daxtrace.parsers.text;

import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/** A thread that parses blocks in the order they were given to it. It is started by the first. */
final class BlockParser {
    private static final int WAITING = 4;

    private final Supplier<LineParser> create;
    private LineParser parser;
    private final BlockingQueue<LineBlock> given = new ArrayBlockingQueue<>(WAITING);
    private final BlockingQueue<LineBlock> parsed = new ArrayBlockingQueue<>(WAITING);
    private Thread thread;

    BlockParser(Supplier<LineParser> create) {
        this.create = create;
    }

    /** Parses a block at once, without a thread; for the only block of a text. */
    void parse(LineBlock block) {
        create.get().parse(block);
    }

    void submit(LineBlock block) throws InterruptedIOException {
        if (thread == null) {
            parser = create.get();
            thread = new Thread(this::run, "text-parser");
            thread.setDaemon(true);
            thread.start();
        }
        try {
            given.put(block);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** The oldest block that was given and not taken. */
    LineBlock take() throws InterruptedIOException {
        LineBlock block;
        try {
            block = parsed.take();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        if (block.failure != null) {
            throw block.failure;
        }
        return block;
    }

    void stop() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void run() {
        try {
            while (true) {
                LineBlock block = given.take();
                try {
                    parser.parse(block);
                } catch (RuntimeException e) {
                    block.failure = e;
                }
                parsed.put(block);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static InterruptedIOException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        InterruptedIOException e = new InterruptedIOException("reading was interrupted");
        e.initCause(cause);
        return e;
    }
}
