package io.daxtrace.bpf;

import io.daxtrace.event.DeviceNumber;
import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FaultFlags;
import io.daxtrace.event.FaultResult;
import io.daxtrace.event.FaultSink;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.event.LossAccount;
import io.daxtrace.event.LossField;
import io.daxtrace.event.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What an implementation said of a scenario, field by field as text; {@code ?} is unknown. */
final class Observed implements FaultSink {
    private static final String UNKNOWN = "?";

    final List<Map<String, String>> faults = new ArrayList<>();
    final List<Map<String, String>> fsyncs = new ArrayList<>();

    @Override
    public void fault(Fault f) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("kind", f.kind.name().toLowerCase(Locale.ROOT));
        fields.put(
                "order",
                f.order == Fault.Order.UNKNOWN ? UNKNOWN : f.order.name().toLowerCase(Locale.ROOT));
        fields.put("start", number(f.start));
        fields.put("total", number(f.total));
        fields.put("map", number(f.map));
        fields.put("commit", number(f.commit));
        fields.put("insert", number(f.insert));
        fields.put("other", number(f.other));
        for (Part part : Part.values()) {
            fields.put(part.toString(), number(f.parts[part.ordinal()]));
        }
        fields.put("result", f.result == Event.UNKNOWN ? UNKNOWN : f.result == 0 ? "0" : FaultResult.format(f.result));
        fields.put("flags", f.flags == Event.UNKNOWN ? UNKNOWN : FaultFlags.format(f.flags));
        fields.put("fallbacks", number(f.fallbacks));
        fields.put("retries", number(f.retries));
        fields.put("map_sync", number(f.mapSync));
        fields.put("address", f.address == Event.UNKNOWN ? UNKNOWN : Long.toHexString(f.address));
        fields.put("pgoff", number(f.pgoff));
        identify(fields, f.dev, f.ino, f.tid, f.pid, f.cpu, f.comm, f.cgroup);
        faults.add(fields);
    }

    @Override
    public void fsync(FsyncCall c) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("cause", c.cause.word());
        fields.put("start", number(c.start));
        fields.put("duration", number(c.duration));
        fields.put("result", c.resultKnown ? Long.toString(c.result) : UNKNOWN);
        fields.put(
                "range",
                c.rangeStart == Event.UNKNOWN
                        ? UNKNOWN
                        : Long.toHexString(c.rangeStart) + "-" + Long.toHexString(c.rangeEnd));
        fields.put("datasync", number(c.datasync));
        identify(fields, c.dev, c.ino, c.tid, c.pid, c.cpu, c.comm, c.cgroup);
        fsyncs.add(fields);
    }

    private static void identify(
            Map<String, String> fields, long dev, long ino, int tid, int pid, int cpu, String comm, long cgroup) {
        fields.put("dev", dev == Event.UNKNOWN ? UNKNOWN : DeviceNumber.toString(dev));
        fields.put("ino", number(ino));
        fields.put("tid", Integer.toString(tid));
        fields.put("pid", Integer.toString(pid));
        fields.put("cpu", Integer.toString(cpu));
        fields.put("comm", comm);
        fields.put("cgroup", number(cgroup));
    }

    private static String number(long value) {
        return value == Event.UNKNOWN ? UNKNOWN : Long.toString(value);
    }

    /** The kinds of loss that are not zero. */
    static NavigableMap<String, String> lost(LossAccount loss) {
        NavigableMap<String, String> fields = new TreeMap<>();
        for (LossField field : LossField.values()) {
            put(fields, field.word(), field.get(loss));
        }
        return fields;
    }

    static void put(Map<String, String> fields, String name, long count) {
        if (count != 0) {
            fields.put(name, Long.toString(count));
        }
    }
}
