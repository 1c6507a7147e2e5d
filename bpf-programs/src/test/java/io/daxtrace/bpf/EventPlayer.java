package io.daxtrace.bpf;

import io.daxtrace.bpf.Scenario.Act;
import io.daxtrace.bpf.Scenario.Actor;
import io.daxtrace.bpf.Scenario.Implementation;
import io.daxtrace.bpf.Scenario.Step;
import io.daxtrace.event.Event;
import io.daxtrace.event.EventKind;
import io.daxtrace.event.EventSink;
import io.daxtrace.event.KernelFunction;

/** Plays a scenario as the events of a capture in which every probe recorded all that it could. */
final class EventPlayer {
    private EventPlayer() {}

    static void play(Scenario scenario, EventSink sink) {
        Event event = new Event();
        for (Step step : scenario.steps()) {
            if (!step.isSeenBy(Implementation.EVENTS)) {
                continue;
            }
            if (step.act() == Act.LOST) {
                sink.lost((int) step.argument("cpu"), step.argument("events"));
            } else if (isEvent(step)) {
                fill(event.clear(), step);
                sink.event(event);
            }
        }
    }

    /** Whether captures of ours have it: not every system call's tracepoint, and not what the kernel does for itself. */
    static boolean isEvent(Step step) {
        return switch (step.act()) {
            case ENTRY, RETURN -> true;
            case TRACEPOINT -> EventKind.ofName(step.name()) != null;
            default -> false;
        };
    }

    private static void fill(Event event, Step step) {
        Actor actor = step.actor();
        event.time = step.time();
        event.tid = actor.tid();
        event.pid = actor.pid();
        event.cpu = actor.cpu();
        event.comm = actor.comm();
        event.function = KernelFunction.ofSymbol(step.name());
        event.kind = switch (step.act()) {
            case ENTRY -> EventKind.FUNCTION_ENTRY;
            case RETURN -> EventKind.FUNCTION_RETURN;
            default -> EventKind.ofName(step.name());
        };
        if (step.has("result")) {
            event.resultKnown = true;
            event.result = step.argument("result");
        }
        if (step.act() == Act.RETURN) {
            return;
        }
        event.dev = step.file().dev();
        event.ino = step.file().ino();
        if (step.has("start")) {
            event.start = step.argument("start");
            event.end = step.argument("end");
            event.datasync = step.argument("datasync");
        } else if (step.has("address")) {
            event.address = step.argument("address");
            event.pgoff = step.argument("pgoff");
            event.vmFlags = step.argument("vm_flags");
            event.faultFlags = step.argument("flags");
            event.order = step.argument("order");
        }
    }
}
