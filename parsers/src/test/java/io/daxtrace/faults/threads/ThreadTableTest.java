package io.daxtrace.faults.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThreadTableTest {
    private static final int MOST = 3000;

    private static final class Kept extends TracedThread {
        private int value;

        @Override
        protected void reset() {
            value = 0;
        }
    }

    /** Against a map of the library, with thread ids that fall on one place and with many at once. */
    @Test
    void holdsWhatAMapWould() {
        Random random = new Random(7);
        ThreadTable<Kept> table = new ThreadTable<>(Kept::new, MOST);
        Map<Integer, Integer> map = new HashMap<>();
        for (int round = 0; round < 200_000; round++) {
            int tid = random.nextInt(4000) << (round & 16);
            Kept kept = table.get(tid);
            assertThat(kept == null ? null : kept.value).isEqualTo(map.get(tid));
            if (kept == null && !table.isFull()) {
                Kept added = table.add(tid);
                assertThat(added.tid()).isEqualTo(tid);
                assertThat(added.value).as("of another thread").isZero();
                added.value = round;
                map.put(tid, round);
            } else if (kept != null && random.nextInt(round / 50_000 + 1) > 0) {
                table.remove(kept);
                map.remove(tid);
            }
            assertThat(table.isFull()).isEqualTo(map.size() == MOST);
        }
        List<Integer> tids = new ArrayList<>();
        for (int place = 0; place < table.places(); place++) {
            if (table.at(place) != null) {
                tids.add(table.at(place).tid());
            }
        }
        assertThat(tids).containsExactlyInAnyOrderElementsOf(map.keySet());
        table.clear();
        assertThat(table.isEmpty()).isTrue();
        assertThat(table.get(tids.get(0))).isNull();
    }
}
