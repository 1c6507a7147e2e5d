package io.daxtrace.bpf;

import com.sun.jna.Memory;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The part of {@code struct config} that the filters are in, read back from its bytes. */
public final class ConfigFields {
    private ConfigFields() {}

    /** The fields that are not zero, by their names in record.h. */
    public static Map<String, Object> of(TraceFilter filter) {
        try (Memory config = new Memory(ConfigLayout.SIZE)) {
            ConfigLayout.write(config, TraceOptions.recording(filter, 1 << 16), Set.of(), false, false);
            Map<String, Object> fields = new TreeMap<>();
            fields.put("filters", Integer.toUnsignedLong(config.getInt(ConfigLayout.FILTERS)));
            fields.put("tgid", Integer.toUnsignedLong(config.getInt(ConfigLayout.TGID)));
            fields.put("tid", Integer.toUnsignedLong(config.getInt(ConfigLayout.TID)));
            fields.put("dev", Integer.toUnsignedLong(config.getInt(ConfigLayout.DEV)));
            fields.put("ino", config.getLong(ConfigLayout.INO));
            fields.put("cgroup", config.getLong(ConfigLayout.CGROUP));
            fields.put("cgroup_level", (long) config.getByte(ConfigLayout.CGROUP_LEVEL));
            fields.put("min_latency", config.getLong(ConfigLayout.MIN_LATENCY));
            fields.put("comm", config.getString(ConfigLayout.COMM, "UTF-8"));
            fields.values().removeIf(value -> value.equals(0L) || value.equals(""));
            return fields;
        }
    }
}
