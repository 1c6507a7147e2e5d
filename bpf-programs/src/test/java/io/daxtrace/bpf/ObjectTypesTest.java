package io.daxtrace.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daxtrace.distribution.LogLinear;
import io.daxtrace.event.Fault;
import io.daxtrace.event.FsyncCall;
import io.daxtrace.event.Key;
import org.junit.jupiter.api.Test;

/** What stands in the object's BTF, against record.h laid out by hand as the x86-64 ABI has it. */
class ObjectTypesTest {
    @Test
    void offsetsAreThoseOfTheAbi() {
        assertThat(ObjectTypes.offset("record", "type")).isZero();
        assertThat(ObjectTypes.offset("record", "lacks")).isEqualTo(3);
        assertThat(ObjectTypes.offset("record", "start")).isEqualTo(8);
        assertThat(ObjectTypes.offset("record", "comm")).isEqualTo(56);
        assertThat(ObjectTypes.size("record")).isEqualTo(72);
        assertThat(ObjectTypes.offset("fault_record", "map")).isEqualTo(72);
        assertThat(ObjectTypes.offset("fault_record", "commit_result")).isEqualTo(72 + 8 * 8 + 2 * 4);
        assertThat(ObjectTypes.offset("fault_record", "order")).isEqualTo(72 + 8 * 8 + 3 * 4);
        assertThat(ObjectTypes.size("fault_record")).isEqualTo(160);
        assertThat(ObjectTypes.offset("config", "filters")).isEqualTo(8);
        assertThat(ObjectTypes.size("key")).isEqualTo(56);
    }

    @Test
    void bitsOfFiltersAndKeysAreApart() {
        int filters = 0;
        for (String filter : new String[] {"TGID", "TID", "COMM", "CGROUP", "DEV", "INO"}) {
            int bit = ObjectTypes.value("FILTER_" + filter);
            assertThat(Integer.bitCount(bit)).isOne();
            assertThat(filters & bit).isZero();
            filters |= bit;
        }
        int parts = 0;
        for (Key key : Key.values()) {
            if (key.isLive() && key != Key.FILE) {
                assertThat(Integer.bitCount(LiveKey.bits(key))).isOne();
                assertThat(parts & LiveKey.bits(key)).isZero();
                parts |= LiveKey.bits(key);
            }
        }
        assertThat(LiveKey.bits(Key.FILE)).isEqualTo(LiveKey.bits(Key.DEVICE) | LiveKey.bits(Key.INODE));
    }

    @Test
    void causesKindsAndBucketsAreThoseOfJava() {
        for (FsyncCall.Cause cause : FsyncCall.Cause.values()) {
            assertThat(ObjectTypes.value("CAUSE_" + cause.name())).isEqualTo(cause.ordinal());
        }
        for (Fault.Kind kind : Fault.Kind.values()) {
            assertThat(ObjectTypes.value("KIND_" + kind.name())).isEqualTo(kind.ordinal());
        }
        assertThat(LiveRow.METRICS).isEqualTo(LiveRow.FSYNC + FsyncCall.Cause.values().length);
        assertThat(HistogramLayout.SIZE).isEqualTo(HistogramLayout.BUCKETS + Integer.BYTES * LogLinear.BUCKETS);
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThatThrownBy(() -> ObjectTypes.offset("record", "colour"))
                .hasMessageContaining("record.colour")
                .hasMessageContaining("daxtrace.bpf.o");
    }
}
