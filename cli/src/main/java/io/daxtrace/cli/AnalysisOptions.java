package io.daxtrace.cli;

import io.daxtrace.aggregate.Aggregator;
import io.daxtrace.aggregate.Analysis;
import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.InputSink;
import io.daxtrace.aggregate.InputSinks;
import io.daxtrace.aggregate.Run;
import io.daxtrace.distribution.LatencyUnit;
import io.daxtrace.event.BadInputException;
import io.daxtrace.event.Capture;
import io.daxtrace.event.Key;
import io.daxtrace.event.LossAccount;
import io.daxtrace.selection.Selection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What an analysis is made of, as the user says it, and the analysis. */
final class AnalysisOptions {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Captures; - is standard input, for text.")
    List<String> files;

    @Option(
            names = "--by",
            split = ",",
            paramLabel = "KEY",
            description =
                    "Group by comm, pid, tid, cgroup, device, inode, file, order, write, sync, cause, cpu or any label;"
                            + " separate several with commas.")
    List<String> by = List.of();

    @Option(
            names = "--input-unit",
            paramLabel = "UNIT",
            description =
                    "The unit of the numbers in histogram texts that name none: ns, us, ms or s (default: ns, with a"
                            + " note).")
    private LatencyUnit inputUnit;

    @Option(
            names = "--label",
            paramLabel = "KEY=VALUE",
            description = "Give every input this label; it replaces the capture's own label of that name.")
    Map<String, String> labels = new LinkedHashMap<>();

    @Mixin
    private SelectionOptions selection;

    private Selection selected;

    /** Which operations are asked for. */
    Selection selection() {
        if (selected == null) {
            selected = selection.selection();
        }
        return selected;
    }

    InputReader reader(boolean quiet) {
        return new InputReader(quiet, inputUnit == null ? 0 : inputUnit.nanos());
    }

    /**
     * Reads all files: profiles as they stand, everything else into the aggregator.
     *
     * @param more take the same as the aggregator, but for profiles, which have no single operations
     * @param profiles takes the names of those that were profiles
     * @param runs takes each of the others as a run of its own; null where nobody asks for them
     */
    Analysis read(
            InputReader reader, Aggregator aggregator, List<InputSink> more, List<String> profiles, List<Run> runs)
            throws IOException {
        List<Capture> inputs = new ArrayList<>();
        List<Group> groups = new ArrayList<>();
        LossAccount loss = new LossAccount();
        for (String file : files) {
            if (reader.stopped()) {
                inputs.get(inputs.size() - 1).truncated("interrupted before " + file + " was read");
                break;
            }
            ProfileInput ready = ProfileInput.of(file);
            if (ready != null) {
                if (!selection().isAll()) {
                    throw BadInputException.of(file, Selection.NO_OPERATIONS);
                }
                profiles.add(file);
                inputs.addAll(ready.captures(file, loss));
                groups.addAll(ready.groups());
                continue;
            }
            List<InputSink> sinks = new ArrayList<>(more);
            sinks.add(aggregator);
            Aggregator alone = runs == null ? null : new Aggregator(by, false);
            if (alone != null) {
                sinks.add(alone);
            }
            Capture capture = reader.read(file, labels, selection(), new InputSinks(sinks));
            if (alone != null) {
                runs.add(InputReader.run(capture, alone));
            }
            inputs.add(capture);
            loss.add(capture.loss());
        }
        loss.clamped += aggregator.clamped();
        if (profiles.size() < files.size()) {
            groups.addAll(aggregator.groups());
        }
        return new Analysis(inputs, loss, groups);
    }

    /** Fails when a key can be none. */
    void checkKeys() {
        for (String key : by) {
            if (Key.of(key) == null && !labels.containsKey(key) && !key.matches("[A-Za-z_][A-Za-z0-9_.-]*")) {
                throw new CannotException("--by " + key + ": is neither a label nor one of " + Key.words());
            }
        }
    }
}
