package io.daxtrace.bpf;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/** One map of an object. */
final class BpfMap {
    private final String name;
    private final Pointer map;

    BpfMap(String name, Pointer map) {
        this.name = name;
        this.map = map;
    }

    String name() {
        return name;
    }

    /** Before loading: how many entries it gets. */
    void maxEntries(int entries) {
        LibBpf.bpf_map__set_max_entries(map, entries);
    }

    /** Before loading: a section's initial contents. */
    Pointer initialValue() {
        Memory size = new Memory(Long.BYTES);
        return LibBpf.bpf_map__initial_value(map, size);
    }

    /** After loading. */
    int descriptor() {
        return LibBpf.bpf_map__fd(map);
    }
}
