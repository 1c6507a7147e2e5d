package io.daxtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FileId;
import io.daxtrace.event.FilePath;
import io.daxtrace.parsers.ctf.CaptureMetadata;
import io.daxtrace.parsers.ctf.CaptureWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Faults by the paths of their files, in perf's recording and in one of ours. */
class PathsCommandTest {
    private static final String HOSTILE = "/pmem/<b>\u001b[31m\n,x";
    private static final String SHOWN = "(gone) /pmem/<b>\\u001b[31m\\u000a,x";

    @RegisterExtension
    private final Printed printed = new Printed();

    @TempDir
    Path temporary;

    private JsonNode analyze(String... arguments) throws IOException {
        printed.forgetOut();
        String[] all = new String[arguments.length + 4];
        System.arraycopy(new String[] {"analyze", "--quiet", "--format", "json"}, 0, all, 0, 4);
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        assertThat(Main.execute(all)).isZero();
        return new ObjectMapper().readTree(printed.out());
    }

    /** The programs made 64 and 7 pages (samples/README.md). */
    @Test
    void ofPerfTheFilesOfItsMappings() throws IOException {
        Map<String, Long> faults = new TreeMap<>();
        for (JsonNode group : analyze("--by", "file", CaptureFiles.sample("perf-other/paths.data.zst"))
                .get("groups")) {
            faults.put(
                    group.get("key").get("file").asText(),
                    group.get("faults").get("total").asLong());
        }
        assertThat(faults).isEqualTo(Map.of("/mnt/pmem/a file", 64L, "/mnt/pmem/held", 7L));
    }

    private String recorded() throws IOException {
        Path directory = temporary.resolve("c");
        try (CaptureWriter writer = new CaptureWriter(directory, CaptureMetadata.of("6.1.0", "monotonic", 0, 4096))) {
            writer.file(new FileId(259 << 20, 13), new FilePath(HOSTILE, FilePath.State.GONE, 0));
            for (int ino = 13; ino < 15; ino++) {
                Fault fault = new Fault().clear();
                fault.kind = Fault.Kind.ASYNC;
                fault.order = Fault.Order.PTE;
                fault.start = 1000;
                fault.total = 100L * ino;
                fault.dev = 259 << 20;
                fault.ino = ino;
                writer.fault(fault);
            }
        }
        return directory.toString();
    }

    @Test
    void aHostilePathIsWholeInJsonAndEscapedInText() throws IOException {
        String capture = recorded();
        JsonNode analysis = analyze("--by", "file", "--slowest", "2", capture);
        assertThat(analysis.get("groups").findValuesAsText("file")).containsExactly("(gone) " + HOSTILE, "259:0:14");
        assertThat(analysis.get("slowest").findValuesAsText("file")).containsExactly("(gone) " + HOSTILE);
        assertThat(analysis.get("slowest").findValuesAsText("ino")).containsExactly("14", "13");

        printed.forgetOut();
        assertThat(Main.execute("analyze", "--quiet", "--by", "file", "--slowest", "2", capture))
                .isZero();
        assertThat(printed.out()).contains("file=" + SHOWN + "\n").contains("file=259:0:14\n");
        assertThat(printed.out().lines().filter(line -> line.endsWith(" " + SHOWN)))
                .as("of the slowest")
                .hasSize(1);
    }

    @Test
    void eachRowOfAnExportHasItsPath() throws IOException {
        Path csv = temporary.resolve("rows.csv");
        assertThat(Main.execute("export", "--quiet", recorded(), "--to", "csv", "-o", csv.toString()))
                .isZero();
        assertThat(Files.readAllLines(csv))
                .satisfiesExactly(
                        heading -> assertThat(heading).endsWith(",comm,file"),
                        row -> assertThat(row).endsWith(",\"" + SHOWN + "\""),
                        row -> assertThat(row).endsWith(",,"));
    }
}
