package io.daxtrace.report.page;

import io.daxtrace.distribution.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Draws how latencies are spread as lines: cumulative, or by percentile, where the tail has as much room as the middle. */
public final class CurvePlot {
    private static final int INNER = Frame.WIDTH - Frame.LEFT - Frame.RIGHT;
    private static final int RISE = Frame.FLOOR - Frame.TOP;
    /** Nearer than this to the point before, a point is not seen. */
    private static final double NEAR = 0.7;

    private static final int QUARTERS = 4;
    /** The curve by percentile has at least this decade. */
    private static final double LEAST_TAIL = 10;

    private CurvePlot() {}

    /** The share of latencies that are at most so long, over the latency. */
    public static void cumulative(Markup page, String title, List<Curve> curves) {
        Frame frame = Frame.start(
                page,
                title,
                "Latency to the right, logarithmic; upwards the share of latencies that are at most as long.");
        LogAxis x = LogAxis.of(distributions(curves), Frame.LEFT, INNER);
        for (int i = 0; i <= QUARTERS; i++) {
            frame.left(Frame.FLOOR - i * RISE / (double) QUARTERS, 100 * i / QUARTERS + "%");
        }
        frame.latenciesBelow(x);
        for (Curve curve : curves) {
            Line line = new Line();
            double count = curve.distribution().count();
            for (Curve.Point point : curve.points()) {
                line.to(x.at(point.latency()), Frame.FLOOR - point.count() / count * RISE);
            }
            line.draw(page, curve);
        }
        legend(frame, curves);
        frame.end();
    }

    /** The latency that a share p of all do not exceed, over 1 / (1 - p), as HdrHistogram draws it. */
    public static void percentiles(Markup page, String title, List<Curve> curves) {
        Frame frame = Frame.start(
                page,
                title,
                "Percentile p to the right, as 1 / (1 - p), logarithmic; upwards the latency that it does not exceed,"
                        + " logarithmic.");
        LogAxis y = LogAxis.of(distributions(curves), Frame.FLOOR, -RISE);
        double tail = LEAST_TAIL;
        for (Curve curve : curves) {
            tail = Math.max(tail, curve.distribution().count());
        }
        LogAxis x = new LogAxis(1, tail, Frame.LEFT, INNER);
        frame.latenciesLeft(y);
        percentileMarks(frame, x);
        for (Curve curve : curves) {
            Line line = new Line();
            long count = curve.distribution().count();
            for (Curve.Point point : curve.points()) {
                line.to(x.at((double) count / Math.max(1, count - point.count())), y.at(point.latency()));
            }
            line.draw(page, curve);
        }
        legend(frame, curves);
        frame.end();
    }

    private static void percentileMarks(Frame frame, LogAxis x) {
        frame.below(x.at(1), "0%");
        String nines = "";
        double mark = 10;
        for (int every = x.highest() > 1e6 ? 2 : 1, decade = 1; mark <= x.highest(); decade++, mark *= 10) {
            String text = decade == 1 ? "90" : decade == 2 ? "99" : "99." + nines;
            if (decade >= 2) {
                nines += "9";
            }
            if (decade % every == 0) {
                frame.below(x.at(mark), text + "%");
            }
        }
    }

    private static List<Distribution> distributions(List<Curve> curves) {
        return curves.stream().map(Curve::distribution).toList();
    }

    /** Names the lines where there are several, each beside a piece of its own. */
    private static void legend(Frame frame, List<Curve> curves) {
        double x = Frame.LEFT + 6;
        for (Curve curve : curves.size() > 1 ? curves : List.<Curve>of()) {
            frame.line("curve " + curve.kind(), x, x + 18, Frame.TOP - 8, Frame.TOP - 8);
            frame.label(x + 22, Frame.TOP - 4.5, "start", curve.name());
            x += 40 + 6.5 * curve.name().length();
        }
    }

    /** A line of those points that can be told apart. */
    private static final class Line {
        private final List<double[]> points = new ArrayList<>();

        void to(double x, double y) {
            if (!points.isEmpty()) {
                double[] last = points.get(points.size() - 1);
                if (points.size() > 1 && Math.abs(last[0] - x) < NEAR && Math.abs(last[1] - y) < NEAR) {
                    last[0] = x;
                    last[1] = y;
                    return;
                }
            }
            points.add(new double[] {x, y});
        }

        void draw(Markup page, Curve curve) {
            StringJoiner d = new StringJoiner(" ");
            points.forEach(point -> d.add(String.format(Locale.ROOT, "%.1f,%.1f", point[0], point[1])));
            page.empty("polyline", "class", "curve " + curve.kind(), "points", d.toString());
        }
    }
}
