package io.daxtrace.cli;

import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.ProfileJson;
import io.daxtrace.aggregate.ProfileReader;
import io.daxtrace.aggregate.Run;
import io.daxtrace.event.Capture;
import io.daxtrace.event.LossAccount;
import io.daxtrace.parsers.Input;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A profile as an input of an analysis: its runs as they stand, each a capture with its groups. */
final class ProfileInput {
    private static final String KERNEL = "kernel";
    private static final String CLOCK = "clock";

    private final List<Run> runs;

    private ProfileInput(List<Run> runs) {
        this.runs = runs;
    }

    /** The profile of that name, or null when the file is something else. */
    static ProfileInput of(String file) throws IOException {
        if (!Files.isRegularFile(Path.of(file))) {
            return null; // what flows in can be read only once, so it is not looked into here
        }
        try (Input input = Input.open(file)) {
            if (!ProfileJson.isProfile(String.join("\n", input.head().lines()))) {
                return null;
            }
            try (InputStream in = input.stream()) {
                return new ProfileInput(ProfileReader.read(file, in).runs());
            }
        }
    }

    List<Run> runs() {
        return runs;
    }

    /** The runs as captures, and what they lost added to an account. */
    List<Capture> captures(String file, LossAccount loss) {
        List<Capture> captures = new ArrayList<>();
        for (Run run : runs) {
            Capture capture = new Capture(runs.size() == 1 ? file : file + " (" + run.source() + ")");
            capture.format = "daxtrace profile";
            capture.resolution = run.resolution();
            capture.kernel = run.environment().get(KERNEL);
            capture.clock = run.environment().get(CLOCK);
            capture.environment().putAll(run.environment());
            capture.labels().putAll(run.labels());
            capture.probes().addAll(run.probes());
            capture.loss().add(run.loss());
            loss.add(run.loss());
            if (!run.complete() && run.loss().isZero()) {
                capture.truncated("the recording was not read to its end");
            }
            captures.add(capture);
        }
        return captures;
    }

    /** The groups of all runs; where there are several runs, a group's key begins with its run's labels. */
    List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        for (Run run : runs) {
            for (Group group : run.groups()) {
                Map<String, String> key = new LinkedHashMap<>(runs.size() == 1 ? Map.of() : run.labels());
                key.putAll(group.key());
                groups.add(new Group(key, group.faults(), group.metrics()));
            }
        }
        return groups;
    }
}
