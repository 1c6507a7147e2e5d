package io.daxtrace.parsers.perfdata;

import io.daxtrace.event.BadInputException;
import io.daxtrace.event.Capture;
import io.daxtrace.parsers.Format;
import io.daxtrace.parsers.Head;
import io.daxtrace.parsers.Input;
import io.daxtrace.parsers.Sinks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * perf.data of {@code perf record}: tracepoints and kprobes. Reads files and pipes ({@code perf record -o -}), of either
 * byte order, compressed ({@code -z}) or not.
 */
public final class PerfData implements Format {
    private static final String LITTLE = "PERFILE2";
    private static final String BIG = "2ELIFREP";
    private static final String OLD_LITTLE = "PERFFILE";
    private static final String OLD_BIG = "ELIFFREP";
    /** The file in the directory of {@code perf record --kcore} or {@code --threads}. */
    private static final String DATA = "data";

    @Override
    public boolean matches(Head head) {
        return head.startsWith(LITTLE) || head.startsWith(BIG) || isOld(head);
    }

    @Override
    public boolean matchesDirectory(Path directory) {
        return Files.isRegularFile(directory.resolve(DATA));
    }

    @Override
    public void read(Input input, Capture capture, Sinks sinks) throws IOException {
        if (input.isDirectory()) {
            readDirectory(input, capture, sinks);
            return;
        }
        Words words = words(input.name(), input.head(), capture);
        RecordDelivery delivery = new RecordDelivery(words, capture, sinks.events());
        if (PipeReader.isPipe(input.head())) {
            capture.format += ", from a pipe";
            new PipeReader(input, capture, words, delivery).read();
        } else {
            new FileReader(input, input.channel(), capture, words, delivery).read();
        }
    }

    private void readDirectory(Input input, Capture capture, Sinks sinks) throws IOException {
        if (Files.exists(input.directory().resolve(DATA + ".0"))) {
            throw BadInputException.of(
                    input.name(),
                    "was recorded with --threads, into a file for each, which daxtrace does not merge: print it with"
                            + " `perf script --ns -i DIRECTORY > FILE.txt` and read that");
        }
        Path data = input.directory().resolve(DATA);
        Head head;
        try (InputStream in = Files.newInputStream(data)) {
            head = new Head(in.readNBytes(Head.SIZE));
        }
        if (!matches(head)) {
            throw BadInputException.of(input.name(), "is a directory with a file named data, but that is no perf.data");
        }
        try (FileChannel channel = FileChannel.open(data, StandardOpenOption.READ)) {
            Words words = words(input.name(), head, capture);
            RecordDelivery delivery = new RecordDelivery(words, capture, sinks.events());
            new FileReader(input, channel, capture, words, delivery).read();
        }
    }

    private static Words words(String file, Head head, Capture capture) throws BadInputException {
        if (isOld(head)) {
            throw BadInputException.of(
                    file,
                    "is a perf.data of the first version (magic PERFFILE, before Linux 3.5), expected PERFILE2: print it"
                            + " with `perf script --ns -i FILE > FILE.txt` and read that");
        }
        Words words = new Words(head.startsWith(BIG));
        capture.format = words.bigEndian() ? "perf.data, big-endian" : "perf.data";
        return words;
    }

    private static boolean isOld(Head head) {
        return head.startsWith(OLD_LITTLE) || head.startsWith(OLD_BIG);
    }
}
