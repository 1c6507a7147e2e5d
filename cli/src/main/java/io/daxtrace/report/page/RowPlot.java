package io.daxtrace.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Draws rows on one axis: in each dots, a point, the interval it lies in, and the band that it is judged by. */
public final class RowPlot {
    /**
     * A row. What is not finite is not drawn, an interval's end as far as the axis goes.
     *
     * @param name at its left
     * @param kind of its colour
     * @param lo where its interval begins; NaN for none
     * @param hi where it ends
     * @param point the best single guess, or NaN
     * @param dots single values
     * @param bandLo where the band begins; NaN for none
     */
    public record Row(
            String name,
            String kind,
            double lo,
            double hi,
            double point,
            List<Double> dots,
            double bandLo,
            double bandHi) {
        /** Values without interval and band. */
        public static Row of(String name, String kind, List<Double> dots) {
            return new Row(name, kind, Double.NaN, Double.NaN, Double.NaN, dots, Double.NaN, Double.NaN);
        }
    }

    /** A mark of the axis. */
    public record Mark(double value, String text) {}

    private static final int LINE = 20;
    private static final int TOP = 8;
    private static final double LETTER = 6.2;
    /** So much room is left at either end. */
    private static final double MARGIN = 0.04;
    /** Marks nearer than this run into each other. */
    private static final double MARK_WIDTH = 44;
    /** Nanoseconds; the longest mark is nine of them. */
    private static final long LONGEST = 1_000_000_000_000L;

    private final DoubleUnaryOperator scale;
    private final List<Mark> marks;
    private final List<Row> rows;
    private final double left;
    private final double from;
    private final double to;

    /**
     * Of these rows.
     *
     * @param scale logarithm or identity
     * @param marks those that lie where the rows are, are drawn, the first ones first where there is no room for all
     * @param shown what has to be on the axis whatever the rows are, or NaN
     */
    public RowPlot(DoubleUnaryOperator scale, List<Mark> marks, List<Row> rows, double shown) {
        this.scale = scale;
        this.marks = marks;
        this.rows = rows;
        left = 10
                + LETTER
                        * rows.stream()
                                .mapToInt(row -> row.name().length())
                                .max()
                                .orElse(0);
        List<Double> all = new ArrayList<>(List.of(shown));
        for (Row row : rows) {
            all.addAll(List.of(row.lo, row.hi, row.point, row.bandLo, row.bandHi));
            all.addAll(row.dots);
        }
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : all) {
            double at = scale.applyAsDouble(value);
            if (Double.isFinite(at)) {
                least = Math.min(least, at);
                most = Math.max(most, at);
            }
        }
        double margin = most > least ? MARGIN * (most - least) : 1;
        from = least - margin;
        to = most + margin;
    }

    /** Draws it. */
    public void draw(Markup page, String title, String description) {
        int height = TOP + LINE * rows.size() + Frame.BOTTOM;
        Frame frame = Frame.start(page, Frame.WIDTH, height, title, description);
        int floor = height - Frame.BOTTOM;
        List<Double> marked = new ArrayList<>();
        for (Mark mark : marks) {
            double x = at(mark.value);
            if (x > left
                    && x < Frame.WIDTH - Frame.RIGHT
                    && marked.stream().allMatch(other -> Math.abs(other - x) > MARK_WIDTH)) {
                frame.line("grid", x, x, TOP, floor);
                frame.below(x, mark.text);
                marked.add(x);
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            row(page, frame, rows.get(i), TOP + LINE * i + LINE / 2.0);
        }
        frame.line("floor", left, Frame.WIDTH - Frame.RIGHT, floor, floor);
        page.end();
    }

    private void row(Markup page, Frame frame, Row row, double y) {
        frame.label(left - 6, y + 4, "end", row.name());
        if (!Double.isNaN(row.bandLo)) {
            page.empty(
                    "rect",
                    "class",
                    "band",
                    "x",
                    Frame.at(at(row.bandLo)),
                    "y",
                    Frame.at(y - LINE / 2.0),
                    "width",
                    Frame.at(at(row.bandHi) - at(row.bandLo)),
                    "height",
                    Integer.toString(LINE));
        }
        if (!Double.isNaN(row.lo)) {
            frame.line("interval " + row.kind, at(row.lo), at(row.hi), y, y);
        }
        row.dots.stream().filter(Double::isFinite).forEach(dot -> dot(page, "dot " + row.kind, dot, y, 3.2));
        if (Double.isFinite(row.point)) {
            dot(page, "point " + row.kind, row.point, y, 4.2);
        }
    }

    private void dot(Markup page, String kind, double value, double y, double radius) {
        page.empty("circle", "class", kind, "cx", Frame.at(at(value)), "cy", Frame.at(y), "r", Frame.at(radius));
    }

    private double at(double value) {
        double within = Math.min(to, Math.max(from, scale.applyAsDouble(value)));
        return left + (within - from) / (to - from) * (Frame.WIDTH - Frame.RIGHT - left);
    }

    /** Round latencies, for an axis of latencies; the roundest first. */
    public static List<Mark> latencies() {
        List<Mark> marks = new ArrayList<>();
        for (int digit : new int[] {1, 2, 5, 3, 4, 6, 7, 8, 9}) {
            for (long decade = 1; decade <= LONGEST; decade *= 10) {
                marks.add(new Mark(decade * digit, Edges.exact(decade * digit)));
            }
        }
        return marks;
    }
}
