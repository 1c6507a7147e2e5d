package io.daxtrace.bench;

/**
 * What is to be run.
 *
 * @param pages how many pages are touched in a run, each once
 * @param repeats how many runs each set-up gets
 * @param threads how many threads share the pages
 * @param seed of the order of the runs, and of the pages
 * @param random whether pages are touched in a random order, else in ascending order
 * @param read whether they are read, else written
 * @param huge whether the mapping is aligned for huge pages and one byte a huge page is touched
 * @param mapSync whether the set-ups with MAP_SYNC are run too
 */
public record BenchPlan(
        int pages, int repeats, int threads, long seed, boolean random, boolean read, boolean huge, boolean mapSync) {}
