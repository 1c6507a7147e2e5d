package io.daxtrace.cli;

import io.daxtrace.bpf.Probe;
import io.daxtrace.bpf.Tracer;
import io.daxtrace.event.Detail;
import io.daxtrace.event.Part;
import io.daxtrace.event.Printable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** {@code --detail}, and what came of it. */
final class DetailOption {
    private static final String ALL = "all";

    @Option(
            names = "--detail",
            split = ",",
            paramLabel = "STAGE",
            description =
                    "Also break down a stage: commit into writeback, journal and flush; map into waiting for the journal and"
                            + " for the page's entry; or all. Separate several with commas. Each part takes more probes, which"
                            + " are attached only for this.")
    private List<String> words = List.of();

    /** What is to be followed. */
    Set<Detail> details() {
        Set<Detail> details = EnumSet.noneOf(Detail.class);
        for (String word : words) {
            Set<Detail> meant = word.equals(ALL)
                    ? EnumSet.allOf(Detail.class)
                    : Stream.of(Detail.values())
                            .filter(detail -> detail.word().equals(word))
                            .collect(Collectors.toSet());
            if (meant.isEmpty()) {
                throw new CannotException("--detail " + Printable.escape(word) + ": expected "
                        + Stream.of(Detail.values()).map(Detail::word).collect(Collectors.joining(", ")) + " or "
                        + ALL);
            }
            details.addAll(meant);
        }
        return details;
    }

    /** What is in the capture: none where no part can be followed. */
    List<String> texts(Tracer tracer) {
        return tracer.parts().isEmpty()
                ? List.of()
                : details().stream().map(Detail::word).toList();
    }

    /** A sentence for each part that was asked for and is not followed. */
    List<String> warnings(Tracer tracer) {
        return warnings(tracer, details());
    }

    static List<String> warnings(Tracer tracer, Set<Detail> details) {
        List<String> warnings = new ArrayList<>();
        for (Part part : Part.values()) {
            if (part.isIn(details) && !tracer.parts().contains(part)) {
                warnings.add("stage." + part + " is not followed (" + reasons(tracer.unfollowed(part))
                        + "): its time is in stage." + part.stage().word() + ".rest");
            }
        }
        return warnings;
    }

    private static String reasons(List<Probe> unfollowed) {
        return unfollowed.isEmpty()
                ? "no filesystem that has it is loaded"
                : unfollowed.stream()
                        .map(probe -> probe.function().symbol() + ": " + Printable.escape(probe.why()))
                        .collect(Collectors.joining("; "));
    }
}
