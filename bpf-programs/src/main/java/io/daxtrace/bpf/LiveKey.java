package io.daxtrace.bpf;

import com.sun.jna.Memory;
import io.daxtrace.event.Event;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FileId;
import io.daxtrace.event.Key;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What in-kernel histograms are grouped by: {@code struct key} of record.h, and the bits of {@code enum key_part}. */
public final class LiveKey {
    private static final String OTHER = "other";

    private LiveKey() {}

    /** The bits of {@link TraceOptions#keyParts()} for keys that are {@link Key#isLive live}; a file has two. */
    public static int parts(List<Key> keys) {
        int parts = 0;
        for (Key key : keys) {
            parts |= bits(key);
        }
        return parts;
    }

    static int bits(Key key) {
        return key.enumerators().stream().mapToInt(ObjectTypes::value).sum();
    }

    /** The file of a key and a process that uses it. */
    static LiveRow.User user(Memory struct, int pid) {
        return new LiveRow.User(new FileId(value(struct, Key.DEVICE), value(struct, Key.INODE)), pid);
    }

    /** The parts asked for, as text; an fsync call has no order, direction or sync. */
    static Map<Key, String> of(Memory struct, int parts) {
        Map<Key, String> texts = new EnumMap<>(Key.class);
        for (Key key : among(parts)) {
            texts.put(key, key == Key.COMM ? comm(struct) : key.text(value(struct, key)));
        }
        return texts;
    }

    /** The key of all that found no row of their own. */
    static Map<Key, String> other(int parts) {
        Map<Key, String> texts = new EnumMap<>(Key.class);
        among(parts).forEach(key -> texts.put(key, OTHER));
        return texts;
    }

    /** A file is its device and its inode there. */
    private static List<Key> among(int parts) {
        return Stream.of(Key.values())
                .filter(key -> key != Key.FILE && (parts & bits(key)) != 0)
                .toList();
    }

    /** In the struct, 0 is an order, a direction or a kind that there is not; what there is begins with 1. */
    private static long value(Memory struct, Key key) {
        return switch (key) {
            case PID -> struct.getInt(HistogramLayout.KEY_TGID);
            case TID -> struct.getInt(HistogramLayout.KEY_TID);
            case CGROUP -> struct.getLong(HistogramLayout.KEY_CGROUP);
            case DEVICE -> Integer.toUnsignedLong(struct.getInt(HistogramLayout.KEY_DEV));
            case INODE -> struct.getLong(HistogramLayout.KEY_INO);
            case CPU -> struct.getInt(HistogramLayout.KEY_CPU);
            case ORDER -> oneLess(struct.getByte(HistogramLayout.KEY_ORDER));
            case WRITE -> oneLess(struct.getByte(HistogramLayout.KEY_WRITE));
            case SYNC -> {
                long kind = oneLess(struct.getByte(HistogramLayout.KEY_KIND));
                yield kind == Fault.Kind.SYNC.ordinal() ? 1 : kind == Fault.Kind.ASYNC.ordinal() ? 0 : Event.UNKNOWN;
            }
            case COMM, FILE, CAUSE -> throw new IllegalArgumentException(key + " is no number in struct key");
        };
    }

    private static long oneLess(byte value) {
        return value == 0 ? Event.UNKNOWN : value - 1L;
    }

    private static String comm(Memory struct) {
        byte[] bytes = struct.getByteArray(HistogramLayout.KEY_COMM, CommCache.COMM_SIZE);
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
