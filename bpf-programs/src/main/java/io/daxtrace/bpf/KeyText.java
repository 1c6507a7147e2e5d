package io.daxtrace.bpf;

import com.sun.jna.Memory;
import io.daxtrace.event.DeviceNumber;
import io.daxtrace.event.Fault;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** A {@code struct key} as text. */
final class KeyText {
    private static final String UNKNOWN = "unknown";
    private static final String OTHER = "other";

    private KeyText() {}

    /** The parts asked for; an fsync call has no order, direction or sync. */
    static Map<KeyPart, String> of(Memory key, int parts) {
        Map<KeyPart, String> texts = new EnumMap<>(KeyPart.class);
        for (KeyPart part : KeyPart.values()) {
            if ((parts & part.bit()) != 0) {
                texts.put(part, text(key, part));
            }
        }
        return texts;
    }

    /** The key of all that found no row of their own. */
    static Map<KeyPart, String> other(int parts) {
        Map<KeyPart, String> texts = new EnumMap<>(KeyPart.class);
        for (KeyPart part : KeyPart.values()) {
            if ((parts & part.bit()) != 0) {
                texts.put(part, OTHER);
            }
        }
        return texts;
    }

    private static String text(Memory key, KeyPart part) {
        return switch (part) {
            case COMM -> comm(key);
            case PID -> Integer.toString(key.getInt(HistogramLayout.KEY_TGID));
            case TID -> Integer.toString(key.getInt(HistogramLayout.KEY_TID));
            case CGROUP -> Long.toString(key.getLong(HistogramLayout.KEY_CGROUP));
            case DEVICE -> DeviceNumber.toString(Integer.toUnsignedLong(key.getInt(HistogramLayout.KEY_DEV)));
            case INODE -> Long.toUnsignedString(key.getLong(HistogramLayout.KEY_INO));
            case CPU -> Integer.toString(key.getInt(HistogramLayout.KEY_CPU));
            case ORDER -> {
                int order = key.getByte(HistogramLayout.KEY_ORDER);
                yield order == 0
                        ? UNKNOWN
                        : Fault.Order.values()[order - 1].name().toLowerCase(Locale.ROOT);
            }
            case WRITE -> yesOrNo(key.getByte(HistogramLayout.KEY_WRITE), 2, 1);
            case SYNC ->
                yesOrNo(
                        key.getByte(HistogramLayout.KEY_KIND),
                        1 + Fault.Kind.SYNC.ordinal(),
                        1 + Fault.Kind.ASYNC.ordinal());
        };
    }

    private static String yesOrNo(int value, int yes, int no) {
        return value == yes ? "yes" : value == no ? "no" : UNKNOWN;
    }

    private static String comm(Memory key) {
        byte[] bytes = key.getByteArray(HistogramLayout.KEY_COMM, CommCache.COMM_SIZE);
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
