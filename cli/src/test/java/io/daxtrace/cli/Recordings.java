package io.daxtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where the captures for tests are. */
final class Recordings {
    /** Always there. */
    static final Path SAMPLES = Path.of("..", "samples");
    /** The whole set, beside some checkouts. */
    static final Path SHARED = Path.of("..", "..", "shared", "captures");

    private Recordings() {}

    static boolean hasShared() {
        return Files.isDirectory(SHARED);
    }

    static String sample(String name) {
        Path path = SAMPLES.resolve(name);
        assertThat(path).isRegularFile();
        return path.toString();
    }

    /** The fs_dax and other events without their systems, as texts name them. */
    static Map<String, Long> withoutSystems(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(
                        e -> e.getKey().substring(e.getKey().indexOf(':') + 1), Map.Entry::getValue, Long::sum));
    }
}
