package io.daxtrace.parsers.raw;

import io.daxtrace.event.Event;
import io.daxtrace.event.EventKind;
import io.daxtrace.event.KernelFunction;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Takes the fields of one event type out of its records. What to take is worked out once from the format:
 *
 * <pre>
 *  field      0 ... offset ... end
 *  read            [8 bytes......]      the eight bytes that end with the field, then shifted down to its size
 * </pre>
 *
 * Every field of use ends at byte 8 or later, because a record starts with 8 bytes of common fields.
 */
final class EventDecoder {
    private static final VarHandle LITTLE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int COMMON_BYTES = 8;
    private static final long LOW_32 = 0xffff_ffffL;

    private final EventKind kind;
    private final boolean bigEndian;
    private final FunctionLookup lookup;

    private int[] targets = new int[8];
    private int[] starts = new int[8];
    private int[] shifts = new int[8];
    private long[] masks = new long[8];
    private int fields;
    private int length = COMMON_BYTES;

    private EventDecoder(EventKind kind, boolean bigEndian, FunctionLookup lookup) {
        this.kind = kind;
        this.bigEndian = bigEndian;
        this.lookup = lookup;
    }

    /** The decoder for a format, or null when daxtrace has no use for its events. */
    static EventDecoder of(String system, RecordFormat format, Kallsyms kallsyms, boolean bigEndian) {
        boolean entry = format.field("__probe_ip") != null;
        boolean exit = format.field("__probe_func") != null;
        if (entry || exit) {
            return ofProbe(system, format, exit, kallsyms, bigEndian);
        }
        if (system.equals("ftrace")) {
            return ofGraph(format, kallsyms, bigEndian);
        }
        EventKind kind = EventKind.ofTracepoint(system + ':' + format.name());
        if (kind == null) {
            return null;
        }
        EventDecoder decoder = new EventDecoder(kind, bigEndian, null);
        boolean syscall = system.equals("syscalls");
        for (RecordField field : format.fields()) {
            decoder.take(syscall ? Target.ofSyscallField(field.name()) : Target.ofField(field.name()), field);
        }
        return decoder.trimmed();
    }

    private static EventDecoder ofProbe(
            String system, RecordFormat format, boolean exit, Kallsyms kallsyms, boolean bigEndian) {
        if (system.equals("uprobes") || system.startsWith("probe_")) {
            return null;
        }
        EventKind kind = exit ? EventKind.FUNCTION_RETURN : EventKind.FUNCTION_ENTRY;
        FunctionLookup lookup = new FunctionLookup(kallsyms, ProbeName.function(format.name()));
        EventDecoder decoder = new EventDecoder(kind, bigEndian, lookup);
        for (RecordField field : format.fields()) {
            // an argument that the user did not name is called arg1; a return probe's first is its $retval
            boolean unnamed = exit && field.name().equals("arg1");
            decoder.take(unnamed ? Target.RESULT : Target.ofProbeField(field.name()), field);
        }
        return decoder.trimmed();
    }

    private static EventDecoder ofGraph(RecordFormat format, Kallsyms kallsyms, boolean bigEndian) {
        EventKind kind = switch (format.name()) {
            case "funcgraph_entry", "fgraph_retaddr_entry" -> EventKind.FUNCTION_ENTRY;
            case "funcgraph_exit" -> EventKind.FUNCTION_RETURN;
            default -> null;
        };
        if (kind == null) {
            return null;
        }
        EventDecoder decoder = new EventDecoder(kind, bigEndian, new FunctionLookup(kallsyms, null));
        for (RecordField field : format.fields()) {
            decoder.take(Target.ofGraphField(field.name()), field);
        }
        return decoder.trimmed();
    }

    private void take(int target, RecordField field) {
        int bits = field.size() * Byte.SIZE;
        boolean cutResult = target == Target.RESULT && field.size() < Integer.BYTES;
        if (target == Target.NONE || !field.scalar() || field.end() < COMMON_BYTES || cutResult) {
            return;
        }
        if (fields == targets.length) {
            targets = Arrays.copyOf(targets, fields * 2);
            starts = Arrays.copyOf(starts, fields * 2);
            shifts = Arrays.copyOf(shifts, fields * 2);
            masks = Arrays.copyOf(masks, fields * 2);
        }
        targets[fields] = target;
        starts[fields] = field.end() - Long.BYTES;
        shifts[fields] = Long.SIZE - bits;
        String tracepoint = kind.tracepoint() == null ? "" : kind.tracepoint();
        // fs_dax declares its vm_fault_t an int
        boolean faultResult = target == Target.RESULT && tracepoint.startsWith("fs_dax:");
        masks[fields] = field.signed() && !faultResult ? -1 : -1L >>> Long.SIZE - bits;
        fields++;
        length = Math.max(length, field.end());
    }

    private EventDecoder trimmed() {
        targets = Arrays.copyOf(targets, fields);
        return this;
    }

    /** The shortest record that has all fields, in bytes. */
    int length() {
        return length;
    }

    /** Fills in the event, but for time, cpu and comm; false when it is of another function. */
    boolean decode(byte[] record, int offset, Event event) {
        event.clear();
        event.kind = kind;
        long function = 0;
        long callTime = 0;
        int[] wanted = targets;
        for (int i = 0; i < wanted.length; i++) {
            int at = offset + starts[i];
            long bytes = bigEndian ? (long) BIG.get(record, at) << shifts[i] : (long) LITTLE.get(record, at);
            long value = bytes >> shifts[i] & masks[i];
            switch (wanted[i]) {
                case Target.TID -> event.tid = (int) value;
                case Target.DEV -> event.dev = value & LOW_32;
                case Target.INO -> event.ino = value;
                case Target.ADDRESS -> event.address = value;
                case Target.PGOFF -> event.pgoff = value;
                case Target.VM_FLAGS -> event.vmFlags = value;
                case Target.FAULT_FLAGS -> event.faultFlags = value & LOW_32;
                case Target.RESULT -> {
                    event.result = value;
                    event.resultKnown = true;
                }
                case Target.ORDER -> event.order = value & LOW_32;
                case Target.START -> event.start = value;
                case Target.END -> event.end = value;
                case Target.DATASYNC -> event.datasync = value & LOW_32;
                case Target.FUNCTION -> function = value;
                case Target.CALL_TIME -> callTime = value;
                case Target.RETURN_TIME -> event.duration = value - callTime;
                default -> {}
            }
        }
        if (lookup == null) {
            return true;
        }
        return ofFunction(lookup.at(function), event);
    }

    private static boolean ofFunction(KernelFunction function, Event event) {
        if (function == null) {
            return false;
        }
        event.function = function;
        if (event.resultKnown) {
            KernelFunction.Role role = function.role();
            boolean sync = role.isSync();
            event.result = sync ? (int) event.result : event.result & LOW_32;
        }
        return true;
    }
}
