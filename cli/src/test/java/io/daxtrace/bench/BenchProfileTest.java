package io.daxtrace.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.aggregate.Metric;
import io.daxtrace.aggregate.Profile;
import io.daxtrace.aggregate.ProfileReader;
import io.daxtrace.aggregate.ProfileWriter;
import io.daxtrace.aggregate.Run;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BenchProfileTest {
    @Test
    void aRunForEachRepeatComesBackFromTheFile() throws Exception {
        BenchResult result = Results.ofPosting();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ProfileWriter.write(BenchProfile.of(result), "test", out);
        Profile read = ProfileReader.read("test", new ByteArrayInputStream(out.toByteArray()));

        assertThat(read.runs()).hasSize(2);
        Run run = read.runs().get(1);
        assertThat(run.labels())
                .containsEntry("file", "empty")
                .containsEntry("load", "idle")
                .containsEntry("sync", "yes")
                .containsEntry("fs", "ext4")
                .containsEntry("kernel", "6.1.0");
        assertThat(run.environment()).containsEntry("bench.seed", "9").containsEntry("bench.turn", "2");
        assertThat(run.complete()).isTrue();
        Metric metric = run.groups().get(0).metrics().get(0);
        assertThat(metric.name()).isEqualTo("user.fault");
        assertThat(metric.distribution().count()).isEqualTo(256);
        assertThat(metric.distribution().min()).isEqualTo(100_500);
        assertThat(metric.distribution().max()).isEqualTo(234_999);
        assertThat(read.runs()
                        .get(0)
                        .groups()
                        .get(0)
                        .metrics()
                        .get(0)
                        .distribution()
                        .min())
                .isEqualTo(91_000);
    }

    @Test
    void everyRunHasANameOfItsOwn() {
        BenchResult result = Results.ofPosting();
        assertThat(Stream.of(BenchProfile.of(result), BenchProfile.of(result))
                        .flatMap(profile -> profile.runs().stream())
                        .map(run -> run.environment().get(Run.ID)))
                .hasSize(4)
                .doesNotContainNull()
                .doesNotHaveDuplicates();
    }
}
