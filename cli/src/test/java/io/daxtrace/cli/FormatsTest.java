package io.daxtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.daxtrace.aggregate.Analysis;
import io.daxtrace.bench.Results;
import io.daxtrace.event.Capture;
import io.daxtrace.parsers.Captures;
import io.daxtrace.parsers.Input;
import io.daxtrace.parsers.Sinks;
import io.daxtrace.report.Exposition;
import io.daxtrace.report.bench.BenchFormat;
import io.daxtrace.report.comparison.ComparisonFormat;
import io.daxtrace.report.verify.VerifyFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.xml.sax.InputSource;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** What a format writes is taken by who reads that format, and by none who reads another one of the same command. */
class FormatsTest {
    /** 512 sync faults, by src/test/resources/captures/samples.tsv. */
    private static final String SYNC = CaptureFiles.sample("trace-cmd/6.1-ext4/empty-idle-sync.dat");

    private static final String NOSYNC = CaptureFiles.sample("trace-cmd/6.1-ext4/empty-idle-nosync.dat");

    @RegisterExtension
    private final Printed printed = new Printed();

    /** Somebody who reads one format. */
    private interface Reader {
        boolean takes(String text) throws Exception;
    }

    private interface Writing<F> {
        void write(F format, PrintWriter out) throws Exception;
    }

    @Test
    void ofAnAnalysis() throws Exception {
        check(
                Map.of(
                        AnalysisFormat.TEXT, text -> text.contains("\nfaults: 512 = 512 sync + 0 async + 0 failed ("),
                        AnalysisFormat.JSON, text -> isJson(text, "daxtrace.analysis/1"),
                        AnalysisFormat.CSV,
                                text -> isTable(text, "complete,metric,unit,count,min,max,sum,mean,p50_lo,"),
                        AnalysisFormat.HTML, text -> text.startsWith("<!DOCTYPE html>") && isXml(text, "html")),
                (format, out) -> out.print(run(ExitCode.DONE, "analyze", SYNC, "--format", word(format))));
    }

    @Test
    void ofAnExport() throws Exception {
        check(
                Map.of(
                        ExportFormat.CSV, text -> isTable(text, "input,time,kind,"),
                        ExportFormat.JSONL, FormatsTest::isRowsOfJson,
                        ExportFormat.PROMETHEUS, FormatsTest::isExposition,
                        ExportFormat.HLOG, FormatsTest::isHistogramLog),
                (format, out) -> out.print(run(ExitCode.DONE, "export", SYNC, "--to", word(format))));
    }

    @Test
    void ofAComparison() throws Exception {
        check(
                Map.of(
                        ComparisonFormat.TEXT, text -> text.startsWith("Regressed, worst fault p50 x"),
                        ComparisonFormat.JSON, text -> isJson(text, "daxtrace.comparison/1"),
                        ComparisonFormat.JUNIT, text -> isXml(text, "testsuites"),
                        ComparisonFormat.HTML, text -> text.startsWith("<!DOCTYPE html>") && isXml(text, "html")),
                (format, out) ->
                        out.print(run(ExitCode.FOUND, "compare", NOSYNC, "--with", SYNC, "--format", word(format))));
    }

    @Test
    void ofAVerification() throws Exception {
        check(
                Map.of(
                        VerifyFormat.TEXT, text -> text.contains("\n  promises: 512 = "),
                        VerifyFormat.JSON, text -> isJson(text, "daxtrace.verify/1")),
                (format, out) -> out.print(run(ExitCode.DONE, "verify", SYNC, "--format", word(format))));
    }

    @Test
    void ofABench() throws Exception {
        check(
                Map.of(
                        BenchFormat.TEXT, text -> text.startsWith("kernel 6.1.0, /mnt/pmem on ext4"),
                        BenchFormat.POSTING, FormatsTest::isPosting,
                        BenchFormat.JSON, text -> isJson(text, "daxtrace.bench/1"),
                        BenchFormat.HTML, text -> text.startsWith("<!DOCTYPE html>") && isXml(text, "html")),
                (format, out) -> format.write(Results.ofPosting(), "0", out));
    }

    @Test
    void ofWhatIsWatched() throws Exception {
        Capture capture = new Capture("1.0 s");
        capture.format = "counted in the kernel";
        Analysis analysis = new Analysis(List.of(capture), capture.loss(), List.of());
        check(
                Map.of(
                        WatchFormat.TEXT, text -> text.contains("1.0 s: counted in the kernel\n"),
                        WatchFormat.JSONL,
                                text -> isJson(text, "daxtrace.analysis/1") && text.indexOf('\n') == text.length() - 1),
                (format, out) -> format.interval(analysis, out));
        StringWriter total = new StringWriter();
        WatchFormat.TEXT.total(analysis, new PrintWriter(total));
        assertThat(total.toString()).startsWith("\nsince the beginning:\n1.0 s: ");
    }

