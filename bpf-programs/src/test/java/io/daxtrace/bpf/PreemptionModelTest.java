package io.daxtrace.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What kernels tell of themselves, as found on Debian's unless said otherwise. */
class PreemptionModelTest {
    private static final String VERSION = "proc/sys/kernel/version";
    private static final String DEBUGFS = "sys/kernel/debug/sched/preempt";
    private static final String CMDLINE = "proc/cmdline";
    private static final String DYNAMIC = "#1 SMP PREEMPT_DYNAMIC Debian 7.2.12-1 (2026-10-22)\n";

    @TempDir
    private Path root;

    @Test
    void debugfsNamesTheModelInForce() throws IOException {
        write(VERSION, DYNAMIC);
        write(CMDLINE, "quiet preempt=voluntary\n");
        write(DEBUGFS, "full (lazy) \n");
        assertThat(model()).isEqualTo(PreemptionModel.LAZY);
        write(DEBUGFS, "none (voluntary) full \n");
        assertThat(model()).isEqualTo(PreemptionModel.VOLUNTARY);
        write(DEBUGFS, "none voluntary (full) \n");
        assertThat(model()).isEqualTo(PreemptionModel.FULL);
        write(DEBUGFS, "(none) voluntary full \n");
        assertThat(model()).isEqualTo(PreemptionModel.NONE);
    }

    @Test
    void withoutDebugfsTheCommandLineCountsAndItsLastOption() throws IOException {
        write(VERSION, DYNAMIC);
        write(CMDLINE, "preempt=none quiet rcutree.preempt=lazy preempt=full\n");
        assertThat(model()).isEqualTo(PreemptionModel.FULL);
        write(CMDLINE, "preempt=full preempt=nonsense\n");
        assertThat(model()).isEqualTo(PreemptionModel.FULL);
    }

    /** Only a dynamic kernel looks at the option. */
    @Test
    void aKernelThatIsNotDynamicIsAsItWasBuilt() throws IOException {
        write(CMDLINE, "preempt=full\n");
        write(VERSION, "#1 SMP Debian 5.10.251-1 (2026-03-01)\n");
        assertThat(model()).isEqualTo(PreemptionModel.NONE_OR_VOLUNTARY);
        write(VERSION, "#1 SMP PREEMPT Thu Nov 26\n");
        assertThat(model()).isEqualTo(PreemptionModel.FULL);
    }

    @Test
    void theConfigurationDecidesWhereNothingElseTells() throws IOException {
        write(VERSION, DYNAMIC);
        write("proc/sys/kernel/osrelease", "6.12.117+deb12-amd64\n");
        write("boot/config-6.12.117+deb12-amd64", "# CONFIG_PREEMPT is not set\nCONFIG_PREEMPT_VOLUNTARY=y\n");
        assertThat(model()).isEqualTo(PreemptionModel.VOLUNTARY);
        Files.createDirectories(root.resolve("proc"));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(root.resolve("proc/config.gz")))) {
            out.write("CONFIG_PREEMPT_LAZY=y\nCONFIG_PREEMPT_DYNAMIC=y\n".getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(model()).isEqualTo(PreemptionModel.LAZY);
    }

    @Test
    void aRealTimeKernelIsOneWhateverElseItSays() throws IOException {
        write(VERSION, "#1 SMP PREEMPT_RT Debian 6.12.117-1~deb12u1\n");
        write(DEBUGFS, "(full) lazy \n");
        assertThat(model()).isEqualTo(PreemptionModel.REALTIME);
        write(VERSION, DYNAMIC);
        write("sys/kernel/realtime", "1\n");
        assertThat(model()).isEqualTo(PreemptionModel.REALTIME);
    }

    /** Exact at a price is better than cheap and wrong. */
    @Test
    void fentryIsChosenOnlyWhereItIsKnownToBeExact() throws IOException {
        assertThat(model()).isEqualTo(PreemptionModel.UNKNOWN);
        write(VERSION, DYNAMIC);
        assertThat(model()).isEqualTo(PreemptionModel.UNKNOWN);
        assertThat(Attachment.exactOn(PreemptionModel.UNKNOWN)).isEqualTo(Attachment.KPROBE);
        assertThat(Attachment.exactOn(PreemptionModel.LAZY)).isEqualTo(Attachment.KPROBE);
        assertThat(Attachment.exactOn(PreemptionModel.FULL)).isEqualTo(Attachment.KPROBE);
        assertThat(Attachment.exactOn(PreemptionModel.REALTIME)).isEqualTo(Attachment.KPROBE);
        assertThat(Attachment.exactOn(PreemptionModel.VOLUNTARY)).isEqualTo(Attachment.FENTRY);
        assertThat(Attachment.exactOn(PreemptionModel.NONE)).isEqualTo(Attachment.FENTRY);
        assertThat(Attachment.exactOn(PreemptionModel.NONE_OR_VOLUNTARY)).isEqualTo(Attachment.FENTRY);
    }

    private PreemptionModel model() {
        return PreemptionModel.read(root);
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
