package io.daxtrace.report.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.daxtrace.bench.BenchResult;
import io.daxtrace.bench.Results;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.event.Capture;
import io.daxtrace.parsers.Captures;
import io.daxtrace.parsers.Input;
import io.daxtrace.parsers.Sinks;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchReportTest {
    private final BenchResult result = Results.ofPosting();

    @Test
    void thePostingIsThePostingsText() {
        assertThat(posting()).isEqualTo(Results.POSTING);
    }

    @Test
    void ourReaderReadsThePosting() throws Exception {
        Map<String, Distribution> found = new HashMap<>();
        Capture capture = new Capture("posting");
        try (Input input =
                Input.ofStream("posting", new ByteArrayInputStream(posting().getBytes(StandardCharsets.UTF_8)))) {
            Captures.read(input, capture, new Sinks(null, null, found::put));
        }
        assertThat(capture.warnings()).isEmpty();
        assertThat(found).containsOnlyKeys("File empty, no background load, MAP_SYNC");
        Distribution d = found.get("File empty, no background load, MAP_SYNC");
        assertThat(d.count()).isEqualTo(512);
        assertThat(d.min()).isEqualTo(91_000);
        assertThat(d.max()).isEqualTo(234_000);
        assertThat(d.lo(1)).isEqualTo(128_000);
        assertThat(d.hi(1)).isEqualTo(256_000);
        assertThat(d.count(1)).isEqualTo(45);
    }

    @Test
    void theTableHasTheNumbersAndTheConditions() {
        StringWriter text = new StringWriter();
        BenchText.print(result, new PrintWriter(text));
        assertThat(text.toString())
                .contains("kernel 6.1.0, /mnt/pmem on ext4 on /dev/pmem0 (rw,dax=always)")
                .contains("2 runs of each set-up, seed 9")
                .contains("reading the clock twice takes 31 ns of each time below")
                .contains("INCOMPLETE: interrupted after 2 of 16 runs")
                .containsPattern("File empty, no background load, MAP_SYNC +2 +512 +91.00 .* 235.0 ");
    }

    @Test
    void theJsonIsWellFormedAndHasBothRuns() throws Exception {
        StringWriter text = new StringWriter();
        BenchJson.write(result, "test", text);
        int counts = 0;
        try (JsonParser json = new JsonFactory().createParser(text.toString())) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.VALUE_NUMBER_INT && "count".equals(json.currentName())) {
                    counts += json.getIntValue();
                }
            }
        }
        assertThat(counts).isEqualTo(512 + 256 + 256);
        assertThat(text.toString()).contains("\"schema\" : \"daxtrace.bench/1\"", "\"complete\" : false");
    }

    @Test
    void aTracedTableSplitsTheAverages() {
        StringWriter text = new StringWriter();
        BenchText.print(Results.traced(), new PrintWriter(text));
        assertThat(text.toString())
                .contains("map: dax_iomap_fault, total: the filesystem's fault handler")
                .containsPattern("File empty, no background load, MAP_SYNC +1 +3 +100.0 +100.0 ")
                .containsPattern("\n  map +3 +10.00 +16.67 .* 30.00 ")
                .containsPattern("\n  commit +3 +0.000 +40.00 ")
                .containsPattern("\n  insert +3 +0.000 +2.000 ")
                .containsPattern("\n  other +3 +7.000 +8.000 ")
                .containsPattern("\n  entry +3 +20.00 +33.33 .* 60.00 ")
                .contains("every access was joined to its fault in the kernel");
    }

    @Test
    void tracedJsonHasTheSplitAndTheGroup() throws Exception {
        StringWriter text = new StringWriter();
        BenchJson.write(Results.traced(), "test", text);
        try (JsonParser json = new JsonFactory().createParser(text.toString())) {
            while (json.nextToken() != null) {
                // well-formed to its end
            }
        }
        assertThat(text.toString())
                .contains("\"joined\" : 3", "\"not_joined\" : 0", "\"strays\" : 0", "\"name\" : \"stage.commit\"")
                .containsPattern(
                        "\"entry\" : \\{\\s+\"count\" : 3,\\s+\"min\" : 20000,\\s+\"max\" : 60000,\\s+\"sum\" : 100000,");
    }

    private String posting() {
        StringWriter text = new StringWriter();
        BenchPosting.print(result, new PrintWriter(text));
        return text.toString();
    }
}
