package io.daxtrace.parsers.perfdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against sorting a list with the library's stable sort. */
class TimeOrderTest {
    private record Entry(long time, long ref) {}

    @Test
    void sortsAsAStableSort() {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            int most = 1 + random.nextInt(9000);
            int step = random.nextInt(4);
            TimeOrder order = new TimeOrder(most);
            List<Entry> model = new ArrayList<>();
            long time = 0;
            long ref = 0;
            for (int i = 0; i < 40; i++) {
                for (int added = random.nextInt(600); added > 0 && !order.isFull(); added--) {
                    time = random.nextInt(50) == 0 ? random.nextInt(5000) : time + random.nextInt(step + 1);
                    order.add(time, ref);
                    model.add(new Entry(time, ref++));
                }
                assertThat(order.size()).isEqualTo(model.size());
                if (random.nextInt(3) == 0) {
                    order.sort();
                    model.sort(Comparator.comparingLong(Entry::time));
                    long limit = random.nextLong(time + 2);
                    long upTo = model.stream()
                            .filter(entry -> entry.time() <= limit)
                            .count();
                    assertThat(order.countUpTo(limit)).isEqualTo((int) upTo);
                    int removed = random.nextInt(model.size() + 1);
                    for (int j = 0; j < removed; j++) {
                        assertThat(order.time(j)).isEqualTo(model.get(j).time());
                        assertThat(order.ref(j)).isEqualTo(model.get(j).ref());
                    }
                    model.subList(0, removed).clear();
                    order.removeFirst(removed);
                }
            }
        }
    }
}
