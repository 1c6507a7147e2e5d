package io.daxtrace.faults;

import static io.daxtrace.event.Event.UNKNOWN;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.EventKind;
import io.daxtrace.event.Fault;
import io.daxtrace.event.KernelFunction;
import io.daxtrace.event.KernelFunction.Role;
import io.daxtrace.event.Part;
import io.daxtrace.faults.ThreadState.Phase;

/**
 * Follows what the stages of a thread's fault are spent in: calls of the functions whose role is a {@link Part}. They are called from
 * everywhere; only those inside a stage of a fault count, and of nested ones the outermost. A part counts as followed once the capture
 * had an entry and a return of one of its functions, by whichever threads: many captures have the entries alone.
 */
final class PartProgress {
    private static final Part[] PARTS = Part.values();
    private static final Part.Stage[] STAGES = Part.Stage.values();

    private final Capture capture;
    private final Evidence evidence;
    private final boolean[] isFollowed = new boolean[PARTS.length];
    private final boolean[] hasEntries = new boolean[KernelFunction.all().size()];
    /** Calls ended unseen, and no return was seen yet: the capture seems to have none. */
    private final boolean[] isWithoutReturns = new boolean[KernelFunction.all().size()];

    private final boolean[] hasReturns = new boolean[KernelFunction.all().size()];

    PartProgress(Capture capture, Evidence evidence) {
        this.capture = capture;
        this.evidence = evidence;
    }

    /** One of those functions was entered or left; the state of its thread is null where nothing is open there. */
    void event(ThreadState state, Event event) {
        Role role = event.function.role();
        int function = event.function.number();
        (event.kind == EventKind.FUNCTION_ENTRY ? hasEntries : hasReturns)[function] = true;
        if (hasEntries[function] && hasReturns[function]) {
            for (Part part : PARTS) {
                isFollowed[part.ordinal()] |= part.role() == role;
            }
        }
        Part part = state == null ? null : of(state, role);
        if (part == null) {
            return;
        }
        if (event.kind == EventKind.FUNCTION_ENTRY) {
            enter(state, part, event);
        } else {
            leave(state, part, event);
        }
    }

    private static Part of(ThreadState state, Role role) {
        if (state.phase == Phase.NONE) {
            return null;
        }
        if (state.calls.isIn(Role.MAP)) {
            return Part.of(Part.Stage.MAP, role);
        }
        if (state.phase == Phase.SYNCING && state.commitBegun) {
            return state.calls.outermostSync() < 0 ? null : Part.of(Part.Stage.COMMIT, role);
        }
        return state.isInHandler() && !state.calls.isIn(Role.FINISH) ? Part.of(Part.Stage.OTHER, role) : null;
    }

    private void enter(ThreadState state, Part part, Event event) {
        if (isWithoutReturns[event.function.number()] && !hasReturns[event.function.number()]) {
            return;
        }
        if (state.partFunction == event.function) { // none calls itself
            unfinished(state);
        }
        if (state.partFunction == null) {
            state.partFunction = event.function;
            state.part = part;
            state.partStart = event.time;
        }
    }

    private void leave(ThreadState state, Part part, Event event) {
        if (state.partFunction == null) {
            if (hasEntries[event.function.number()]) {
                capture.loss().unmatchedReturns++;
                tear(state);
            } else {
                state.fault.parts[part.ordinal()] = UNKNOWN;
            }
        } else if (state.partFunction == event.function) {
            long duration = FaultAssembler.duration(state.partStart, event);
            state.partFunction = null;
            if (duration == FaultEnd.NEGATIVE) {
                evidence.backwards++;
                state.torn = true;
            } else {
                long before = state.fault.parts[part.ordinal()];
                state.fault.parts[part.ordinal()] =
                        before == UNKNOWN || duration == UNKNOWN ? UNKNOWN : before + duration;
            }
        }
    }

    /** The thread went on to something that is in no part: the return of the one that is open was not seen, or is not recorded. */
    void unfinished(ThreadState state) {
        if (hasReturns[state.partFunction.number()]) {
            capture.loss().unmatchedEntries++;
            tear(state);
        } else {
            isWithoutReturns[state.partFunction.number()] = true;
            forget(state.part.stage(), state.fault); // what came after it seemed to be inside it
        }
        state.partFunction = null;
    }

    private static void tear(ThreadState state) {
        state.torn = true;
        state.lossCounted = true;
    }

    /** The fault has ended: what is not known of its parts is unknown. */
    void close(Fault fault, boolean isHandled) {
        for (Part part : PARTS) {
            boolean isBounded = part.stage().of(fault) != UNKNOWN && (isHandled || part.stage() != Part.Stage.OTHER);
            if (!isFollowed[part.ordinal()] || !isBounded) {
                fault.parts[part.ordinal()] = UNKNOWN;
            }
        }
        for (Part.Stage stage : STAGES) {
            if (stage.isExceeded(fault)) { // printed durations are coarser than the stamps
                forget(stage, fault);
            }
        }
    }

    private static void forget(Part.Stage stage, Fault fault) {
        for (Part part : PARTS) {
            if (part.stage() == stage) {
                fault.parts[part.ordinal()] = UNKNOWN;
            }
        }
    }

    /** What the capture has to say of them. */
    void report() {
        for (Part part : PARTS) {
            if (isFollowed[part.ordinal()]) {
                capture.probes().add(part.stage().word() + "." + part.word() + ": followed");
            }
        }
    }
}
