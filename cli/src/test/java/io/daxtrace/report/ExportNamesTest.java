package io.daxtrace.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.daxtrace.aggregate.Analysis;
import io.daxtrace.aggregate.FaultCounts;
import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.aggregate.MetricName;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.event.Capture;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.event.Printable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;

/** Hostile names in every format that is exported. */
class ExportNamesTest {
    private static final Distribution ONE =
            new Distribution.Builder(1).bucket(5, 6, 1).sum(5).build();

    @Test
    void rowsOfCsvStayRows() throws IOException {
        for (String name : HostileNames.ALL) {
            StringWriter text = new StringWriter();
            rows(new FaultCsv(text), name);
            assertThat(text.toString().split("\r\n", -1)).hasSize(4); // a header, a fault, an fsync call, no rest
            assertThat(text.toString().replace("\r\n", "").chars().filter(c -> c < ' '))
                    .isEmpty();
            List<List<String>> rows = csv(text.toString());
            for (List<String> row : rows) {
                assertThat(row).hasSameSizeAs(rows.get(0));
            }
            String shown = Printable.escape(name);
            String last = rows.get(1).get(rows.get(1).size() - 1);
            assertThat(last).isIn(shown, "'" + shown).doesNotStartWith("=");
            assertThat(rows.get(1).get(0)).isEqualTo(last);
        }
    }

    @Test
    void linesOfJsonAreWholeAndKeepTheName() throws IOException {
        for (String name : HostileNames.ALL) {
            StringWriter text = new StringWriter();
            rows(new FaultJsonLines(text), name);
            assertThat(text.toString().chars().filter(c -> c != '\n' && (c < ' ' || c > '~')))
                    .isEmpty();
            List<String> lines = text.toString().lines().toList();
            assertThat(lines).hasSize(3);
            assertThat(field(lines.get(0), "comm")).isEqualTo(name);
            assertThat(field(lines.get(1), "comm")).isEqualTo(name);
            assertThat(field(lines.get(2), "path")).isEqualTo(name);
        }
    }

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

    private static void rows(FaultRows rows, String name) throws IOException {
        Capture capture = new Capture(name);
        Fault fault = new Fault().clear();
        fault.kind = Fault.Kind.SYNC;
        fault.comm = name;
        FsyncCall call = new FsyncCall().clear();
        call.comm = name;
        rows.input(capture);
        rows.fault(fault);
        rows.fsync(call);
        rows.inputEnded(capture);
        rows.end();
    }

    private static Analysis analysis(String name) {
        Group group = new Group(
                Map.of(name, name),
                new FaultCounts(1, 1, 0, 0, 1, 0, 0, 0),
                List.of(new Metric(new MetricName(name), ONE, null)));
        Capture capture = new Capture(name);
        return new Analysis(List.of(capture), capture.loss(), List.of(group, group));
    }

    private static String field(String line, String name) throws IOException {
        String value = null;
        try (JsonParser json = new JsonFactory().createParser(line)) {
            assertThat(json.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String field = json.currentName();
                json.nextToken();
                if (field.equals(name)) {
                    value = json.getText();
                }
                json.skipChildren();
            }
            assertThat(json.nextToken()).isNull();
        }
        return value;
    }

    /** RFC 4180, read a character at a time. */
    private static List<List<String>> csv(String text) {
        List<List<String>> rows = new ArrayList<>();
        for (String line : text.split("\r\n")) {
            List<String> cells = new ArrayList<>();
            StringBuilder cell = new StringBuilder();
            boolean quoted = false;
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else if (c == '"') {
                    quoted = !quoted;
                } else if (c == ',' && !quoted) {
                    cells.add(cell.toString());
                    cell.setLength(0);
                } else {
                    cell.append(c);
                }
            }
            assertThat(quoted).isFalse();
            cells.add(cell.toString());
            rows.add(cells);
        }
        return rows;
    }
}
