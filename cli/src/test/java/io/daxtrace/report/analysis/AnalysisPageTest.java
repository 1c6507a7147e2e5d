package io.daxtrace.report.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.aggregate.Analysis;
import io.daxtrace.aggregate.FaultCounts;
import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.aggregate.MetricName;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.event.Capture;
import io.daxtrace.event.LossAccount;
import io.daxtrace.event.Printable;
import io.daxtrace.report.HistogramStyle;
import io.daxtrace.report.HostileNames;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The page as an XML parser sees it. */
class AnalysisPageTest {
    private static final Set<String> ELEMENTS = Set.of(
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "main",
            "h1",
            "h2",
            "h3",
            "p",
            "b",
            "i",
            "span",
            "strong",
            "section",
            "div",
            "dl",
            "dt",
            "dd",
            "ul",
            "li",
            "details",
            "summary",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "a",
            "figure",
            "figcaption",
            "footer",
            "svg",
            "g",
            "line",
            "rect",
            "polyline",
            "desc",
            "text");
    private static final Set<String> ATTRIBUTES = Set.of(
            "xmlns",
            "lang",
            "charset",
            "name",
            "content",
            "class",
            "id",
            "scope",
            "colspan",
            "title",
            "href",
            "viewBox",
            "role",
            "aria-label",
            "aria-labelledby",
            "aria-describedby",
            "tabindex",
            "http-equiv",
            "points",
            "fill-opacity",
            "aria-hidden",
            "x",
            "y",
            "x1",
            "x2",
            "y1",
            "y2",
            "width",
            "height",
            "text-anchor");

    private static final Distribution LATENCIES = new Distribution.Builder(3)
            .bucket(1_000, 2_000, 1)
            .bucket(2_000, 4_000, 3)
            .bucket(4_000, 8_000, 2)
            .min(1_500)
            .max(5_000)
            .sum(18_000)
            .build();

    @Test
    void hostileNamesStayTexts() throws Exception {
        for (String hostile : HostileNames.ALL) {
            Document page = parse(html(hostile(hostile)));
            assertSafe(page);
            String shown = Printable.escape(hostile);
            assertThat(texts(page, "h2")).containsExactly(shown + "=" + shown, "Loss and inputs");
            assertThat(texts(page, "title")).contains("daxtrace: " + shown);
            assertThat(texts(page, "li")).containsExactly(shown);
            assertThat(texts(page, "b")).containsExactly(shown, shown, shown, shown);
            assertThat(texts(page, "th")).contains(shown);
            assertThat(page.getElementsByTagName("section").getLength()).isEqualTo(2);
            assertThat(page.getElementsByTagName("figure").getLength()).isEqualTo(3);
        }
    }

    @Test
    void needsNothingElse() throws Exception {
        String html = html(analysis(LATENCIES));
        assertSafe(parse(html));
        assertThat(html.replace("http://www.w3.org/", "").replace("http-equiv", ""))
                .doesNotContain("http", "url(", "@import", "<script");
        String style = texts(parse(html), "style").get(0);
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
        assertThat(html)
                .contains("content=\"default-src &#39;none&#39;; style-src &#39;sha256-" + hash
                        + "&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;\"");
        assertThat(style).doesNotContain("<", ">", "&"); // the same to an HTML parser, which takes it as it stands
    }

    @Test
    void aBarABucketWithItsEdgesAndCounts() throws Exception {
        List<Element> bars = bars(parse(html(analysis(LATENCIES))), "bar");
        assertThat(bars.stream().map(bar -> bar.getTextContent().strip()))
                .containsExactly(
                        "[1us, 2us): 1 of 6 (16.7 %)", "[2us, 4us): 3 of 6 (50.0 %)", "[4us, 8us): 2 of 6 (33.3 %)");
        double width = 360.0 / 3; // an octave each on a logarithmic axis of 360
        double height = 164; // of the largest
        for (int i = 0; i < bars.size(); i++) {
            assertThat(number(bars.get(i), "x")).isCloseTo(48 + i * width, within());
            assertThat(number(bars.get(i), "width")).isCloseTo(width - 1, within());
            assertThat(number(bars.get(i), "height")).isCloseTo(height * LATENCIES.count(i) / 3, within());
            assertThat(number(bars.get(i), "y") + number(bars.get(i), "height")).isCloseTo(184, within());
        }
    }

    @Test
    void openBucketsAreSaidToBeOpen() throws Exception {
        Distribution open = new Distribution.Builder(3)
                .bucket(Distribution.OPEN_BELOW, 1_000, 1)
                .bucket(1_000, 2_000_000, 4)
                .bucket(2_000_000, Distribution.OPEN, 5)
                .build();
        Document page = parse(html(analysis(open)));
        assertThat(bars(page, "open").stream().map(bar -> bar.getTextContent().strip()))
                .containsExactly("below 1us: 1 of 10 (10.0 %)", "2ms and longer: 5 of 10 (50.0 %)");
        assertThat(bars(page, "bar")).hasSize(1);
        assertThat(texts(page, "td")).contains("0.001..2.000ms", ">2.000ms", "-");
        for (Element bar : bars(page, "open")) {
            assertThat(number(bar, "x")).isBetween(47.9, 408.1);
            assertThat(number(bar, "width")).isBetween(1.0, 360.0);
        }
    }

