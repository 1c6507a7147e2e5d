package io.daxtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.event.FsyncCall;
import io.daxtrace.parsers.ctf.CaptureMetadata;
import io.daxtrace.parsers.ctf.CaptureWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** EPERM is 1: what vfs_fsync_range returns with it, -1, is in every output, and no result is in none. */
class FsyncResultTest {
    /** One call, as probes on the function print it in ftrace, perf script and the function graph; RESULT is how it ends. */
    private static final String FTRACE = """
            # tracer: nop
            #
            #           TASK-PID     CPU#  |||||  TIMESTAMP  FUNCTION
            #              | |         |   |||||     |         |
                        ms4k-270     [000] .....   147.502770: vfs_fsync_range: (vfs_fsync_range+0x0/0x90) start=0 end=8191
                        ms4k-270     [000] .....   147.503992: vfs_fsync_range_ret: (do_fsync+0x77/0x2e0 <- vfs_fsync_range)RESULT
            """;

    private static final String PERF_SCRIPT = """
                        ms4k   270 [000]   147.502770: probe:vfs_fsync_range: (ffffffff9a500000) start=0 end=8191
                        ms4k   270 [000]   147.503992: probe:vfs_fsync_range__return: (ffffffff9a500000 <- ffffffff9a4d2f30)RESULT
            """;

    private static final String FUNCTION_GRAPH = """
            # tracer: function_graph
            #
            #     TIME        CPU  DURATION                  FUNCTION CALLS
            #      |          |     |   |                     |   |   |   |
               147.502770 |   0)               |  vfs_fsync_range() {
               147.503992 |   0) ! 1222.000 us |  } /* vfs_fsync_rangeRESULT */
            """;

    @TempDir
    Path temporary;

    @RegisterExtension
    private final Printed printed = new Printed();

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                " ret=-1,1",
                " ret=0xffffffff,1",
                " ret=0xffffffffffffffff,1",
                " ret=-5,5",
                " ret=0,0",
                " ret=0x0,0",
                ",",
            })
    void textsOfAllToolsGiveTheSameErrno(String result, String errno) throws IOException {
        for (String text : List.of(FTRACE, PERF_SCRIPT, FUNCTION_GRAPH)) {
            String whole = text.replace("RESULT", result == null ? "" : result);
            assertErrno(Files.writeString(temporary.resolve("trace.txt"), whole), errno);
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, true, 1", "-5, true, 5", "0, true, 0", "0, false, ", "-1, false, "})
    void soDoesACapture(long result, boolean known, String errno) throws IOException {
        Path directory = temporary.resolve("capture");
        try (CaptureWriter writer = new CaptureWriter(directory, CaptureMetadata.of("6.1.0", "monotonic", 0, 4096))) {
            FsyncCall call = new FsyncCall().clear();
            call.cause = FsyncCall.Cause.OTHER;
            call.start = 1;
            call.duration = 2;
            call.tid = 270;
            call.result = result;
            call.resultKnown = known;
            writer.fsync(call);
        }
        assertErrno(directory, errno);
    }

    private void assertErrno(Path input, String errno) {
        List<String> csv = export("csv", input).lines().toList();
        assertThat(csv).as(input.toString()).hasSize(2);
        int column = List.of(csv.get(0).split(",")).indexOf("errno");
        assertThat(csv.get(1).split(",", -1)[column]).isEqualTo(errno == null ? "" : errno);
        String line = export("jsonl", input).lines().toList().get(0);
        assertThat(line).contains("\"kind\":\"fsync\"");
        if (errno == null) {
            assertThat(line).doesNotContain("errno");
        } else {
            assertThat(line).contains("\"errno\":" + errno + ",");
        }
    }

    private String export(String format, Path input) {
        Printed.Result exported = printed.run("export", "--quiet", input.toString(), "--to", format);
        assertThat(exported.status()).as(exported.err()).isZero();
        return exported.out();
    }
}
