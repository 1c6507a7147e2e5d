package io.daxtrace.report.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.bench.BenchResult;
import io.daxtrace.bench.Results;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The page of a bench as an XML parser sees it, by hand from what {@link Results} says of its results. */
class BenchPageTest {
    private final Document page = parse(Results.grid());

    BenchPageTest() throws Exception {}

    /** Of the last, empty with a copy: 28 us without MAP_SYNC but for the map, 18 and 20; with it 70 us more. */
    @Test
    void whatMapSyncCostsComesFirst() {
        assertThat(texts("p").subList(0, 4))
                .containsExactly(
                        "File preallocated, no background load: MAP_SYNC costs 10.00 us a fault (x 1.53).",
                        "File empty, no background load: MAP_SYNC costs 30.00 us a fault (x 2.58).",
                        "File preallocated, background load: MAP_SYNC costs 50.00 us a fault (x 3.63).",
                        "File empty, background load: MAP_SYNC costs 70.00 us a fault (x 4.68).");
    }

    @Test
    void aDotARunAndABarASetUp() {
        assertThat(all("circle")).hasSize(16);
        List<String> kinds = all("rect").stream()
                .filter(rect ->
                        ((Element) rect.getParentNode()).getAttribute("class").equals("piece"))
                .map(rect -> rect.getAttribute("class"))
                .toList();
        for (String stage : List.of("map", "insert", "other", "entry")) {
            assertThat(kinds.stream().filter(stage::equals)).hasSize(8);
        }
        assertThat(kinds.stream().filter("commit"::equals)).hasSize(4);
    }

    /** The longest, 11 + 70 + 1 + 2 + 5 = 89 us, is the axis' 640: the commit of it begins at 79.1 and takes 503.4. */
    @Test
    void stagesAreStackedOnOneAxis() {
        Element last = all("rect").stream()
                .filter(rect -> rect.getAttribute("class").equals("commit"))
                .reduce((a, b) -> b)
                .orElseThrow();
        assertThat(last.getAttribute("x")).isEqualTo("79.1");
        assertThat(last.getAttribute("width")).isEqualTo("503.4");
    }

    @Test
    void theTableIsTheTexts() {
        assertThat(texts("td")).contains("19.00", "29.00", "49.00", "69.00", "89.00");
    }

    private List<Element> all(String name) {
        List<Element> elements = new ArrayList<>();
        NodeList found = page.getElementsByTagName(name);
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private List<String> texts(String name) {
        return all(name).stream().map(Element::getTextContent).toList();
    }

    private static Document parse(BenchResult result) throws Exception {
        StringWriter text = new StringWriter();
        BenchPage.write(result, "test", new PrintWriter(text));
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text.toString())));
    }
}
