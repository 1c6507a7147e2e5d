package io.daxtrace.report.bench;

import io.daxtrace.bench.Results;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes one bench as page and as JSON for {@code src/test/pages/check.js}: two benches have never the same numbers. */
public final class BenchFiles {
    private BenchFiles() {}

    /** @param folder where to */
    public static void main(String... folder) throws IOException {
        for (BenchFormat format : new BenchFormat[] {BenchFormat.HTML, BenchFormat.JSON}) {
            Path file = Path.of(folder[0], format == BenchFormat.HTML ? "bench.html" : "bench.json");
            try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
                format.write(Results.grid(), "test", out);
            }
        }
    }
}
