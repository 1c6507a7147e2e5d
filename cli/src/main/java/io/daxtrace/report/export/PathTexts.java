package io.daxtrace.report.export;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.FilePath;
import io.daxtrace.event.FilePaths;
import java.util.function.UnaryOperator;

/** The path of a row's file, kept while the file stays the same. */
final class PathTexts {
    private final UnaryOperator<String> form;
    private FilePaths paths = new FilePaths();
    private long lastDev = Event.UNKNOWN;
    private long lastIno = Event.UNKNOWN;
    private String text;

    /** @param form makes a hostile path fit to be written */
    PathTexts(UnaryOperator<String> form) {
        this.form = form;
    }

    /** What follows is of this input. */
    void input(Capture capture) {
        paths = capture.files();
        lastDev = Event.UNKNOWN;
        lastIno = Event.UNKNOWN;
        text = null;
    }

    /** Null where the path is not known. */
    String of(long dev, long ino) {
        if (dev != lastDev || ino != lastIno) {
            FilePath path = paths.of(dev, ino);
            text = path == null ? null : form.apply(path.toString());
            lastDev = dev;
            lastIno = ino;
        }
        return text;
    }
}
