package io.daxtrace.report.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daxtrace.aggregate.FaultCounts;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.aggregate.MetricName;
import io.daxtrace.aggregate.Run;
import io.daxtrace.compare.Comparer;
import io.daxtrace.compare.Comparison;
import io.daxtrace.compare.Samples;
import io.daxtrace.compare.verdicts.ComparisonOptions;
import io.daxtrace.distribution.LatencyUnit;
import io.daxtrace.event.LossAccount;
import io.daxtrace.event.Printable;
import io.daxtrace.report.HostileNames;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The page of comparisons as an XML parser sees it. */
class ComparisonPageTest {
    private static final int RUNS = 3;

    private int made;

    private List<Run> side(String name, Map<String, String> labels, String metric, int middle) {
        List<Run> runs = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            long[] values = new long[600];
            for (int i = 0; i < values.length; i++) {
                values[i] = middle + 7L * i;
            }
            values[0] -= made++;
            runs.add(Samples.run(
                    name + run,
                    labels,
                    new FaultCounts(600, 600, 0, 0, 600, 0, 0, 0),
                    Set.of(),
                    new LossAccount(),
                    new Metric(new MetricName(metric), Samples.logLinear(values), values)));
        }
        return runs;
    }

    private static Comparison compare(List<Run> base, List<Run> candidate) throws Exception {
        return new Comparer(ComparisonOptions.defaults()).compare(base, candidate);
    }

    @Test
    void tableHasTheNumbersOfTheJson() throws Exception {
        Comparison comparison = compare(side("b", Map.of(), "fault", 100_000), side("c", Map.of(), "fault", 150_000));
        JsonNode statistics = new ObjectMapper()
                .readTree(write(ComparisonFormat.JSON, comparison))
                .at("/comparisons/0/cells/0/metrics/0/statistics");
        List<List<String>> rows = rows(table(parse(write(ComparisonFormat.HTML, comparison)), "statistics"));
        assertThat(statistics).hasSize(5);
        assertThat(rows).hasSize(6);
        for (int i = 0; i < statistics.size(); i++) {
            JsonNode s = statistics.get(i);
            List<String> row = rows.get(i + 1);
            assertThat(row.get(1)).isEqualTo(s.get("name").textValue());
            assertThat(row.get(2))
                    .isEqualTo(LatencyUnit.formatFitting(s.at("/base/value").doubleValue()));
            assertThat(row.get(3))
                    .isEqualTo(
                            LatencyUnit.formatFitting(s.at("/candidate/value").doubleValue()));
            assertThat(row.get(4)).isEqualTo(percent(s.get("ratio")));
            assertThat(row.get(5))
                    .isEqualTo("[" + percent(s.at("/interval/lo")) + ", " + percent(s.at("/interval/hi")) + "]");
            assertThat(row.get(7).toUpperCase(Locale.ROOT))
                    .startsWith(s.get("verdict").textValue().toUpperCase(Locale.ROOT));
            assertThat(s.at("/base/values")).hasSize(RUNS);
        }
    }

    private static String percent(JsonNode ratio) {
        return String.format(Locale.ROOT, "%+.1f %%", 100 * (ratio.doubleValue() - 1));
    }

    @Test
    void aDotARun() throws Exception {
        Document page = parse(write(
                ComparisonFormat.HTML,
                compare(side("b", Map.of(), "fault", 100_000), side("c", Map.of(), "fault", 150_000))));
        NodeList circles = page.getElementsByTagName("circle");
        int base = 0;
        int candidate = 0;
        for (int i = 0; i < circles.getLength(); i++) {
            String kind = ((Element) circles.item(i)).getAttribute("class");
            base += kind.equals("dot base") ? 1 : 0;
            candidate += kind.equals("dot candidate") ? 1 : 0;
        }
        assertThat(base).isEqualTo(5 * RUNS); // five statistics
        assertThat(candidate).isEqualTo(5 * RUNS);
    }

    @Test
    void hostileNamesStayTexts() throws Exception {
        for (String hostile : HostileNames.ALL) {
            List<Run> base = new ArrayList<>(side(hostile + "b", Map.of("file", hostile), hostile, 100_000));
            base.addAll(side("b2", Map.of("file", "plain"), hostile, 100_000));
            List<Run> candidate = new ArrayList<>(side(hostile + "c", Map.of("file", hostile), hostile, 150_000));
            candidate.addAll(side("c2", Map.of("file", "plain"), hostile, 100_000));
            Document page = parse(write(ComparisonFormat.HTML, compare(base, candidate)));
            String shown = Printable.escape(hostile);
            assertThat(texts(page, "h2")).contains("file=" + shown, "file=plain");
            assertThat(texts(page, "h3")).contains(shown);
            assertThat(texts(page, "li")).contains(shown + "b0", shown + "c2");
            for (String never : List.of("script", "img", "b", "i")) {
                assertThat(texts(page, never)).isEmpty();
            }
        }
    }

    private static String write(ComparisonFormat format, Comparison comparison) throws Exception {
        StringWriter out = new StringWriter();
        format.write(List.of(comparison), new ComparisonFormat.Wishes(false, null, Set.of(), "test"), out);
        return out.toString();
    }

    private static Document parse(String html) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }

    private static Element table(Document page, String kind) {
        NodeList tables = page.getElementsByTagName("table");
        for (int i = 0; i < tables.getLength(); i++) {
            if (((Element) tables.item(i)).getAttribute("class").equals(kind)) {
                return (Element) tables.item(i);
            }
        }
        throw new AssertionError("no table of " + kind);
    }

    private static List<List<String>> rows(Element table) {
        List<List<String>> rows = new ArrayList<>();
        NodeList trs = table.getElementsByTagName("tr");
        for (int i = 0; i < trs.getLength(); i++) {
            List<String> row = new ArrayList<>();
            NodeList cells = trs.item(i).getChildNodes();
            for (int k = 0; k < cells.getLength(); k++) {
                if (cells.item(k) instanceof Element) {
                    row.add(cells.item(k).getTextContent());
                }
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<String> texts(Document page, String element) {
        List<String> texts = new ArrayList<>();
        NodeList all = page.getElementsByTagName(element);
        for (int i = 0; i < all.getLength(); i++) {
            texts.add(all.item(i).getTextContent());
        }
        return texts;
    }
}
