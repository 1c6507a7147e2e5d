package io.daxtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The numbers of the sample are those of src/test/resources/captures/samples.tsv. */
class AnalyzeCommandTest {
    private static final String SYNC = Recordings.sample("trace-cmd/6.1-ext4/empty-idle-sync.dat");

    @RegisterExtension
    private final Printed printed = new Printed();

    @TempDir
    private Path folder;

    @Test
    void printsOneScreen() {
        assertThat(Main.execute("analyze", SYNC)).isZero();
        assertThat(printed.out())
                .contains("6,662 events", "complete: nothing was lost")
                .contains("faults: 512 = 512 sync + 0 async + 0 failed (512 pte, 0 pmd, 2 fallbacks, 0 retries)")
                .containsPattern("stage\\.commit +512 +407\\.7us +6\\.780ms")
                .contains("commit    90.1 %"); // 3471543996 of 3853275714
        assertThat(printed.out().lines().count()).isLessThan(40);
    }

    @Test
    void profileHoldsTheSame() {
        Path profile = folder.resolve("profile.json");
        assertThat(Main.execute("analyze", SYNC, "--profile", profile.toString(), "--format", "csv"))
                .isZero();
        String direct = printed.out();
        printed.forgetOut();
        assertThat(Main.execute("analyze", profile.toString(), "--format", "csv"))
                .isZero();
        assertThat(printed.out()).isEqualTo(direct).contains("true,fault.sync,ns,512,544574,141004376,3853275714,");
    }

    @Test
    void groupsAddUp() {
        assertThat(Main.execute("analyze", SYNC, "--by", "cpu", "--histogram", "none", "--format", "csv"))
                .isZero();
        long count = 0;
        long sum = 0;
        for (String line : printed.out().split("\r\n")) {
            String[] cells = line.split(",");
            if (cells[2].equals("fault.sync")) {
                count += Long.parseLong(cells[4]);
                sum += Long.parseLong(cells[7]);
            }
        }
        assertThat(count).isEqualTo(512);
        assertThat(sum).isEqualTo(3853275714L);
    }

    @Test
    void namesWhatIsWrong() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty"));
        assertThat(Main.execute("analyze", empty.toString())).isEqualTo(ExitCode.CANNOT);
        assertThat(Main.execute("analyze", folder.toString())).isEqualTo(ExitCode.CANNOT);
        assertThat(Main.execute("analyze", "/nowhere/at all")).isEqualTo(ExitCode.CANNOT);
        Path text = Files.writeString(folder.resolve("text"), "dear diary \u001b[31m\n");
        assertThat(Main.execute("analyze", text.toString())).isEqualTo(ExitCode.CANNOT);
        assertThat(printed.err())
                .contains(empty + ": is empty, expected a capture")
                .contains(folder + ": is a directory but no capture")
                .contains("/nowhere/at all: no such file")
                .contains(text + ": is of no format daxtrace reads: it starts with \"dear diary")
                .doesNotContain("\tat ")
                .doesNotContain("\u001b");
    }
}
