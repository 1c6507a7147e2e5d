package io.daxtrace.report.page;

import io.daxtrace.distribution.LatencyUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Draws when latencies of which length ended: a cell a step of time and span of latency, the stronger the more are in it. */
public final class HeatPlot {
    private static final int WIDTH = 860;
    private static final int HEIGHT = 250;
    private static final int FLOOR = HEIGHT - Frame.BOTTOM;
    private static final int INNER = WIDTH - Frame.LEFT - Frame.RIGHT;
    private static final int MOST_MARKS = 8;
    /** A single one is still seen. */
    private static final double FAINTEST = 0.18;

    private final long step;
    private final long[] edges;
    private final long[][] counts;

    /**
     * Of these counts.
     *
     * @param step nanoseconds, of a row of counts
     * @param edges of the cells, nanoseconds
     * @param counts a row a step, a count a cell
     */
    public HeatPlot(long step, long[] edges, long[][] counts) {
        this.step = step;
        this.edges = edges.clone();
        this.counts = counts.clone();
    }

    /** Draws it with its table. */
    public void draw(Markup page, String title) {
        DataTable.startWide(page, title);
        Frame frame = Frame.start(
                page,
                WIDTH,
                HEIGHT,
                title,
                "Time to the right, from the first fault on; latency upwards, logarithmic; the stronger a cell, the more"
                        + " faults ended in it.");
        LogAxis y = new LogAxis(edges[0], edges[edges.length - 1], FLOOR, Frame.TOP - FLOOR);
        frame.latenciesLeft(y);
        long whole = step * counts.length;
        long mark = Frame.step(whole, MOST_MARKS);
        for (long at = 0; at <= whole; at += mark) {
            frame.below(Frame.LEFT + (double) at / whole * INNER, Edges.exact(at));
        }
        long most = Arrays.stream(counts).flatMapToLong(Arrays::stream).max().orElse(1);
        double width = (double) INNER / counts.length;
        for (int i = 0; i < counts.length; i++) {
            for (int k = 0; k < counts[i].length; k++) {
                if (counts[i][k] > 0) {
                    cell(page, i, k, Frame.LEFT + i * width, width, y, most);
                }
            }
        }
        frame.end();
        page.end();
        table(page);
    }

    private void cell(Markup page, int i, int k, double x, double width, LogAxis y, long most) {
        double strength = most == 1 ? 1 : FAINTEST + (1 - FAINTEST) * Math.log(counts[i][k]) / Math.log(most);
        double top = y.at(edges[k + 1]);
        page.start(
                "rect",
                "class",
                "heat",
                "x",
                Frame.at(x),
                "y",
                Frame.at(top),
                "width",
                Frame.at(Math.max(0.8, width)),
                "height",
                Frame.at(y.at(edges[k]) - top),
                "fill-opacity",
                String.format(Locale.ROOT, "%.2f", strength));
        page.element("title", String.format(Locale.ROOT, "%s, %s: %,d", from(i), latency(k), counts[i][k]));
        page.end();
    }

    private String from(int row) {
        return "+" + LatencyUnit.formatFitting((double) row * step);
    }

    /** The first cell holds what is shorter too, the last what is longer. */
    private String latency(int cell) {
        return Edges.interval(edges[cell], edges[cell + 1]);
    }

    private void table(Markup page) {
        List<String> headings = new ArrayList<>(List.of("from"));
        for (int k = 0; k + 1 < edges.length; k++) {
            headings.add(latency(k));
        }
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (Arrays.stream(counts[i]).anyMatch(count -> count > 0)) {
                List<String> row = new ArrayList<>(List.of(from(i)));
                for (long count : counts[i]) {
                    row.add(String.format(Locale.ROOT, "%,d", count));
                }
                rows.add(row);
            }
        }
        DataTable.behind(page, "counts by time and latency", headings, rows);
    }
}
