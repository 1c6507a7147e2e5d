package io.daxtrace.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void theGridHasEightSetUpsFourOfThemWithoutMapSync() {
        assertThat(new HashSet<>(SetUp.grid(true))).hasSize(8);
        assertThat(SetUp.grid(false)).hasSize(4).noneMatch(SetUp::sync);
    }

    @Test
    void everyRepeatHasEachSetUpOnce() {
        List<Schedule.Turn> turns = Schedule.of(SetUp.grid(true), 5, 42);
        assertThat(turns).hasSize(40);
        for (int repeat = 0; repeat < 5; repeat++) {
            List<Schedule.Turn> of = turns.subList(8 * repeat, 8 * repeat + 8);
            assertThat(of).extracting(Schedule.Turn::repeat).containsOnly(repeat + 1);
            assertThat(of).extracting(Schedule.Turn::setUp).containsExactlyInAnyOrderElementsOf(SetUp.grid(true));
        }
    }

    @Test
    void theSeedDecidesTheOrder() {
        List<SetUp> grid = SetUp.grid(true);
        assertThat(Schedule.of(grid, 3, 7)).isEqualTo(Schedule.of(grid, 3, 7)).isNotEqualTo(Schedule.of(grid, 3, 8));
        List<Schedule.Turn> turns = Schedule.of(grid, 2, 7);
        assertThat(turns.subList(0, 8).stream().map(Schedule.Turn::setUp))
                .isNotEqualTo(
                        turns.subList(8, 16).stream().map(Schedule.Turn::setUp).toList());
    }

    @Test
    void pagesAreEachTouchedOnce() {
        assertThat(Schedule.pages(512, false, 1))
                .isEqualTo(IntStream.range(0, 512).toArray());
        int[] shuffled = Schedule.pages(512, true, 1);
        assertThat(shuffled).isNotEqualTo(Schedule.pages(512, false, 1)).isEqualTo(Schedule.pages(512, true, 1));
        assertThat(shuffled)
                .containsExactlyInAnyOrder(IntStream.range(0, 512).boxed().toArray(Integer[]::new));
    }
}
