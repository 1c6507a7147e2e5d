package io.daxtrace.parsers.funcgraph;

import io.daxtrace.event.Capture;
import io.daxtrace.parsers.Format;
import io.daxtrace.parsers.Head;
import io.daxtrace.parsers.Input;
import io.daxtrace.parsers.Sinks;
import io.daxtrace.parsers.text.Comms;
import io.daxtrace.parsers.text.LineCursor;
import io.daxtrace.parsers.text.Row;
import io.daxtrace.parsers.text.TextHead;
import io.daxtrace.parsers.text.TextReading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** tracefs {@code trace} and {@code trace_pipe} of the function_graph tracer. */
public final class FunctionGraphText implements Format {
    @Override
    public boolean matches(Head head) {
        return TextHead.lines(head).anyMatch(line -> line.startsWith("# tracer: function_graph"))
                || head.isText() && hasCalls(head);
    }

    @Override
    public void read(Input input, Capture capture, Sinks sinks) throws IOException {
        TextReading.read(input, capture, sinks, "function_graph text", GraphLine::new);
    }

    private static boolean hasCalls(Head head) {
        GraphLine grammar = new GraphLine(Comms.create());
        LineCursor cursor = new LineCursor();
        Row row = new Row();
        return TextHead.lines(head).anyMatch(line -> {
            byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
            return grammar.parse(cursor.set(bytes, 0, bytes.length), row.clear())
                    && row.event.cpu >= 0
                    && row.what != Row.What.SWITCH
                    && row.what != Row.What.NOTHING;
        });
    }
}
