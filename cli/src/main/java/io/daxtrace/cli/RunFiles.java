package io.daxtrace.cli;

import io.daxtrace.aggregate.Run;
import io.daxtrace.event.BadInputException;
import io.daxtrace.parsers.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads runs from what the user named: captures and histogram texts hold one each, profiles and directories several. */
final class RunFiles {
    /** What makes a directory a capture and not a folder of runs. */
    private static final String CAPTURE_MARK = "metadata";

    private final InputReader reader;
    private final List<String> by;
    private final boolean keepValues;

    /**
     * Reads in this way.
     *
     * @param by how captures are grouped
     * @param keepValues whether single latencies are kept
     */
    RunFiles(InputReader reader, List<String> by, boolean keepValues) {
        this.reader = reader;
        this.by = by;
        this.keepValues = keepValues;
    }

    /** All runs of these files and directories, in order; at least one. */
    List<Run> read(List<String> names, Map<String, String> labels) throws IOException {
        List<Run> runs = new ArrayList<>();
        for (String name : names) {
            for (String file : files(name)) {
                List<Run> of = of(file, labels);
                if (of.isEmpty()) {
                    throw BadInputException.of(file, "holds no runs");
                }
                runs.addAll(of);
            }
        }
        return runs;
    }

    private static List<String> files(String name) throws IOException {
        Path path = Path.of(name);
        if (name.equals(Input.STANDARD_INPUT) || !Files.isDirectory(path) || Files.exists(path.resolve(CAPTURE_MARK))) {
            return List.of(name);
        }
        try (Stream<Path> entries = Files.list(path)) {
            List<String> files = entries.filter(
                            entry -> !entry.getFileName().toString().startsWith("."))
                    .map(Path::toString)
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw BadInputException.of(name, "is an empty directory, expected captures or profiles in it");
            }
            return files;
        }
    }

    private List<Run> of(String file, Map<String, String> labels) throws IOException {
        ProfileInput profile = ProfileInput.of(file);
        if (profile != null) {
            return profile.runs();
        }
        return List.of(reader.run(file, labels, by, keepValues));
    }
}
