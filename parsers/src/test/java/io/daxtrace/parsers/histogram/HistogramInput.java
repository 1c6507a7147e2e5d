package io.daxtrace.parsers.histogram;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.event.Capture;
import io.daxtrace.fixtures.CaptureFiles;
import io.daxtrace.parsers.Captures;
import io.daxtrace.parsers.Input;
import io.daxtrace.parsers.Sinks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What reading one histogram text gave. */
public record HistogramInput(Capture capture, Map<String, Distribution> found) {
    public static Path sample(String file) {
        return CaptureFiles.sample("histograms").resolve(file);
    }

    public static HistogramInput ofSample(String file) throws IOException {
        return of(file, Files.readAllBytes(sample(file)));
    }

    public static HistogramInput of(String text) throws IOException {
        return of("text", text.getBytes(StandardCharsets.UTF_8));
    }

    public static HistogramInput of(String name, byte[] bytes) throws IOException {
        return of(name, bytes, new Capture(name));
    }

    public static HistogramInput of(String name, byte[] bytes, Capture capture) throws IOException {
        Map<String, Distribution> found = new LinkedHashMap<>();
        try (Input input = Input.ofStream(name, new ByteArrayInputStream(bytes))) {
            Captures.read(input, capture, new Sinks(null, null, (metric, d) -> {
                if (found.put(metric, d) != null) {
                    throw new AssertionError("twice: " + metric);
                }
            }));
        }
        return new HistogramInput(capture, found);
    }

    public Distribution get(String name) {
        Distribution distribution = found.get(name);
        if (distribution == null) {
            throw new AssertionError(name + " is not in " + found.keySet());
        }
        return distribution;
    }

    /** Buckets as rows of lo, hi, count. */
    public static long[][] rows(Distribution d) {
        long[][] rows = new long[d.buckets()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new long[] {d.lo(i), d.hi(i), d.count(i)};
        }
        return rows;
    }

    /** Expected rows: triples of lo, hi and count, the edges in units. */
    public static long[][] triples(long unit, long... values) {
        long[][] rows = new long[values.length / 3][];
        for (int i = 0; i < rows.length; i++) {
            long lo = values[3 * i];
            long hi = values[3 * i + 1];
            rows[i] = new long[] {
                lo == Distribution.OPEN_BELOW ? lo : lo * unit,
                hi == Distribution.OPEN ? hi : hi * unit,
                values[3 * i + 2]
            };
        }
        return rows;
    }
}
