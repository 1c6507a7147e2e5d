package io.daxtrace.report.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.aggregate.Analysis;
import io.daxtrace.aggregate.FaultCounts;
import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.aggregate.MetricName;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.event.Capture;
import io.daxtrace.event.Printable;
import io.daxtrace.report.Exposition;
import io.daxtrace.report.HostileNames;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;

/** Hostile names in the formats that other tools take an analysis in. */
class ExportNamesTest {
    private static final Distribution ONE =
            new Distribution.Builder(1).bucket(5, 6, 1).sum(5).build();

    @Test
    void samplesOfPrometheusStaySamples() {
        for (String name : HostileNames.ALL) {
            StringWriter text = new StringWriter();
            PrometheusText.write(analysis(name), new PrintWriter(text));
            Exposition found = Exposition.parse(text.toString());
            List<Exposition.Sample> counts = found.samples("daxtrace_latency_seconds_count");
            assertThat(counts).hasSize(2);
            assertThat(counts.get(0).labels())
                    .containsValue(Printable.escape(name))
                    .containsEntry("metric", Printable.escape(name));
            assertThat(counts.get(1).labels()).containsEntry("repeat", "2"); // the same key again is another series
            assertThat(found.samples("daxtrace_input_info").get(0).labels())
                    .containsEntry("path", Printable.escape(name));
        }
    }

    @Test
    void keysThatPrometheusDoesNotAllowOrThatWeUseGetOtherNames() {
        assertThat(PrometheusLabels.of(Map.of("le", "a")).toString()).isEqualTo("{key_le=\"a\"}");
        assertThat(PrometheusLabels.of(Map.of("__name__", "a")).toString()).isEqualTo("{key___name__=\"a\"}");
        assertThat(PrometheusLabels.of(Map.of("1", "a")).toString()).isEqualTo("{key_1=\"a\"}");
        assertThat(PrometheusLabels.of(Map.of("a-b", "1", "a.b", "1")).toString())
                .isEqualTo("{a_b=\"1\",a_b_=\"1\"}");
        assertThat(PrometheusLabels.of(Map.of("comm", "")).toString()).isEmpty();
    }

    @Test
    void tagsOfHlogStayTags() throws IOException {
        for (String name : HostileNames.ALL) {
            ByteArrayOutputStream log = new ByteArrayOutputStream();
            assertThat(HistogramLogText.write(analysis(name), "0", log)).isEmpty();
            HistogramLogReader reader = new HistogramLogReader(new ByteArrayInputStream(log.toByteArray()));
            String shown = Printable.escape(name).replace(",", "\\u002c").replace(" ", "\\u0020");
            for (int i = 0; i < 2; i++) {
                assertThat(reader.nextIntervalHistogram().getTag())
                        .isEqualTo(shown + "=" + shown + ";" + shown + "_ns");
            }
            assertThat(reader.hasNext()).isFalse();
        }
    }

    private static Analysis analysis(String name) {
        Group group = new Group(
                Map.of(name, name),
                new FaultCounts(1, 1, 0, 0, 1, 0, 0, 0),
                List.of(new Metric(new MetricName(name), ONE, null)));
        Capture capture = new Capture(name);
        return new Analysis(List.of(capture), capture.loss(), List.of(group, group));
    }
}
