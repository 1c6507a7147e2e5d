package io.daxtrace.parsers.tracedat;

import io.daxtrace.event.BadInputException;
import io.daxtrace.event.Capture;
import io.daxtrace.event.Printable;
import io.daxtrace.parsers.Format;
import io.daxtrace.parsers.Head;
import io.daxtrace.parsers.Input;
import io.daxtrace.parsers.Sinks;
import java.io.IOException;

/**
 * trace.dat of trace-cmd record, extract, convert and split, versions 6 and 7, as trace-cmd.dat(5) describes them. Times are
 * the trace clock's own: the options DATE and OFFSET, which move them all alike, are left out.
 */
public final class TraceDat implements Format {
    @Override
    public boolean matches(Head head) {
        return head.startsWith(0x17, 0x08, 0x44, 't', 'r', 'a', 'c', 'i', 'n', 'g');
    }

    @Override
    public void read(Input input, Capture capture, Sinks sinks) throws IOException {
        Cursor in = new Cursor(input.name(), input.channel());
        TraceHeader header = TraceHeader.read(in);
        capture.format = header.title(in.bigEndian());
        TraceFacts facts = new TraceFacts(capture, in.bigEndian());
        Blocks blocks = new Blocks(input.channel(), header.compression());
        if (header.version() == 6) {
            new BodyV6(facts, in, header, blocks).read();
        } else {
            new BodyV7(facts, in, header, blocks).read();
        }
        if (facts.buffers.isEmpty()) {
            throw BadInputException.of(
                    input.name(),
                    "holds no events: the recorder ended before it put them there; trace-cmd restore makes a whole file"
                            + " from what it left in " + Printable.escape(input.name()) + ".cpu0, .cpu1 ...");
        }
        new BufferChoice(facts, new BufferReader(facts, input, blocks)).read(sinks.events());
        facts.events.finish();
    }
}
