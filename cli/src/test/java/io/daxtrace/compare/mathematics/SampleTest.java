package io.daxtrace.compare.mathematics;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.compare.Samples;
import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.LatencyHistogram;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a piece and a rank of a sample can be, by hand. */
class SampleTest {
    /** 40, 80 ... of a clock that steps by 40 ns. */
    private static long[] ticks(int n) {
        return LongStream.rangeClosed(1, n).map(i -> i * 40).toArray();
    }

    private static void assertPiece(Sample sample, int piece, double low, double high) {
        assertThat(sample.low(piece)).as("low of " + piece).isEqualTo(low);
        assertThat(sample.high(piece)).as("high of " + piece).isEqualTo(high);
    }

    private static void assertRank(Sample sample, long rank, double low, double value, double high) {
        assertThat(sample.lowAt(rank)).as("low at " + rank).isEqualTo(low);
        assertThat(sample.valueAt(rank)).as("value at " + rank).isEqualTo(value);
        assertThat(sample.highAt(rank)).as("high at " + rank).isEqualTo(high);
    }

    @Test
    void aValueIsAsWideAsItsClockTicks() {
        Sample sample = Samples.sample(ticks(20));
        assertThat(sample.unit()).isEqualTo(40);
        assertThat(sample.isHistogram()).isFalse();
        assertPiece(sample, 2, 80, 159);
        assertRank(sample, 3, 80, 120, 159);
        assertRank(sample, 1, 1, 40, 79);
    }

    @Test
    void fewValuesShareADivisorByChance() {
        Sample sample = Samples.sample(ticks(19));
        assertThat(sample.unit()).isEqualTo(1);
        assertPiece(sample, 2, 120, 120);
        assertRank(sample, 3, 120, 120, 120);
    }

    /** Microseconds on both ends of a duration: less than one more, or less. */
    @Test
    void theResolutionOfTheInputIsTheWidthOfAValue() {
        long[] values = {3000, 5000, 7000};
        LatencyHistogram histogram = new LatencyHistogram();
        for (long value : values) {
            histogram.record(value);
        }
        Sample sample = Sample.of(histogram.snapshot(1000), values);
        assertThat(sample.unit()).isEqualTo(1000);
        assertPiece(sample, 1, 4000, 5999);
        assertRank(sample, 2, 4000, 5000, 5999);
    }

    @Test
    void aBucketReachesToTheValueBelowItsUpperEdge() {
        Sample sample = Samples.sample(new Distribution.Builder(3)
                .bucket(100, 200, 2)
                .bucket(200, 300, 0)
                .bucket(400, 501, 2)
                .build());
        assertThat(sample.isHistogram()).isTrue();
        assertThat(sample.pieces()).isEqualTo(2);
        assertThat(sample.count(1)).isEqualTo(2);
        assertPiece(sample, 0, 100, 199);
        assertPiece(sample, 1, 400, 500);
        // the values of a bucket are spread evenly: of two, the first is a quarter of the way
        assertRank(sample, 3, 400, 425, 500);
        assertRank(sample, 4, 400, 475, 500);
    }

    @Test
    void theShortestAndLongestValueNarrowTheOuterBuckets() {
        Sample sample = Samples.sample(new Distribution.Builder(2)
                .bucket(100, 200, 2)
                .bucket(400, 500, 3)
                .min(120)
                .max(450)
                .build());
        assertPiece(sample, 0, 120, 199);
        assertPiece(sample, 1, 400, 450);
        assertRank(sample, 1, 120, 120, 120);
        assertRank(sample, 5, 450, 450, 450);
    }

    @Test
    void roundedValuesOfABucketReachAUnitFurther() {
        Sample sample = Samples.sample(new Distribution.Builder(2)
                .bucket(2000, 4000, 1)
                .bucket(8000, Distribution.OPEN, 1)
                .min(2000)
                .max(9000)
                .unit(1000)
                .below(1000)
                .build());
        assertPiece(sample, 0, 1000, 3999);
        assertPiece(sample, 1, 7000, 9999);
    }

    @Test
    void aLongestValueBelowTheEdgeReachesAUnitFurtherToo() {
        Sample sample = Samples.sample(new Distribution.Builder(1)
                .bucket(2000, 8000, 5)
                .max(5000)
                .unit(1000)
                .build());
        assertPiece(sample, 0, 2000, 5999);
    }

    @Test
    void openBucketsHaveNoEnd() {
        Sample sample = Samples.sample(new Distribution.Builder(2)
                .bucket(Distribution.OPEN_BELOW, 100, 1)
                .bucket(400, Distribution.OPEN, 1)
                .build());
        assertPiece(sample, 0, Sample.SHORTEST, 99);
        assertPiece(sample, 1, 400, Double.POSITIVE_INFINITY);
        assertRank(sample, 2, 400, 400, Double.POSITIVE_INFINITY);
    }

    @Test
    void valuesOfSeveralRunsAreOneSortedSampleOfTheCoarsestClock() {
        LatencyHistogram histogram = new LatencyHistogram();
        histogram.record(7000);
        histogram.record(1000);
        Sample coarse = Sample.of(histogram.snapshot(1000), new long[] {7000, 1000});
        Sample pooled = Sample.pooled(List.of(Samples.sample(4003, 2001), coarse));
        assertThat(pooled.count()).isEqualTo(4);
        assertThat(pooled.isHistogram()).isFalse();
        assertThat(pooled.unit()).isEqualTo(1000);
        assertRank(pooled, 2, 1001, 2001, 3000);
        assertRank(pooled, 3, 3003, 4003, 5002);
        assertRank(pooled, 4, 6000, 7000, 7999);
    }

    @Test
    void aHistogramAmongTheRunsMakesAllOfThemBuckets() {
        Sample buckets =
                Samples.sample(new Distribution.Builder(1).bucket(0, 4096, 3).build());
        Sample pooled = Sample.pooled(List.of(Samples.sample(1000, 2000), buckets));
        assertThat(pooled.isHistogram()).isTrue();
        assertThat(pooled.count()).isEqualTo(5);
        assertThat(pooled.pieces()).isEqualTo(1);
        assertPiece(pooled, 0, Sample.SHORTEST, 4095);
    }

    @Test
    void bucketsThatCutEachOtherAreNotPooled() {
        Sample first =
                Samples.sample(new Distribution.Builder(1).bucket(0, 100, 3).build());
        Sample second =
                Samples.sample(new Distribution.Builder(1).bucket(50, 150, 3).build());
        assertThat(Sample.pooled(List.of(first, second))).isNull();
    }

    @Test
    void aSingleRunIsItsOwnPool() {
        Sample sample = Samples.sample(30, 10, 20);
        assertThat(Sample.pooled(List.of(sample)).ordered()).containsExactly(30, 10, 20);
    }
}
