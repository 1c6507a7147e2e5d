package io.daxtrace.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MergeTest {
    /** Counts values over the given edges, with what is known of them. */
    private static Distribution counted(long[] values, long... edges) {
        Distribution.Builder builder = new Distribution.Builder(edges.length);
        for (int i = 0; i + 1 < edges.length; i++) {
            long lo = edges[i];
            long hi = edges[i + 1];
            builder.bucket(
                    lo, hi, Arrays.stream(values).filter(v -> v >= lo && v < hi).count());
        }
        return builder.min(Arrays.stream(values).min().orElseThrow())
                .max(Arrays.stream(values).max().orElseThrow())
                .sum(Arrays.stream(values).sum())
                .build();
    }

    private static long[] joined(long[] a, long[] b) {
        long[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    @Test
    void equalEdgesAreAdded() {
        Random random = new Random(11);
        for (int round = 0; round < 200; round++) {
            long[] edges = edges(random);
            long[] a = random.longs(1 + random.nextInt(50), 0, 1000).toArray();
            long[] b = random.longs(1 + random.nextInt(50), 0, 1000).toArray();

            assertThat(Merge.of(counted(a, edges), counted(b, edges))).isEqualTo(counted(joined(a, b), edges));
        }
    }

    @Test
    void nestedEdgesKeepTheCoarser() {
        Random random = new Random(12);
        for (int round = 0; round < 200; round++) {
            long[] fine = edges(random);
            long[] coarse = Arrays.stream(fine)
                    .filter(e -> e == 0 || e == 1000 || random.nextBoolean())
                    .toArray();
            long[] a = random.longs(1 + random.nextInt(50), 0, 1000).toArray();
            long[] b = random.longs(1 + random.nextInt(50), 0, 1000).toArray();

            Distribution expected = counted(joined(a, b), coarse);
            assertThat(Merge.of(counted(a, fine), counted(b, coarse))).isEqualTo(expected);
            assertThat(Merge.of(counted(a, coarse), counted(b, fine))).isEqualTo(expected);
        }
    }

    @Test
    void coarserBucketsOnEitherSide() {
        Distribution a = new Distribution.Builder(3)
                .bucket(0, 4, 1)
                .bucket(4, 5, 2)
                .bucket(6, 8, 3)
                .build();
        Distribution b = new Distribution.Builder(3)
                .bucket(1, 2, 10)
                .bucket(4, 8, 20)
                .bucket(8, Distribution.OPEN, 40)
                .build();

        assertThat(Merge.of(a, b))
                .isEqualTo(Merge.of(b, a))
                .isEqualTo(new Distribution.Builder(3)
                        .bucket(0, 4, 11)
                        .bucket(4, 8, 25)
                        .bucket(8, Distribution.OPEN, 40)
                        .build());
    }

    @Test
    void whatIsUnknownOnOneSideIsUnknown() {
        Distribution known = counted(new long[] {1, 2}, 0, 10);
        Distribution unknown = new Distribution.Builder(1).bucket(0, 10, 1).build();
        Distribution merged = Merge.of(known, unknown);

        assertThat(merged.min()).isEqualTo(Distribution.UNKNOWN);
        assertThat(merged.max()).isEqualTo(Distribution.UNKNOWN);
        assertThat(merged.sum()).isEqualTo(Distribution.UNKNOWN);
        assertThat(merged.count()).isEqualTo(3);
        assertThat(Merge.of(known, Distribution.EMPTY)).isEqualTo(known);
        assertThat(Merge.of(Distribution.EMPTY, known)).isEqualTo(known);
    }

    @Test
    void edgesThatCrossAreRefused() {
        Distribution a =
                new Distribution.Builder(2).bucket(0, 2, 1).bucket(2, 4, 1).build();
        for (long[] other : new long[][] {{1, 3}, {3, 5}, {-1, 1}, {1, 5}}) {
            Distribution b =
                    new Distribution.Builder(1).bucket(other[0], other[1], 1).build();
            assertThatThrownBy(() -> Merge.of(a, b)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Merge.of(b, a)).isInstanceOf(IllegalArgumentException.class);
        }
        Distribution huge =
                new Distribution.Builder(1).bucket(0, 2, Long.MAX_VALUE).build();
        assertThatThrownBy(() -> Merge.of(huge, a)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void unitsAreWidenedToTheCoarser() {
        Distribution ns = new Distribution.Builder(1)
                .bucket(0, 4000, 1)
                .min(1500)
                .max(1500)
                .build();
        Distribution us = new Distribution.Builder(1)
                .bucket(0, 4000, 1)
                .min(2000)
                .max(2000)
                .unit(1000)
                .build();
        Distribution merged = Merge.of(ns, us);

        assertThat(merged.quantile(0).lo()).isLessThanOrEqualTo(1500);
        assertThat(merged.quantile(1).hi()).isGreaterThan(2999);
        Distribution odd =
                new Distribution.Builder(1).bucket(0, 4000, 1).unit(7).build();
        assertThatThrownBy(() -> Merge.of(odd, us)).isInstanceOf(IllegalArgumentException.class);
    }

    private static long[] edges(Random random) {
        TreeSet<Long> edges = new TreeSet<>();
        edges.add(0L);
        edges.add(1000L);
        random.longs(random.nextInt(20), 1, 1000).forEach(edges::add);
        return edges.stream().mapToLong(Long::longValue).toArray();
    }
}
