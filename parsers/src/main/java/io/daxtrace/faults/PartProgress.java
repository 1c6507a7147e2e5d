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
 * Follows where the time of a fault's stages goes: calls of the functions whose role is a {@link Part}. They are called from
 * everywhere; only those inside a stage of a fault count, and of nested ones the outermost. A part counts as followed once the capture
 * had an entry and a return of one of its functions, by whichever threads: many captures have the entries alone.
 */
final class PartProgress {
    private static final Part[] PARTS = Part.values();
    private static final Part.Stage[] STAGES = Part.Stage.values();

    private final Capture capture;
    private final Evidence evidence;
    private final boolean[] isFollowed = new boolean[PARTS.length];
    private boolean isAnyFollowed;
    private final boolean[] hasEntries = new boolean[KernelFunction.all().size()];
    private final boolean[] hasReturns = new boolean[KernelFunction.all().size()];
    /** A call ended unseen, and so did all others until then: the capture seems to have no returns of the function. */
    private final boolean[] isWithoutReturns = new boolean[KernelFunction.all().size()];

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
            isAnyFollowed = true;
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
                state.partsMissed |= bit(part);
            }
        } else if (state.partFunction == event.function) {
            long duration = FaultAssembler.duration(state.partStart, event);
            state.partFunction = null;
            if (duration == FaultEnd.NEGATIVE) {
                evidence.backwards++;
                state.torn = true;
            } else if (duration == UNKNOWN) {
                state.partsMissed |= bit(part);
            } else {
                state.fault.parts[part.ordinal()] = Math.max(0, state.fault.parts[part.ordinal()]) + duration;
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
            state.part.stage().parts().forEach(part -> state.partsMissed |= bit(part)); // they seemed to be inside it
        }
        state.partFunction = null;
    }

    private static void tear(ThreadState state) {
        state.torn = true;
        state.lossCounted = true;
    }

    private static int bit(Part part) {
        return 1 << part.ordinal();
    }

    /** The fault has ended: of a part that is followed, no call is no time; what is not known is unknown. */
    void close(ThreadState state, boolean isHandled) {
        if (!isAnyFollowed) {
            return;
        }
        Fault fault = state.fault;
        for (Part part : PARTS) {
            boolean isBounded = part.stage().of(fault) != UNKNOWN && (isHandled || part.stage() != Part.Stage.OTHER);
            boolean isKnown = isFollowed[part.ordinal()] && isBounded && (state.partsMissed & bit(part)) == 0;
            fault.parts[part.ordinal()] = isKnown ? Math.max(0, fault.parts[part.ordinal()]) : UNKNOWN;
        }
        for (Part.Stage stage : STAGES) {
            if (stage.isExceeded(fault)) { // printed durations are coarser than the stamps
                stage.parts().forEach(part -> fault.parts[part.ordinal()] = UNKNOWN);
            }
        }
    }

    /** What the capture has to say of them. */
    void report() {
        for (Part part : PARTS) {
            if (isFollowed[part.ordinal()]) {
                capture.probes().add(part + ": followed");
            }
        }
    }
}
