package io.daxtrace.parsers.text;

import io.daxtrace.event.Capture;
import io.daxtrace.event.EventSink;

/** What the comment lines of a text tell. */
final class Header {
    private static final String ENTRIES = "entries-in-buffer/entries-written:";
    private static final String LATENCY = " latency trace v";
    private static final String RELEASE = "# os release :";

    private final Capture capture;
    private final EventSink sink;

    Header(Capture capture, EventSink sink) {
        this.capture = capture;
        this.sink = sink;
    }

    void line(String text) {
        if (text.startsWith(RELEASE)) {
            capture.kernel = text.substring(RELEASE.length()).strip();
        } else if (text.contains(ENTRIES)) {
            entries(text.substring(text.indexOf(ENTRIES) + ENTRIES.length()).strip());
        } else {
            int on = text.indexOf(" on ", Math.max(0, text.indexOf(LATENCY)));
            if (on > 0) {
                capture.kernel = text.substring(on + 4).strip();
            }
        }
    }

    /** {@code A/B   #P:2}: B were written, A were still there. */
    private void entries(String text) {
        int slash = text.indexOf('/');
        int end = slash + 1;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        try {
            long left = Long.parseLong(text.substring(0, Math.max(0, slash)));
            long written = Long.parseLong(text.substring(slash + 1, end));
            if (written > left) {
                capture.loss().kernelDropped += written - left;
                capture.warn("the kernel's buffer was too small: " + (written - left) + " of " + written
                        + " events were overwritten before the trace was read");
                sink.lost(-1, written - left);
            }
        } catch (NumberFormatException e) {
            capture.truncated("the line with " + ENTRIES + " is damaged: whether events were lost is not known");
        }
    }
}
