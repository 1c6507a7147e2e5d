package io.daxtrace.report.page;

import io.daxtrace.distribution.Distribution;
import java.util.List;
import java.util.Locale;

/** Draws histograms over each other: the first as bars, the second as their outlines, by share, because their counts differ. */
public final class Overlay {
    private static final int INNER = Frame.WIDTH - Frame.LEFT - Frame.RIGHT;
    private static final int RISE = Frame.FLOOR - Frame.TOP;
    private static final int PER_OCTAVE = 4;
    private static final int MOST_MARKS = 4;
    private static final double LEAST_HEIGHT = 1;

    private Overlay() {}

    /** Draws them; each has latencies. */
    public static void draw(Markup page, String title, List<Curve> sides) {
        Frame frame = Frame.start(
                page,
                title,
                "Latency to the right, logarithmic; upwards the share of latencies in a bucket: "
                        + sides.get(0).name() + " as bars, " + sides.get(1).name() + " as outlines.");
        LogAxis x = LogAxis.of(sides.stream().map(Curve::distribution).toList(), Frame.LEFT, INNER);
        double most = 0;
        for (Curve side : sides) {
            Distribution d = coarse(side.distribution());
            for (int i = 0; i < d.buckets(); i++) {
                most = Math.max(most, (double) d.count(i) / d.count());
            }
        }
        long step = Frame.step((long) Math.ceil(100 * most), MOST_MARKS);
        for (long mark = 0; mark <= 100 * most; mark += step) {
            frame.left(Frame.FLOOR - mark / (100 * most) * RISE, mark + "%");
        }
        frame.latenciesBelow(x);
        for (Curve side : sides) {
            bars(page, side, x, most);
        }
        frame.line("bar-key base", Frame.LEFT + 6, Frame.LEFT + 18, Frame.TOP - 8, Frame.TOP - 8);
        frame.label(Frame.LEFT + 22, Frame.TOP - 4.5, "start", sides.get(0).name());
        double second = Frame.LEFT + 46 + 6.5 * sides.get(0).name().length();
        frame.line("curve candidate", second, second + 18, Frame.TOP - 8, Frame.TOP - 8);
        frame.label(second + 22, Frame.TOP - 4.5, "start", sides.get(1).name());
        frame.end();
    }

    private static void bars(Markup page, Curve side, LogAxis x, double most) {
        Distribution d = coarse(side.distribution());
        for (int i = 0; i < d.buckets(); i++) {
            if (d.count(i) == 0) {
                continue;
            }
            double share = (double) d.count(i) / d.count();
            double height = Math.max(LEAST_HEIGHT, share / most * RISE);
            double from = x.at(d.lo(i));
            page.start(
                    "rect",
                    "class",
                    "side " + side.kind(),
                    "x",
                    Frame.at(from),
                    "y",
                    Frame.at(Frame.FLOOR - height),
                    "width",
                    Frame.at(Math.max(0.8, x.at(d.hi(i)) - from)),
                    "height",
                    Frame.at(height));
            page.element(
                    "title",
                    String.format(Locale.ROOT, "%s %s: %s", side.name(), Edges.words(d, i), Edges.count(d, i)));
            page.end();
        }
    }

    /** Buckets that begin in the same quarter of an octave as one: finer ones show noise before shape, and are many. */
    public static Distribution coarse(Distribution d) {
        Distribution.Builder builder = new Distribution.Builder(d.buckets());
        int i = 0;
        while (i < d.buckets()) {
            int first = i;
            long count = 0;
            while (i < d.buckets() && quarter(d.lo(i)) == quarter(d.lo(first))) {
                count += d.count(i++);
            }
            builder.bucket(d.lo(first), d.hi(i - 1), count);
        }
        return builder.build();
    }

    private static long quarter(long latency) {
        return latency <= 0 ? Long.MIN_VALUE : (long) Math.floor(PER_OCTAVE * Math.log(latency) / Math.log(2) + 1e-9);
    }
}
