package io.daxtrace.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The order of the runs: every repeat has each set-up once, in an order of its own, so that whatever drifts while the
 * bench runs falls on all of them alike.
 */
public final class Schedule {
    private Schedule() {}

    /** One planned run; repeats count from 1. */
    public record Turn(SetUp setUp, int repeat) {}

    /** The same for the same seed. */
    public static List<Turn> of(List<SetUp> setUps, int repeats, long seed) {
        Random random = new Random(seed);
        List<Turn> turns = new ArrayList<>();
        for (int repeat = 1; repeat <= repeats; repeat++) {
            List<SetUp> shuffled = new ArrayList<>(setUps);
            Collections.shuffle(shuffled, random);
            for (SetUp setUp : shuffled) {
                turns.add(new Turn(setUp, repeat));
            }
        }
        return turns;
    }

    /** The pages in ascending order, or shuffled. */
    static int[] pages(int count, boolean shuffled, long seed) {
        int[] pages = new int[count];
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            int other = shuffled ? random.nextInt(i + 1) : i;
            pages[i] = pages[other];
            pages[other] = i;
        }
        return pages;
    }
}
