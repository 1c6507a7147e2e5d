package io.daxtrace.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.distribution.Distribution;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Curves of distributions small enough to put their points on paper. */
class CurveTest {
    /** 10 of a microsecond up to 2, 80 up to 4, 10 up to 8: a tenth, nine tenths, all. */
    private static final Distribution LATENCIES = new Distribution.Builder(3)
            .bucket(1_000, 2_000, 10)
            .bucket(2_000, 4_000, 80)
            .bucket(4_000, 8_000, 10)
            .build();

    @Test
    void aPointAnEdge() {
        assertThat(new Curve("m", "base", LATENCIES).points())
                .containsExactly(
                        new Curve.Point(1_000, 0),
                        new Curve.Point(2_000, 10),
                        new Curve.Point(4_000, 90),
                        new Curve.Point(8_000, 100));
    }

    @Test
    void shortestAndLongestWhereTheyAreKnown() {
        Distribution known = new Distribution.Builder(3)
                .bucket(0, 1_000, 0)
                .bucket(1_000, 2_000, 1)
                .bucket(2_000, Distribution.OPEN, 2)
                .min(1_200)
                .max(9_000)
                .build();
        assertThat(new Curve("m", "base", known).points())
                .containsExactly(new Curve.Point(1_200, 0), new Curve.Point(2_000, 1), new Curve.Point(9_000, 3));
    }

    @Test
    void noPointWhereAnEdgeIsOpen() {
        Distribution open = new Distribution.Builder(2)
                .bucket(Distribution.OPEN_BELOW, 1_000, 3)
                .bucket(1_000, Distribution.OPEN, 1)
                .build();
        assertThat(new Curve("m", "base", open).points()).containsExactly(new Curve.Point(1_000, 3));
    }

    /** Three octaves on 360 from 48 on; a tenth of a rise of 164 above 184 is 167.6, nine tenths 36.4. */
    @Test
    void cumulative() {
        assertThat(points(page -> CurvePlot.cumulative(page, "t", List.of(new Curve("m", "base", LATENCIES)))))
                .isEqualTo("48.0,184.0 168.0,167.6 288.0,36.4 408.0,20.0");
    }

    /**
     * 1 / (1 - 0.1) is 1.111 and 1 / (1 - 0.9) is 10: on an axis of two decades, as of 100 latencies the last is the 99th
     * percentile, 48 + 360 * lg 1.111 / 2 = 56.2 and 48 + 180 = 228. A third of the rise an octave: 54.7.
     */
    @Test
    void byPercentile() {
        assertThat(points(page -> CurvePlot.percentiles(page, "t", List.of(new Curve("m", "base", LATENCIES)))))
                .isEqualTo("48.0,184.0 56.2,129.3 228.0,74.7 408.0,20.0");
    }

    @Test
    void linesAreNamedWhereThereAreSeveral() {
        String both = svg(page -> CurvePlot.cumulative(
                page, "<t>", List.of(new Curve("<b>", "base", LATENCIES), new Curve("c", "candidate", LATENCIES))));
        assertThat(both)
                .contains(">&lt;b&gt;</text>", ">c</text>", "class=\"curve candidate\"", ">&lt;t&gt;</title>")
                .doesNotContain("<b>", "<t>");
    }

    private static String points(Consumer<Markup> drawing) {
        Matcher points = Pattern.compile("points=\"([^\"]*)\"").matcher(svg(drawing));
        assertThat(points.find()).isTrue();
        return points.group(1);
    }

    private static String svg(Consumer<Markup> drawing) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        drawing.accept(new Markup(out));
        out.flush();
        return text.toString();
    }
}
