package io.daxtrace.report.page;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.QuantileInterval;
import java.util.Locale;

/** Draws a histogram: a bar a bucket, its edges where they are on a logarithmic axis, its height the bucket's count. */
final class HistogramSvg {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 190;
    private static final int LEFT = 46;
    private static final int RIGHT = 14;
    private static final int TOP = 18;
    private static final int BOTTOM = 24;
    private static final int FLOOR = HEIGHT - BOTTOM;
    /** Room for the name of a quantile. */
    private static final int LABEL = 28;

    private static final int MOST_X_MARKS = 10;
    private static final int MOST_Y_MARKS = 4;
    /** A bucket with little in it is still seen. */
    private static final double LEAST_HEIGHT = 1.5;

    private final Markup page;
    private final Distribution buckets;
    private final LogAxis x;
    private final double heightOfOne;
    private final long most;

    /** @param buckets at least one */
    HistogramSvg(Markup page, Distribution buckets) {
        this.page = page;
        this.buckets = buckets;
        x = LogAxis.of(buckets, LEFT, WIDTH - LEFT - RIGHT);
        long largest = 1;
        for (int i = 0; i < buckets.buckets(); i++) {
            largest = Math.max(largest, buckets.count(i));
        }
        most = largest;
        heightOfOne = (double) (FLOOR - TOP) / most;
    }

    /**
     * Draws it, with marks at quantiles.
     *
     * @param title of the picture, for who cannot see it
     * @param quantiles what the marked quantiles are taken from: the finest buckets there are
     * @param lost at most how many latencies are missing from it
     */
    void draw(String title, Distribution quantiles, long lost) {
        page.start(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "viewBox",
                "0 0 " + WIDTH + " " + HEIGHT,
                "role",
                "img",
                "aria-label",
                title);
        counts();
        latencies();
        for (int i = 0; i < buckets.buckets(); i++) {
            if (buckets.count(i) != 0) {
                bar(i);
            }
        }
        quantile(quantiles.quantile(0.5, lost), "p50", -1);
        quantile(quantiles.quantile(0.99, lost), "p99", 1);
        page.empty("line", "class", "floor", "x1", at(LEFT), "x2", at(WIDTH - RIGHT), "y1", at(FLOOR), "y2", at(FLOOR));
        page.end();
    }

    private void counts() {
        long step = 1;
        for (int i = 0; most / step > MOST_Y_MARKS; i++) {
            step = i % 3 == 1 ? step / 2 * 5 : step * 2;
        }
        for (long count = 0; count <= most && count >= 0; count += step) {
            double y = FLOOR - count * heightOfOne;
            page.empty("line", "class", "grid", "x1", at(LEFT), "x2", at(WIDTH - RIGHT), "y1", at(y), "y2", at(y));
            label(LEFT - 5, y + 3.5, "end", String.format(Locale.ROOT, "%,d", count));
        }
    }

    private void latencies() {
        for (long mark : x.marks(MOST_X_MARKS)) {
            double at = x.at(mark);
            page.empty("line", "class", "tick", "x1", at(at), "x2", at(at), "y1", at(FLOOR), "y2", at(FLOOR + 4));
            label(at, FLOOR + 16, "middle", Edges.exact(mark));
        }
    }

    private void bar(int bucket) {
        double from = x.at(buckets.lo(bucket));
        double to = x.at(buckets.hi(bucket));
        double gap = to - from > 6 ? 1 : 0;
        double height = Math.max(LEAST_HEIGHT, buckets.count(bucket) * heightOfOne);
        page.start(
                "rect",
                "class",
                buckets.lo(bucket) == Distribution.OPEN_BELOW || buckets.hi(bucket) == Distribution.OPEN
                        ? "open"
                        : "bar",
                "x",
                at(from),
                "y",
                at(FLOOR - height),
                "width",
                at(Math.max(0.5, to - from - gap)),
                "height",
                at(height));
        page.element("title", Edges.words(buckets, bucket) + ": " + Edges.count(buckets, bucket));
        page.end();
    }

    /** @param labelSide negative: left of the mark, where there is room, else right of it */
    private void quantile(QuantileInterval interval, String name, int labelSide) {
        if (interval.lo() == Distribution.OPEN_BELOW || interval.hi() == Distribution.OPEN) {
            return;
        }
        double at = x.at(interval.value());
        page.start("g", "class", "quantile");
        page.element("title", name + " lies in " + Edges.interval(interval.lo(), interval.hi()));
        double from = x.at(interval.lo());
        page.empty(
                "rect",
                "x",
                at(from),
                "y",
                at(TOP - 4),
                "width",
                at(Math.max(1, x.at(interval.hi()) - from)),
                "height",
                at(FLOOR - TOP + 4));
        page.empty("line", "x1", at(at), "x2", at(at), "y1", at(TOP - 4), "y2", at(FLOOR));
        boolean left = labelSide < 0 ? at > LABEL : at > WIDTH - LABEL;
        label(left ? at - 3 : at + 3, TOP - 7, left ? "end" : "start", name);
        page.end();
    }

    private void label(double x, double y, String anchor, String text) {
        page.element("text", text, "x", at(x), "y", at(y), "text-anchor", anchor);
    }

    private static String at(double position) {
        return String.format(Locale.ROOT, "%.1f", position);
    }
}
