package io.daxtrace.parsers.perfdata;

import io.daxtrace.event.BadInputException;
import io.daxtrace.event.Capture;
import io.daxtrace.parsers.Format;
import io.daxtrace.parsers.Head;
import io.daxtrace.parsers.Input;
import io.daxtrace.parsers.Sinks;
import java.io.IOException;

/**
 * perf.data of {@code perf record}: tracepoints and kprobes. Reads files and pipes ({@code perf record -o -}), of either
 * byte order, compressed ({@code -z}) or not.
 */
public final class PerfData implements Format {
    private static final String LITTLE = "PERFILE2";
    private static final String BIG = "2ELIFREP";
    private static final String OLD_LITTLE = "PERFFILE";
    private static final String OLD_BIG = "ELIFFREP";

    @Override
    public boolean matches(Head head) {
        return head.startsWith(LITTLE) || head.startsWith(BIG) || isOld(head);
    }

    @Override
    public void read(Input input, Capture capture, Sinks sinks) throws IOException {
        if (isOld(input.head())) {
            throw BadInputException.of(
                    input.name(),
                    "is a perf.data of the first version (magic PERFFILE, before Linux 3.5), expected PERFILE2: print it"
                            + " with `perf script --ns -i FILE > FILE.txt` and read that");
        }
        Words words = new Words(input.head().startsWith(BIG));
        capture.format = words.bigEndian() ? "perf.data, big-endian" : "perf.data";
        Delivery delivery = new Delivery(words, capture, sinks.events());
        if (PipeReader.isPipe(input.head())) {
            capture.format += ", from a pipe";
            new PipeReader(input, capture, words, delivery).read();
        } else {
            new FileReader(input, capture, words, delivery).read();
        }
    }

    private static boolean isOld(Head head) {
        return head.startsWith(OLD_LITTLE) || head.startsWith(OLD_BIG);
    }
}
