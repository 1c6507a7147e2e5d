package io.daxtrace.parsers.text;

import io.daxtrace.event.Capture;
import io.daxtrace.parsers.Format;
import io.daxtrace.parsers.Head;
import io.daxtrace.parsers.Input;
import io.daxtrace.parsers.Sinks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The texts with a line for each event. */
public enum EventText implements Format {
    /** tracefs {@code trace} and {@code trace_pipe}, also in its latency format. */
    FTRACE("ftrace text") {
        @Override
        public boolean matches(Head head) {
            if (TextHead.lines(head).anyMatch(line -> line.startsWith("# tracer: "))) {
                return TextHead.lines(head).noneMatch(line -> line.startsWith("# tracer: function_graph"));
            }
            return !isReport(head) && isHeadless(head) && !isPadded(head);
        }
    },
    /** {@code trace-cmd report}, also with -t, -R, -l. */
    TRACE_CMD("trace-cmd report text") {
        @Override
        public boolean matches(Head head) {
            return isReport(head) || isHeadless(head) && isPadded(head);
        }
    },
    /** {@code perf script}. */
    PERF("perf script text") {
        @Override
        public boolean matches(Head head) {
            return TextHead.lines(head).anyMatch(line -> line.startsWith("# perf version : "))
                    || head.isText() && firstLine(head, new EventLine(new PerfPrefix(Comms.create()))) != null;
        }

        @Override
        LineParser.Grammar grammar(Comms comms) {
            return new EventLine(new PerfPrefix(comms));
        }
    };

    private final String words;

    EventText(String words) {
        this.words = words;
    }

    @Override
    public void read(Input input, Capture capture, Sinks sinks) throws IOException {
        TextReading.read(input, capture, sinks, words, this::grammar);
    }

    LineParser.Grammar grammar(Comms comms) {
        return new EventLine(new TaskPrefix(comms), new LatencyPrefix(comms));
    }

    private static boolean isReport(Head head) {
        return TextHead.lines(head)
                .anyMatch(line -> line.matches("(.*: )?cpus=\\d+") || line.matches("version = \\d+"));
    }

    private static boolean isHeadless(Head head) {
        return head.isText() && firstLine(head, FTRACE.grammar(Comms.create())) != null;
    }

    /** Whether the event's name is followed by at least two spaces, or reaches over trace-cmd's 20 columns. */
    private static boolean isPadded(Head head) {
        String line = firstLine(head, FTRACE.grammar(Comms.create()));
        return line.matches(".*\\d: [^ ]+:  .*");
    }

    /** The first line that is an event's, or null. */
    private static String firstLine(Head head, LineParser.Grammar grammar) {
        LineCursor cursor = new LineCursor();
        Row row = new Row();
        return TextHead.lines(head)
                .filter(line -> {
                    byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
                    return grammar.parse(cursor.set(bytes, 0, bytes.length), row.clear())
                            && row.what != Row.What.PROBLEM;
                })
                .findFirst()
                .orElse(null);
    }
}