    @Test
    void everyShapeOfDistributionIsDrawn() throws Exception {
        long[][][] shapes = {
            {{0, 1, 7}},
            {{0, 1_000, 1}},
            {{-5, 0, 1}, {0, 1, 1}},
            {{Long.MIN_VALUE, Long.MAX_VALUE, 1}},
            {{1, Long.MAX_VALUE, 1L << 40}},
            {{1L << 40, 1L << 41, 1}},
            {{5, 6, Long.MAX_VALUE / 2}, {1L << 60, (1L << 60) + 1, 1}},
        };
        for (long[][] shape : shapes) {
            Distribution.Builder builder = new Distribution.Builder(2);
            for (long[] bucket : shape) {
                builder.bucket(bucket[0], bucket[1], bucket[2]);
            }
            Document page = parse(html(analysis(builder.build())));
            List<Element> bars = bars(page, "bar");
            bars.addAll(bars(page, "open"));
            assertThat(bars).hasSize(shape.length);
            for (Element bar : bars) {
                assertThat(number(bar, "x") + number(bar, "width")).isBetween(48.0, 409.0);
                assertThat(number(bar, "height")).isBetween(1.0, 164.1);
            }
        }
    }

    /** 32 buckets of a 32nd octave each become four where groups are many, and stay 32 where they are few. */
    @Test
    void manyGroupsAreDrawnInFewerBuckets() throws Exception {
        Distribution.Builder octave = new Distribution.Builder(32);
        for (int i = 0; i < 32; i++) {
            octave.bucket((32 + i) << 10, (33 + i) << 10, 1);
        }
        Group group = analysis(octave.build()).groups().get(0);
        for (int groups : new int[] {12, 13}) {
            Document page = parse(html(
                    new Analysis(List.of(new Capture("a")), new LossAccount(), Collections.nCopies(groups, group))));
            long bars = 0;
            NodeList rects = page.getElementsByTagName("rect");
            for (int i = 0; i < rects.getLength(); i++) {
                Element rect = (Element) rects.item(i);
                boolean ofTitle = rect.getElementsByTagName("title").getLength() == 1;
                bars += ofTitle && rect.getAttribute("class").equals("bar") ? 1 : 0;
            }
            // each group once small, which is always in quarters, and once large
            assertThat(bars).isEqualTo(groups == 12 ? 12 * (4 + 32) : 13 * (4 + 4));
        }
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(0.1);
    }

    private static Analysis analysis(Distribution distribution) {
        return new Analysis(
                List.of(new Capture("a")),
                new LossAccount(),
                List.of(new Group(
                        Map.of(),
                        new FaultCounts(0, 0, 0, 0, 0, 0, 0, 0),
                        List.of(new Metric(new MetricName("m"), distribution, null)))));
    }

    private static Analysis hostile(String name) {
        Capture capture = new Capture(name);
        capture.format = name;
        capture.kernel = name;
        capture.clock = name;
        capture.labels().put(name, name);
        capture.environment().put(name, name);
        capture.probes().add(name);
        capture.events(name).value = 1;
        capture.truncated(name);
        return new Analysis(
                List.of(capture),
                capture.loss(),
                List.of(new Group(
                        Map.of(name, name),
                        new FaultCounts(0, 0, 0, 0, 0, 0, 0, 0),
                        List.of(new Metric(new MetricName(name), LATENCIES, null)))));
    }

    private static String html(Analysis analysis) throws IOException {
        StringWriter text = new StringWriter();
        AnalysisPage.write(analysis, HistogramStyle.POW2, null, "0", new PrintWriter(text));
        return text.toString();
    }

    private static Document parse(String html) throws Exception {
        assertThat(html).startsWith("<!DOCTYPE html>");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }

    private static void assertSafe(Document page) {
        NodeList all = page.getElementsByTagName("*");
        Set<String> elements = new TreeSet<>();
        Set<String> attributes = new TreeSet<>();
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            elements.add(element.getTagName());
            NamedNodeMap map = element.getAttributes();
            for (int k = 0; k < map.getLength(); k++) {
                attributes.add(map.item(k).getNodeName());
            }
            assertThat(element.getAttribute("href")).matches("(#group-[0-9]+)?");
        }
        assertThat(ELEMENTS).containsAll(elements);
        assertThat(ATTRIBUTES).containsAll(attributes);
        String text = page.getDocumentElement().getTextContent();
        assertThat(text.chars().filter(c -> c != '\n' && Character.getType(c) == Character.CONTROL))
                .isEmpty();
        assertThat(text.chars().filter(c -> Character.getType(c) == Character.FORMAT))
                .isEmpty();
    }

    private static List<String> texts(Document page, String element) {
        List<String> texts = new ArrayList<>();
        NodeList all = page.getElementsByTagName(element);
        for (int i = 0; i < all.getLength(); i++) {
            texts.add(all.item(i).getTextContent());
        }
        return texts;
    }

    private static List<Element> bars(Document page, String kind) {
        List<Element> bars = new ArrayList<>();
        NodeList rects = ((Element) page.getElementsByTagName("figure").item(0)).getElementsByTagName("rect");
        for (int i = 0; i < rects.getLength(); i++) {
            if (((Element) rects.item(i)).getAttribute("class").equals(kind)) {
                bars.add((Element) rects.item(i));
            }
        }
        return bars;
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }
}
