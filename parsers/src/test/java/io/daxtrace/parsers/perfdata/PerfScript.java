package io.daxtrace.parsers.perfdata;

import io.daxtrace.event.EventKind;
import io.daxtrace.fixtures.ReadCapture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code perf script --ns} printed of a recording, read by a pattern of its own. */
final class PerfScript {
    private static final Pattern LINE =
            Pattern.compile(" *(.*?) +(\\d+) +\\[(\\d+)] +(\\d+)\\.(\\d{9}): +(\\w+:\\w+): ?.*");

    /** Events of every kind. */
    final Map<String, Long> counts = new TreeMap<>();
    /** Events of daxtrace's kinds, as {@link ReadCapture#lines} writes them. */
    final List<String> lines = new ArrayList<>();

    PerfScript(Path text) throws IOException {
        for (String line : Files.readAllLines(text, StandardCharsets.UTF_8)) {
            Matcher match = LINE.matcher(line);
            if (!match.matches()) {
                throw new IOException("perf script prints no such line: " + line);
            }
            String event = match.group(6);
            counts.merge(event, 1L, Long::sum);
            if (event.startsWith("daxp:") || EventKind.ofTracepoint(event) != null) {
                long time = Long.parseLong(match.group(4)) * 1_000_000_000 + Long.parseLong(match.group(5));
                lines.add(match.group(1)
                        + ' '
                        + match.group(2)
                        + ' '
                        + Integer.parseInt(match.group(3))
                        + ' '
                        + time
                        + ' '
                        + event.replace("daxp:", ""));
            }
        }
    }
}
