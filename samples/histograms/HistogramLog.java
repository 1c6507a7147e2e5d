import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** The times of {@code map-sync-faults -n} on standard input as a log of HdrHistogram, nanoseconds, on standard output. */
final class HistogramLog {
    public static void main(String[] arguments) throws IOException {
        Histogram histogram = new Histogram(3);
        try (Scanner in = new Scanner(System.in, StandardCharsets.UTF_8)) {
            in.findAll("(?m)^fault \\d+ (\\d+) ns$").forEach(fault -> histogram.recordValue(Long.parseLong(fault.group(1))));
        }
        HistogramLogWriter writer = new HistogramLogWriter(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        writer.outputComment("[nanoseconds, map-sync-faults -n]");
        writer.outputLogFormatVersion();
        writer.outputLegend();
        writer.outputIntervalHistogram(0, 1, histogram, 1);
    }
}
