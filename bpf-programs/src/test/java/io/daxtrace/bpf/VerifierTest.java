package io.daxtrace.bpf;

import io.daxtrace.event.Detail;
import io.daxtrace.event.KernelFunction;
import io.daxtrace.event.KernelFunction.Role;
import io.daxtrace.event.Key;
import io.daxtrace.event.Part;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The verifier takes the programs with every filter and key. Only those for kprobes and tracepoints, which share all but
 * their entry with fentry's: a kernel may load them and yet allow no tracing. Needs CAP_BPF and libbpf1; skipped without.
 */
class VerifierTest {
    private static final TraceFilter EVERY_FILTER = new TraceFilter(1, 1, "comm", 1, 1, 1, 1, 1);

    @ParameterizedTest
    @CsvSource({"true,false", "false,true", "true,true"})
    void shouldTakeThePrograms(boolean records, boolean histograms) throws Exception {
        KernelLoading.assumePossible();
        int everyKey = LiveKey.parts(Stream.of(Key.values()).filter(Key::isLive).toList());
        TraceOptions options =
                new TraceOptions(EVERY_FILTER, records, 64 << 10, histograms, everyKey, 3, Set.of(Detail.values()));
        load(options, false);
        if (KernelFeatures.hasTaskPtRegs()) {
            load(options, true);
        }
    }

    private static void load(TraceOptions options, boolean taskPtRegs) throws BpfException {
        try (BpfObject object = BpfObject.open("daxtrace.bpf.o")) {
            ConfigLayout.write(
                    object.map(".rodata.config").initialValue(), options, EnumSet.allOf(Part.class), taskPtRegs, true);
            object.map("ring").maxEntries(options.ringSize());
            HistogramReader.size(object, options, EnumSet.allOf(Part.class));
            for (KernelFunction function : ProbeLadder.followed(options.details())) {
                if (function.role() != Role.FINISH) {
                    object.enable(function.symbol() + "__kprobe");
                    object.enable(function.symbol() + "__kretprobe");
                }
            }
            object.enable("dax_insert_pfn_mkwrite__tracepoint");
            object.enable("dax_insert_pfn_mkwrite_no_entry__tracepoint");
            KernelLoading.load(object);
        }
    }
}
