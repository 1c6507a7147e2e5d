package io.daxtrace.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.event.Capture;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FsyncCall;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputSinksTest {
    @Test
    void everySinkGetsEverything() {
        List<Aggregator> each = List.of(new Aggregator(List.of(), false), new Aggregator(List.of("tid"), false));
        InputSinks sinks = new InputSinks(List.copyOf(each));
        Capture capture = new Capture("capture");
        capture.resolution = 1000;
        Fault fault = new Fault().clear();
        fault.kind = Fault.Kind.ASYNC;
        fault.total = 7000;
        FsyncCall call = new FsyncCall().clear();
        call.duration = 9000;
        sinks.input(capture, new OperationClock());
        sinks.fault(fault);
        sinks.fsync(call);
        sinks.distribution("usecs", new Distribution.Builder(1).bucket(0, 10, 4).build());
        sinks.inputEnded(capture);
        for (Aggregator aggregator : each) {
            List<Group> groups = aggregator.groups();
            assertThat(groups).hasSize(2);
            assertThat(groups.get(0).metrics())
                    .extracting(metric -> metric.name().text())
                    .containsExactly("usecs");
            assertThat(groups.get(1).metrics())
                    .extracting(metric -> metric.name().text() + " "
                            + metric.distribution().sum() + " "
                            + metric.distribution().unit())
                    .containsExactly(
                            "fault 7000 1000", "fault.async 7000 1000", "fsync 9000 1000", "fsync.other 9000 1000");
        }
    }
}
