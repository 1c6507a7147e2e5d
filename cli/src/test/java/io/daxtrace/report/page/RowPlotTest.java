package io.daxtrace.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.distribution.Distribution;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RowPlotTest {
    /** Between 16.2, a letter's width and 10, and 408, with 4 % of two decades left at either end: 30.7, 212.1, 393.5. */
    @Test
    void dotsLieOnALogarithmicAxis() {
        assertThat(values(
                        "cx", List.of(RowPlot.Row.of("a", "base", List.of(1_000.0, 10_000.0, 100_000.0, Double.NaN)))))
                .containsExactly("30.7", "212.1", "393.5");
    }

    /** What is not bounded goes to the axis' ends: 16.2 and 408. */
    @Test
    void anUnboundedIntervalEndsWithTheAxis() {
        RowPlot.Row row = new RowPlot.Row(
                "a", "base", 0, Double.POSITIVE_INFINITY, 10, List.of(1.0, 100.0), Double.NaN, Double.NaN);
        Matcher line = Pattern.compile("class=\"interval base\" x1=\"([^\"]*)\" x2=\"([^\"]*)\"")
                .matcher(svg(row));
        assertThat(line.find()).isTrue();
        assertThat(line.group(1)).isEqualTo("16.2");
        assertThat(line.group(2)).isEqualTo("408.0");
    }

    @Test
    void theFirstMarksComeFirst() {
        assertThat(svg(RowPlot.Row.of("a", "base", List.of(1_000.0, 100_000.0))))
                .contains(">1us<", ">10us<", ">100us<");
    }

    /** 1,024 * 2^(1/4) is 1,217.7: what begins below it is of the first quarter of that octave. */
    @Test
    void fineBucketsBecomeQuartersOfOctaves() {
        Distribution fine = new Distribution.Builder(4)
                .bucket(0, 1, 7)
                .bucket(1_024, 1_056, 1)
                .bucket(1_216, 1_248, 2)
                .bucket(1_248, 1_280, 4)
                .build();
        assertThat(Overlay.coarse(fine))
                .isEqualTo(new Distribution.Builder(3)
                        .bucket(0, 1, 7)
                        .bucket(1_024, 1_248, 3)
                        .bucket(1_248, 1_280, 4)
                        .build());
    }

    private static List<String> values(String attribute, List<RowPlot.Row> rows) {
        Matcher matcher =
                Pattern.compile(" " + attribute + "=\"([^\"]*)\"").matcher(svg(rows.toArray(RowPlot.Row[]::new)));
        List<String> values = new ArrayList<>();
        while (matcher.find()) {
            values.add(matcher.group(1));
        }
        return values;
    }

    private static String svg(RowPlot.Row... rows) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        new RowPlot(Math::log, RowPlot.latencies(), List.of(rows), Double.NaN).draw(new Markup(out), "t", "d");
        out.flush();
        return text.toString();
    }
}
