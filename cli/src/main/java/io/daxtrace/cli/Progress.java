package io.daxtrace.cli;

import io.daxtrace.distribution.LatencyUnit;
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
        double seconds = (double) (System.nanoTime() - started) / LatencyUnit.S.nanos();
        String line = line(input.name(), input.position(), input.size(), capture.totalEvents(), seconds);
        if (!line.isEmpty()) {
            System.err.print(ERASE + line);
            shown = true;
        }
    }

    /**
     * How far it is: {@code trace.dat: 120 of 800 MB, 4 s left, 5,000,000 events/s}. Empty before the first megabyte: there
     * is nothing to say of small inputs.
     *
     * @param position bytes read
     * @param size bytes in all; 0 or less when it is not known
     * @param events read so far; some formats do not tell before their end
     */
    static String line(String name, long position, long size, long events, double seconds) {
        if (position < MB) {
            return "";
        }
        String line = String.format(Locale.ROOT, "%s: %.0f", Printable.escape(name), position / MB);
        line += position <= size
                ? String.format(
                        Locale.ROOT, " of %.0f MB, %.0f s left", size / MB, seconds * (size - position) / position)
                : " MB";
        return events == 0 ? line : line + String.format(Locale.ROOT, ", %,.0f events/s", events / seconds);
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
