package io.daxtrace.cli;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Printable;
import io.daxtrace.parsers.Input;
import java.io.IOException;
import java.util.Locale;

/** A line on standard error that says how far a long input has come; only on a terminal, four times a second. */
final class Progress {
    private static final long INTERVAL_MS = 250;
    private static final double MB = 1e6;
    private static final String ERASE = "\r\033[K";

    private final Input input;
    private final Capture capture;
    private final long started = System.nanoTime();
    private final Thread thread;
    private boolean shown;

    private Progress(Input input, Capture capture) {
        this.input = input;
        this.capture = capture;
        thread = new Thread(this::run, "progress");
        thread.setDaemon(true);
    }

    /** Starts showing, where there is somebody to see it. */
    static Progress start(Input input, Capture capture, boolean quiet) {
        Progress progress = new Progress(input, capture);
        if (!quiet && Terminal.isError()) {
            progress.thread.start();
        }
        return progress;
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(INTERVAL_MS);
                show();
            }
        } catch (InterruptedException | IOException e) {
            Thread.currentThread().interrupt(); // closed, or the file is gone: nothing more to show
        }
    }

    private synchronized void show() throws IOException {
        double seconds = (System.nanoTime() - started) / 1e9;
        long position = input.position();
        long size = input.size();
        String left = size > 0 && position > 0 && position <= size
                ? String.format(
                        Locale.ROOT, " of %.0f MB, %.0f s left", size / MB, seconds * (size - position) / position)
                : " MB";
        System.err.printf(
                Locale.ROOT,
                "%s%s: %.0f%s, %,.0f events/s",
                ERASE,
                Printable.escape(input.name()),
                position / MB,
                left,
                capture.totalEvents() / seconds);
        shown = true;
    }

    /** Stops and clears the line. */
    void close() {
        thread.interrupt();
        synchronized (this) {
            if (shown) {
                System.err.print(ERASE);
            }
        }
    }
}
