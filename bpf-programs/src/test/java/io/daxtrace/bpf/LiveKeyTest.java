package io.daxtrace.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import io.daxtrace.event.FileId;
import io.daxtrace.event.Key;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code struct key} as record.h lays it out: comm[16], ino, cgroup, dev, tgid, tid, cpu, order, write, kind. */
class LiveKeyTest {
    private static final List<Key> ALL = List.of(
            Key.COMM, Key.PID, Key.TID, Key.CGROUP, Key.DEVICE, Key.INODE, Key.ORDER, Key.WRITE, Key.SYNC, Key.CPU);

    private static Memory struct(int order, int write, int kind) {
        Memory struct = new Memory(64);
        struct.clear();
        struct.setString(0, "fio");
        struct.setLong(16, -2); // the kernel's inode numbers have no sign
        struct.setLong(24, 4242);
        struct.setInt(32, 259 << 20 | 1);
        struct.setInt(36, 70);
        struct.setInt(40, 71);
        struct.setInt(44, 3);
        struct.setByte(48, (byte) order);
        struct.setByte(49, (byte) write);
        struct.setByte(50, (byte) kind);
        return struct;
    }

    @Test
    void aFaultHasAllParts() {
        assertThat(LiveKey.of(struct(2, 2, 1), LiveKey.parts(ALL)))
                .isEqualTo(Map.of(
                        Key.COMM, "fio",
                        Key.PID, "70",
                        Key.TID, "71",
                        Key.CGROUP, "4242",
                        Key.DEVICE, "259:1",
                        Key.INODE, "18446744073709551614",
                        Key.ORDER, "pmd",
                        Key.WRITE, "yes",
                        Key.SYNC, "yes",
                        Key.CPU, "3"));
    }

    /** enum fault_kind: sync, async, and failed, which is neither. */
    @Test
    void whatDoesNotApplyIsUnknown() {
        int parts = LiveKey.parts(List.of(Key.ORDER, Key.WRITE, Key.SYNC));
        assertThat(LiveKey.of(struct(1, 1, 2), parts))
                .isEqualTo(Map.of(Key.ORDER, "pte", Key.WRITE, "no", Key.SYNC, "no"));
        assertThat(LiveKey.of(struct(1, 1, 3), parts)).containsEntry(Key.SYNC, "unknown");
        assertThat(LiveKey.of(struct(0, 0, 0), parts))
                .isEqualTo(Map.of(Key.ORDER, "unknown", Key.WRITE, "unknown", Key.SYNC, "unknown"));
        assertThat(LiveKey.other(parts)).isEqualTo(Map.of(Key.ORDER, "other", Key.WRITE, "other", Key.SYNC, "other"));
    }

    /** A file is its device and its inode, by which its path is found. */
    @Test
    void aFileIsTwoParts() {
        int parts = LiveKey.parts(List.of(Key.FILE));
        assertThat(LiveKey.of(struct(1, 1, 1), parts))
                .isEqualTo(Map.of(Key.DEVICE, "259:1", Key.INODE, "18446744073709551614"));
        assertThat(LiveKey.user(struct(1, 1, 1), 70)).isEqualTo(new LiveRow.User(new FileId(259 << 20 | 1, -2), 70));
    }

    @Test
    void aCauseIsNoPartOfIt() {
        assertThat(List.of(Key.values())).filteredOn(key -> !key.isLive()).containsExactly(Key.CAUSE);
    }
}
