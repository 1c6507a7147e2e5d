package io.daxtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.aggregate.ProfileReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The numbers of the sample are those of src/test/resources/captures/samples.tsv. */
class AnalyzeCommandTest {
    private static final String SYNC = CaptureFiles.sample("trace-cmd/6.1-ext4/empty-idle-sync.dat");

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

    /** The text has 36 sync faults by {@code grep -c dax_finish_sync_fault_ret:}; a pipe can be read only once. */
    @Test
    void pipesAndStandardInputHaveAProfileBesideOtherFiles() throws Exception {
        Path text = Path.of(CaptureFiles.sample("text/ftrace.txt"));
        long syncs = Files.readAllLines(text).stream()
                .filter(line -> line.contains(": dax_finish_sync_fault_ret:"))
                .count();
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Thread writer = new Thread(() -> {
            try (OutputStream out = Files.newOutputStream(pipe)) {
                Files.copy(text, out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        writer.start();
        Path profile = folder.resolve("profile.json");
        InputStream standardInput = System.in;
        try {
            System.setIn(Files.newInputStream(text));
            assertThat(Main.execute(
                            "analyze", pipe.toString(), SYNC, "-", "--profile", profile.toString(), "--format", "csv"))
                    .isZero();
        } finally {
            System.setIn(standardInput);
        }
        writer.join();
        assertThat(sum(printed.out())).isEqualTo(512 + 2 * syncs);
        printed.forgetOut();
        assertThat(Main.execute("analyze", profile.toString(), "--format", "csv"))
                .isZero();
        assertThat(sum(printed.out())).isEqualTo(512 + 2 * syncs);
        try (InputStream in = Files.newInputStream(profile)) {
            assertThat(ProfileReader.read("profile", in).runs())
                    .extracting(run -> run.groups().get(0).faults().sync())
                    .containsExactly(syncs, 512L, syncs);
        }
    }

    /** What is appended while the capture is read is in both the report and the profile, or in neither. */
    @Test
    @Tag("slow")
    void ofACaptureThatGrowsTheProfileHasWhatWasPrinted() throws Exception {
        byte[] text = Files.readAllBytes(Path.of(CaptureFiles.sample("text/ftrace.txt")));
        Path growing = Files.write(folder.resolve("growing.txt"), text);
        AtomicBoolean done = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            try (OutputStream out = Files.newOutputStream(growing, StandardOpenOption.APPEND)) {
                for (int i = 0; i < 2000 && !done.get(); i++) {
                    out.write(text);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        writer.start();
        Path profile = folder.resolve("profile.json");
        while (Files.size(growing) < 20L * text.length) {
            Thread.onSpinWait();
        }
        try {
            assertThat(Main.execute("analyze", growing.toString(), "--profile", profile.toString(), "--format", "csv"))
                    .isZero();
        } finally {
            done.set(true);
            writer.join();
        }
        String reported = printed.out();
        assertThat(sum(reported)).isPositive();
        printed.forgetOut();
        assertThat(Main.execute("analyze", profile.toString(), "--format", "csv"))
                .isZero();
        assertThat(printed.out()).isEqualTo(reported);
    }

    /** Of all groups: the cell behind {@code fault.sync,ns}. */
    private static long sum(String csv) {
        return Pattern.compile(",fault\\.sync,ns,(\\d+),")
                .matcher(csv)
                .results()
                .mapToLong(match -> Long.parseLong(match.group(1)))
                .sum();
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
