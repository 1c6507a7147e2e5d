package io.daxtrace.aggregate;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.event.Capture;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FsyncCall;
import java.util.List;

/** Hands on to several, so that an input is read once whatever is made of it. */
public final class InputSinks implements InputSink {
    private final InputSink[] all;

    public InputSinks(List<InputSink> all) {
        this.all = all.toArray(InputSink[]::new);
    }

    @Override
    public void input(Capture capture, OperationClock clock) {
        for (InputSink sink : all) {
            sink.input(capture, clock);
        }
    }

    @Override
    public void inputEnded(Capture capture) {
        for (InputSink sink : all) {
            sink.inputEnded(capture);
        }
    }

    @Override
    public void fault(Fault fault) {
        for (InputSink sink : all) {
            sink.fault(fault);
        }
    }

    @Override
    public void fsync(FsyncCall call) {
        for (InputSink sink : all) {
            sink.fsync(call);
        }
    }

    @Override
    public void distribution(String name, Distribution distribution) {
        for (InputSink sink : all) {
            sink.distribution(name, distribution);
        }
    }
}
