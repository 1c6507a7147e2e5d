package io.daxtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Where the captures for tests are. */
final class CaptureFiles {
    /** Always there. */
    static final Path SAMPLES = Path.of("..", "samples");
    /** The whole set, beside some checkouts. */
    static final Path SHARED = Path.of("..", "..", "shared", "captures");

    private CaptureFiles() {}

    static boolean hasShared() {
        return Files.isDirectory(SHARED);
    }

    /** A check of one of the kernels' captures. */
    interface Check {
        void of(Path captures) throws IOException;
    }

    /** A test for each kernel of the whole set; none where it is not there. */
    static List<DynamicTest> shared(Check check) throws IOException {
        if (!hasShared()) {
            return List.of();
        }
        try (Stream<Path> kernels = Files.list(SHARED)) {
            return kernels.filter(Files::isDirectory)
                    .map(captures -> dynamicTest(captures.getFileName().toString(), () -> check.of(captures)))
                    .toList();
        }
    }

    static String sample(String name) {
        Path path = SAMPLES.resolve(name);
        assertThat(path).isRegularFile();
        return path.toString();
    }

    /** The fs_dax and other events without their systems, as texts name them. */
    static Map<String, Long> withoutSystems(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .collect(Collectors.toMap(
                        e -> e.getKey().substring(e.getKey().indexOf(':') + 1), Map.Entry::getValue, Long::sum));
    }
}