    @Test
    void ofADiagnosis() throws Exception {
        Diagnosis diagnosis = new Diagnosis();
        diagnosis.check("lockdown", "none", null);
        check(
                Map.of(
                        DiagnosisFormat.TEXT, text -> text.startsWith("ok        lockdown                  none\n"),
                        DiagnosisFormat.JSON, text -> isJson(text, "daxtrace.doctor/1")),
                (format, out) -> format.write(diagnosis, out));
    }

    @Test
    void anUnknownFormatIsRefusedWithTheOnesThereAre() {
        assertThat(Main.execute("export", SYNC, "--to", "xml")).isEqualTo(ExitCode.CANNOT);
        assertThat(printed.err()).contains("'--to': expected one of [CSV, JSONL, PROMETHEUS, HLOG] (");
        assertThat(Main.execute("watch", "--format", "xml")).isEqualTo(ExitCode.CANNOT);
        assertThat(printed.err()).contains("'--format': expected one of [TEXT, JSONL] (");
    }

    private static <F extends Enum<F>> void check(Map<F, Reader> readers, Writing<F> writing) throws Exception {
        Set<F> formats = EnumSet.copyOf(readers.keySet());
        assertThat(EnumSet.complementOf(EnumSet.copyOf(formats))).isEmpty();
        for (F format : formats) {
            StringWriter text = new StringWriter();
            PrintWriter out = new PrintWriter(text);
            writing.write(format, out);
            out.flush();
            List<F> taken = new ArrayList<>();
            for (Map.Entry<F, Reader> reader : readers.entrySet()) {
                if (reader.getValue().takes(text.toString())) {
                    taken.add(reader.getKey());
                }
            }
            assertThat(taken).as(text.toString()).containsExactly(format);
        }
    }

    private String run(int status, String... arguments) {
        printed.forgetOut();
        assertThat(Main.execute(arguments)).isEqualTo(status);
        return printed.out();
    }

    private static String word(Enum<?> format) {
        return format.name().toLowerCase(Locale.ROOT);
    }

    /** One object of this schema, and nothing after it. */
    private static boolean isJson(String text, String schema) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT
                    || !"schema".equals(json.nextFieldName())
                    || !schema.equals(json.nextTextValue())) {
                return false;
            }
            while (!json.getParsingContext().inRoot()) {
                json.nextToken();
            }
            return json.nextToken() == null;
        } catch (JsonParseException e) {
            return false;
        }
    }

    /** Each line an object that names its input or is of an input. */
    private static boolean isRowsOfJson(String text) throws IOException {
        for (String line : text.split("\n")) {
            try (JsonParser json = new JsonFactory().createParser(line)) {
                if (json.nextToken() != JsonToken.START_OBJECT
                        || !Set.of("input", "kind").contains(json.nextFieldName())) {
                    return false;
                }
            } catch (JsonParseException e) {
                return false;
            }
        }
        return true;
    }

    /** Lines as RFC 4180 ends them, as many cells in each as in the header; none of ours has a comma within. */
    private static boolean isTable(String text, String header) {
        String[] lines = text.split("\r\n", -1);
        long cells = lines[0].split(",", -1).length;
        for (int i = 1; i < lines.length - 1; i++) {
            if (lines[i].split(",", -1).length != cells) {
                return false;
            }
        }
        return lines.length > 2 && lines[0].startsWith(header) && lines[lines.length - 1].isEmpty();
    }

    private static boolean isXml(String text, String root) throws Exception {
        var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        builder.setErrorHandler(new DefaultHandler()); // which prints nothing
        try {
            return builder.parse(new InputSource(new StringReader(text)))
                    .getDocumentElement()
                    .getTagName()
                    .equals(root);
        } catch (SAXParseException e) {
            return false;
        }
    }

    private static boolean isExposition(String text) {
        try {
            return Exposition.parse(text).samples("daxtrace_complete").size() == 1;
        } catch (AssertionError e) {
            return false;
        }
    }

    private static boolean isHistogramLog(String text) {
        HistogramLogReader log =
                new HistogramLogReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        try {
            return log.hasNext()
                    && log.nextIntervalHistogram() instanceof AbstractHistogram histogram
                    && histogram.getTotalCount() == 512;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static boolean isPosting(String text) throws IOException {
        Capture capture = new Capture("posting");
        List<String> found = new ArrayList<>();
        try (Input input = Input.ofStream("posting", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
            Captures.read(input, capture, new Sinks(null, null, (name, distribution) -> found.add(name)));
        } catch (IOException e) {
            return false;
        }
        return found.equals(List.of("File empty, no background load, MAP_SYNC"));
    }
}
