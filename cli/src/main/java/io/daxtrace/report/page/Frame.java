package io.daxtrace.report.page;

import java.util.Locale;

/** A drawing with its place for the axes' marks, and its name and description for who cannot see it. */
final class Frame {
    static final int WIDTH = 420;
    static final int HEIGHT = 210;
    static final int LEFT = 48;
    static final int RIGHT = 12;
    static final int TOP = 20;
    static final int BOTTOM = 26;
    static final int FLOOR = HEIGHT - BOTTOM;

    private static final int MOST_X_MARKS = 8;
    private static final int MOST_Y_MARKS = 6;

    private final Markup page;
    private final int right;
    private final int floor;

    private Frame(Markup page, int width, int height) {
        this.page = page;
        right = width - RIGHT;
        floor = height - BOTTOM;
    }

    /** Starts a drawing of the usual size. */
    static Frame start(Markup page, String title, String description) {
        return start(page, WIDTH, HEIGHT, title, description);
    }

    /**
     * Starts a drawing.
     *
     * @param title what it is of
     * @param description how it is read
     */
    static Frame start(Markup page, int width, int height, String title, String description) {
        String id = page.nextId();
        page.start(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "viewBox",
                "0 0 " + width + " " + height,
                "role",
                "img",
                "aria-labelledby",
                id + "t",
                "aria-describedby",
                id + "d");
        page.element("title", title, "id", id + "t");
        page.element("desc", description, "id", id + "d");
        return new Frame(page, width, height);
    }

    /** Marks latencies below the drawing. */
    void latenciesBelow(LogAxis x) {
        for (long mark : x.marks(MOST_X_MARKS)) {
            below(x.at(mark), Edges.exact(mark));
        }
    }

    /** Marks latencies at the left. */
    void latenciesLeft(LogAxis y) {
        for (long mark : y.marks(MOST_Y_MARKS)) {
            left(y.at(mark), Edges.exact(mark));
        }
    }

    /** A mark at the floor. */
    void below(double x, String text) {
        line("tick", x, x, floor, floor + 4);
        label(x, floor + 17, "middle", text);
    }

    /** A mark at the left, with its line across. */
    void left(double y, String text) {
        line("grid", LEFT, right, y, y);
        label(LEFT - 5, y + 3.5, "end", text);
    }

    void line(String kind, double x1, double x2, double y1, double y2) {
        page.empty("line", "class", kind, "x1", at(x1), "x2", at(x2), "y1", at(y1), "y2", at(y2));
    }

    void label(double x, double y, String anchor, String text) {
        page.element("text", text, "x", at(x), "y", at(y), "text-anchor", anchor);
    }

    /** Draws the floor, and ends the drawing. */
    void end() {
        line("floor", LEFT, right, floor, floor);
        page.end();
    }

    static String at(double position) {
        return String.format(Locale.ROOT, "%.1f", position);
    }

    /**
     * The distance of round marks on a linear axis from 0: 1, 2 or 5 times a power of ten.
     *
     * @param most where the axis ends
     * @param marks at most as many beside that of 0
     */
    static long step(long most, int marks) {
        long step = 1;
        for (int i = 0; most / step > marks; i++) {
            step = i % 3 == 1 ? step / 2 * 5 : step * 2;
        }
        return step;
    }
}
