package io.daxtrace.bpf;

import io.daxtrace.event.Detail;
import io.daxtrace.event.KernelFunction;
import io.daxtrace.event.KernelFunction.Role;
import io.daxtrace.event.Part;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chooses for each function the first rung of the {@link Attachment} that the kernel has, and the next when the kernel refuses
 * it. For dax_finish_sync_fault that is the tracepoint at its end: it begins with its flush, which is seen, so nothing but its end
 * is needed; fentry is refused there up to 6.0, and the same stage should end at the same place on every kernel.
 */
final class ProbeLadder {
    /**
     * The functions that are followed with these details. None of the handlers that only call another one: a second pair of probes
     * would cost each fault as much as the first.
     */
    static List<KernelFunction> followed(Set<Detail> details) {
        return KernelFunction.all().stream()
                .filter(function -> function.role() != Role.WRAPPER)
                .filter(function -> !function.role().isPart()
                        || details.stream().anyMatch(detail -> detail.follows(function.role())))
                .toList();
    }

    private final KernelFeatures features;
    private final Attachment attachment;
    private final Map<KernelFunction, Probe> probes = new LinkedHashMap<>();

    ProbeLadder(KernelFeatures features, Attachment attachment, Set<Detail> details) {
        this.features = features;
        this.attachment = attachment;
        for (KernelFunction function : followed(details)) {
            probes.put(function, best(function));
        }
    }

    private Probe best(KernelFunction function) {
        if (features.isUnused(function)) {
            return new Probe(function, Rung.NONE, "there is no virtiofs device");
        }
        if (!features.has(function)) {
            return new Probe(function, Rung.NONE, "the kernel and its loaded modules have no such function");
        }
        return firstPossible(new Probe(function, rungs(function).get(0), ""));
    }

    private List<Rung> rungs(KernelFunction function) {
        boolean finish = function.role() == Role.FINISH;
        return switch (attachment) {
            case FENTRY -> finish ? List.of(Rung.TRACEPOINT) : List.of(Rung.FENTRY, Rung.KPROBE);
            case KPROBE -> finish ? List.of(Rung.TRACE_EVENT, Rung.TRACEPOINT) : List.of(Rung.KPROBE, Rung.FENTRY);
        };
    }

    private Probe firstPossible(Probe probe) {
        KernelFunction function = probe.function();
        if (probe.rung() == Rung.FENTRY && !features.isTyped(function)) {
            return below(probe, function.module() + " has no BTF for it");
        }
        if (probe.rung() == Rung.KPROBE && !features.hasKprobes()) {
            return below(probe, "the kernel is built without kprobes (CONFIG_KPROBE_EVENTS)");
        }
        return probe;
    }

    private Probe below(Probe probe, String why) {
        List<Rung> rungs = rungs(probe.function());
        int next = rungs.indexOf(probe.rung()) + 1;
        String reason = probe.rung() + ": " + why;
        return firstPossible(new Probe(
                probe.function(),
                next < rungs.size() ? rungs.get(next) : Rung.NONE,
                probe.why().isEmpty() ? reason : probe.why() + "; " + reason));
    }

    /** The kernel refused the rung chosen for this function: takes the next. */
    void refused(KernelFunction function, String why) {
        probes.computeIfPresent(function, (f, probe) -> below(probe, why));
    }

    Probe probe(KernelFunction function) {
        return probes.get(function);
    }

    /**
     * The parts of stages that are followed: those of which every function is that the kernel and its loaded modules have, or should
     * have. A call of one that is not would be in the stage's rest on one filesystem and not on another.
     */
    Set<Part> parts() {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (Part part : Part.values()) {
            if (probes.values().stream().anyMatch(probe -> isOf(part, probe) && probe.rung() != Rung.NONE)
                    && unfollowed(part).isEmpty()) {
                parts.add(part);
            }
        }
        return parts;
    }

    /** The functions that keep a part from being followed. */
    List<Probe> unfollowed(Part part) {
        return probes.values().stream()
                .filter(probe -> isOf(part, probe) && probe.rung() == Rung.NONE)
                .filter(probe -> features.has(probe.function()) || features.lacks(probe.function()))
                .toList();
    }

    private static boolean isOf(Part part, Probe probe) {
        return probe.function().role() == part.role();
    }

    /** All functions in the order of functions.h. */
    List<Probe> probes() {
        return List.copyOf(probes.values());
    }

    /**
     * The names of the programs to be loaded, in the order to attach them: a return before its entry, and the filesystems' handlers
     * before what they call, so that a fault which began before tracing is known to be one when the first program sees it.
     */
    List<String> programs() {
        List<String> programs = new ArrayList<>();
        probes.values().forEach(probe -> programs.addAll(0, programs(probe)));
        return programs;
    }

    private static List<String> programs(Probe probe) {
        String symbol = probe.function().symbol();
        return switch (probe.rung()) {
            case FENTRY, KPROBE ->
                List.of(
                        symbol + "__" + probe.rung().exit(),
                        symbol + "__" + probe.rung().entry());
            case TRACEPOINT ->
                List.of("dax_insert_pfn_mkwrite__tracepoint", "dax_insert_pfn_mkwrite_no_entry__tracepoint");
            case TRACE_EVENT -> List.of("dax_insert_pfn_mkwrite__event", "dax_insert_pfn_mkwrite_no_entry__event");
            case NONE -> List.of();
        };
    }

    /** The function that a program follows. */
    static KernelFunction function(String program) {
        KernelFunction function = KernelFunction.ofSymbol(program.substring(0, program.indexOf("__")));
        return function == null ? KernelFunction.DAX_FINISH_SYNC_FAULT : function;
    }
}
