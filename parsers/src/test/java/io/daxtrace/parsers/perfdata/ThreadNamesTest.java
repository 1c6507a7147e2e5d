package io.daxtrace.parsers.perfdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ThreadNamesTest {
    @Test
    void doesWhatAMapDoes() {
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            ThreadNames names = new ThreadNames();
            Map<Integer, String> model = new HashMap<>(Map.of(0, "swapper"));
            Set<Integer> gone = new HashSet<>();
            for (int i = 0; i < 20_000; i++) {
                int tid = random.nextInt(3000) * (random.nextBoolean() ? 1 : 256);
                int parent = random.nextInt(3000);
                switch (random.nextInt(4)) {
                    case 0 -> {
                        String name = "n" + random.nextInt(100);
                        set(names, tid, name);
                        model.put(tid, name);
                        gone.remove(tid);
                    }
                    case 1 -> {
                        if (gone.contains(parent)) {
                            continue;
                        }
                        names.fork(parent, tid);
                        gone.remove(tid);
                        if (model.containsKey(parent)) {
                            model.put(tid, model.get(parent));
                        } else {
                            model.remove(tid);
                        }
                    }
                    case 2 -> {
                        names.exit(tid);
                        gone.add(tid);
                    }
                    default -> check(names, tid, model.get(tid), gone.contains(tid));
                }
            }
            model.forEach((tid, name) -> check(names, tid, name, gone.contains(tid)));
            assertThat(names.leftOut()).isZero();
        }
    }

    private static void check(ThreadNames names, int tid, String name, boolean gone) {
        String found = names.get(tid);
        if (!gone || found != null) {
            assertThat(found).isEqualTo(name);
        }
    }

    @Test
    void manyThreadsMayComeAndGo() {
        ThreadNames names = new ThreadNames();
        for (int tid = 1; tid <= 2_000_000; tid++) {
            names.fork(0, tid);
            names.exit(tid);
            assertTrue(names.get(tid) != null);
        }
        assertThat(names.leftOut()).isZero();
        assertThat(names.get(1)).isNull();
    }

    @Test
    void namesAreOneObjectAndAsLongAsTheKernels() {
        ThreadNames names = new ThreadNames();
        set(names, 1, "a name of twenty byt");
        set(names, 2, "a name of twenty xxx");
        assertThat(names.get(1)).isEqualTo("a name of twent").isSameAs(names.get(2));
    }

    @Test
    void aBoundedNumberOfThreadsAndNames() {
        ThreadNames names = new ThreadNames();
        for (int tid = 1; tid <= 300_000; tid++) {
            set(names, tid, "n" + tid % 70_000);
        }
        assertThat(names.get(65_000)).isEqualTo("n65000");
        assertThat(names.get(69_000)).isNull();
        assertThat(names.get(299_999)).isNull();
        assertThat(names.leftOut()).isGreaterThan(10_000);
    }

    private static void set(ThreadNames names, int tid, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        names.set(tid, bytes, 0, bytes.length);
    }
}
