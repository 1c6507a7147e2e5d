package io.daxtrace.parsers.tracedat;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Unpacked chunks of the CPUs that still have bytes to give from theirs. With thousands of CPUs there is no room for one
 * each: the one longest not used is dropped and unpacked again when its CPU comes back to it.
 */
final class ChunkCache {
    private static final long MOST_BYTES = 16 << 20;

    private final Map<PackedData, byte[]> chunks = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    byte[] get(PackedData owner) {
        return chunks.get(owner);
    }

    void put(PackedData owner, byte[] chunk) {
        remove(owner);
        bytes += chunk.length;
        Iterator<byte[]> eldest = chunks.values().iterator();
        while (bytes > MOST_BYTES && eldest.hasNext()) {
            bytes -= eldest.next().length;
            eldest.remove();
        }
        chunks.put(owner, chunk);
    }

    void remove(PackedData owner) {
        byte[] chunk = chunks.remove(owner);
        if (chunk != null) {
            bytes -= chunk.length;
        }
    }
}
