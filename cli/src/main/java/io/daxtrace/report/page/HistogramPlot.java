package io.daxtrace.report.page;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.QuantileInterval;
import java.util.List;
import java.util.Locale;

/** Draws a histogram: a bar a bucket, its edges where they are on a logarithmic axis, its height the bucket's count. */
public final class HistogramPlot {
    private static final int INNER = Frame.WIDTH - Frame.LEFT - Frame.RIGHT;
    /** Room for the name of a quantile. */
    private static final int LABEL = 28;

    private static final int MOST_COUNTS = 4;
    /** A bucket with little in it is still seen. */
    private static final double LEAST_HEIGHT = 1.5;

    private final Markup page;
    private final Distribution buckets;
    private final LogAxis x;
    private final double heightOfOne;
    private final long most;

    /** @param buckets at least one */
    public HistogramPlot(Markup page, Distribution buckets) {
        this(page, buckets, List.of(buckets));
    }

    /** @param onOneAxis all whose axis it shares, itself among them */
    public HistogramPlot(Markup page, Distribution buckets, List<Distribution> onOneAxis) {
        this.page = page;
        this.buckets = buckets;
        x = LogAxis.of(onOneAxis, Frame.LEFT, INNER);
        long largest = 1;
        for (int i = 0; i < buckets.buckets(); i++) {
            largest = Math.max(largest, buckets.count(i));
        }
        most = largest;
        heightOfOne = (double) (Frame.FLOOR - Frame.TOP) / most;
    }

    /**
     * Draws it, with marks at quantiles.
     *
     * @param title of the picture, for who cannot see it
     * @param quantiles what the marked quantiles are taken from: the finest buckets there are
     * @param lost at most how many latencies are missing from it
     */
    public void draw(String title, Distribution quantiles, long lost) {
        Frame frame = Frame.start(
                page, title, "Latency to the right, logarithmic; upwards how many latencies a bucket holds.");
        long step = Frame.step(most, MOST_COUNTS);
        for (long count = 0; count <= most && count >= 0; count += step) {
            frame.left(
                    Frame.FLOOR - count * heightOfOne,
                    count >= 1_000_000 ? Edges.large(count) : String.format(Locale.ROOT, "%,d", count));
        }
        frame.latenciesBelow(x);
        for (int i = 0; i < buckets.buckets(); i++) {
            if (buckets.count(i) != 0) {
                bar(i);
            }
        }
        quantile(frame, quantiles.quantile(0.5, lost), "p50", -1);
        quantile(frame, quantiles.quantile(0.99, lost), "p99", 1);
        frame.end();
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
                Frame.at(from),
                "y",
                Frame.at(Frame.FLOOR - height),
                "width",
                Frame.at(Math.max(0.5, to - from - gap)),
                "height",
                Frame.at(height));
        page.element("title", Edges.words(buckets, bucket) + ": " + Edges.count(buckets, bucket));
        page.end();
    }

    /** @param labelSide negative: left of the mark, where there is room, else right of it */
    private void quantile(Frame frame, QuantileInterval interval, String name, int labelSide) {
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
                Frame.at(from),
                "y",
                Frame.at(Frame.TOP - 4),
                "width",
                Frame.at(Math.max(1, x.at(interval.hi()) - from)),
                "height",
                Frame.at(Frame.FLOOR - Frame.TOP + 4));
        frame.line("mark", at, at, Frame.TOP - 4, Frame.FLOOR);
        boolean left = labelSide < 0 ? at > LABEL : at > Frame.WIDTH - LABEL;
        frame.label(left ? at - 3 : at + 3, Frame.TOP - 7, left ? "end" : "start", name);
        page.end();
    }
}
