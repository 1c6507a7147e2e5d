package io.daxtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The command as a user runs it: exit codes and what is printed. */
class VerifyCommandTest {
    private static final String ONE = """
            # tracer: nop
            #
            #           TASK-PID     CPU#  |||||  TIMESTAMP  FUNCTION
            #              | |         |   |||||     |         |
                        ms4k-270     [000] .....   147.501976: dax_iomap_fault: (dax_iomap_fault+0x0/0x30)
                        ms4k-270     [000] .....   147.502014: dax_pte_fault: dev 259:1 ino 0x17 shared WRITE|USER address 0x7f6538401000 pgoff 0x1\s
                        ms4k-270     [000] .....   147.502743: dax_pte_fault_done: dev 259:1 ino 0x17 shared WRITE|USER address 0x7f6538401000 pgoff 0x1 MAJOR|NEEDDSYNC
                        ms4k-270     [000] .....   147.502752: dax_iomap_fault_ret: (ext4_dax_huge_fault+0x181/0x2d0 [ext4] <- dax_iomap_fault) ret=0x2004
                        ms4k-270     [000] .....   147.502765: dax_finish_sync_fault: (dax_finish_sync_fault+0x0/0x2e0)
                        ms4k-270     [000] .....   147.502770: vfs_fsync_range: (vfs_fsync_range+0x0/0x90) start=4096 end=8191 datasync=1
                        ms4k-270     [000] .....   147.503992: vfs_fsync_range_ret: (dax_finish_sync_fault+0x77/0x2e0 <- vfs_fsync_range) ret=0
                        ms4k-270     [000] .....   147.504110: dax_insert_pfn_mkwrite: dev 259:1 ino 0x17 shared WRITE|USER address 0x7f6538401000 pgoff 0x1 NOPAGE
                        ms4k-270     [000] .....   147.504120: dax_finish_sync_fault_ret: (ext4_dax_huge_fault+0x22/0x2d0 [ext4] <- dax_finish_sync_fault) ret=0x100
            """;

    @TempDir
    Path temporary;

    @RegisterExtension
    private final Printed printed = new Printed();

    @Test
    void keptIsDone() throws IOException {
        assertThat(verify(ONE)).isEqualTo(ExitCode.DONE);
        assertThat(printed.out())
                .contains("promises: 1 = 1 kept + 0 broken + 0 unknown")
                .endsWith("KEPT: all 1 promises\n");
    }

    @Test
    void brokenIsFoundAndShownWithItsSurroundings() throws IOException {
        assertThat(verify(ONE.replace("end=8191", "end=8190"))).isEqualTo(ExitCode.FOUND);
        assertThat(printed.out())
                .contains(
                        "WRONG_RANGE: bytes 4096 to 8190 were flushed, expected 4096 to 8191 (pgoff 1, pages of 4096)")
                .contains("at 147.502743000 s, thread 270 (ms4k), file 259:1 inode 23, offset 4096")
                .contains("147.502770000 vfs_fsync_range start=4096 end=8190 datasync=1")
                .contains("BROKEN: 1 of 1 promises");
    }

    @Test
    void unknownFailsOnlyWhereAsked() throws IOException {
        String unproved = ONE.replace(" start=4096 end=8191", "");
        assertThat(verify(unproved)).isEqualTo(ExitCode.DONE);
        assertThat(printed.out())
                .contains("unknown: 1, the fsync's range was not recorded")
                .contains("UNKNOWN: 0 of 1");
        assertThat(verify(unproved, "--fail-on", "unknown")).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(verify(unproved, "--fail-on", "loss")).isEqualTo(ExitCode.DONE);
        assertThat(verify(ONE, "--fail-on", "unknown,loss")).isEqualTo(ExitCode.DONE);
    }

    @Test
    void lostEventsAreNeverKept() throws IOException {
        String lossy =
                ONE + "CPU:0 [LOST 12 EVENTS]\n" + ONE.replaceAll("#.*\n", "").replace("147.", "148.");
        assertThat(verify(lossy, "--fail-on", "loss")).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(printed.out())
                .contains("2 kept + 0 broken")
                .contains("UNKNOWN: 2 of 2 promises are proved to be kept");
    }

    @Test
    void jsonHasTheSame() throws IOException {
        assertThat(verify(ONE.replace("datasync=1", "datasync=0"), "--format", "json"))
                .isEqualTo(ExitCode.FOUND);
        assertThat(printed.out())
                .contains("\"schema\" : \"daxtrace.verify/1\"")
                .contains("\"verdict\" : \"broken\"")
                .contains("\"not_datasync\" : 1")
                .contains("\"time\" : 147502743000")
                .contains("\"device\" : \"259:1\"");
        int tokens = 0;
        try (JsonParser json = new JsonFactory().createParser(printed.out())) {
            while (json.nextToken() != null) {
                tokens++;
            }
        }
        assertThat(tokens).isGreaterThan(50);
    }

    /** EPERM is 1, and -1 is no unknown result. */
    @Test
    void aFlushThatFailedWithEpermIsNamed() throws IOException {
        String failed = ONE.replace("ret=0\n", "ret=-1\n");
        for (String format : List.of("text", "json")) {
            assertThat(verify(failed, "--format", format)).isEqualTo(ExitCode.FOUND);
            assertThat(printed.out())
                    .contains("vfs_fsync_range returned -1, and the entry was inserted")
                    .contains("147.503992000 vfs_fsync_range returned -1");
        }
        assertThat(verify(ONE.replace(" ret=0\n", "\n"))).isEqualTo(ExitCode.DONE);
        assertThat(printed.out())
                .contains("the fsync's return value was not recorded")
                .doesNotContain("returned");
    }

    @Test
    void severalInputsHaveAVerdictEach() throws IOException {
        Path broken = temporary.resolve("broken.txt");
        Files.writeString(broken, ONE.replace("ret=0\n", "ret=-5\n"));
        String kept = CaptureFiles.sample("trace-cmd/6.1-ext4/empty-idle-sync.dat");
        assertThat(Main.execute("verify", "--quiet", kept, broken.toString())).isEqualTo(ExitCode.FOUND);
        assertThat(printed.out()).contains("KEPT: all 512 promises\n").contains("BROKEN: 1 of 1 promises\n");
    }

    @Test
    void aPageSizeThatIsNoneIsRefused() throws IOException {
        assertThat(verify(ONE, "--page-size", "1000")).isEqualTo(ExitCode.CANNOT);
        assertThat(verify(ONE, "--page-size", "16384")).isEqualTo(ExitCode.FOUND);
    }

    private int verify(String text, String... options) throws IOException {
        printed.forgetOut();
        Path file = temporary.resolve("trace.txt");
        Files.writeString(file, text);
        String[] arguments = new String[options.length + 3];
        arguments[0] = "verify";
        arguments[1] = "--quiet";
        arguments[2] = file.toString();
        System.arraycopy(options, 0, arguments, 3, options.length);
        return Main.execute(arguments);
    }
}
