package io.daxtrace.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.distribution.Distribution;
import io.daxtrace.distribution.LatencyHistogram;
import io.daxtrace.distribution.LogLinear;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What the kernel counted, against a histogram of the same values that was filled here. */
class CountedLatencyTest {
    private static final long[] FEW = {100, 2000, 2001, 70_000};
    private static final long[] MORE = {50, 100, 3_000_000};

    private static CountedLatency counted(long... values) {
        long[] buckets = new long[LogLinear.BUCKETS];
        for (long value : values) {
            buckets[value < LogLinear.LIMIT ? LogLinear.index(value) : LogLinear.BUCKETS - 1]++;
        }
        return new CountedLatency(
                buckets,
                Arrays.stream(values).sum(),
                Arrays.stream(values).min().orElse(Distribution.UNKNOWN),
                Arrays.stream(values).max().orElse(Distribution.UNKNOWN));
    }

    private static Distribution distribution(long... values) {
        LatencyHistogram histogram = new LatencyHistogram();
        for (long value : values) {
            histogram.record(value);
        }
        return histogram.snapshot(1);
    }

    private static long[] joined() {
        long[] all = Arrays.copyOf(FEW, FEW.length + MORE.length);
        System.arraycopy(MORE, 0, all, FEW.length, MORE.length);
        return all;
    }

    /** The buckets and the sum; the extremes are not known. */
    private static void assertSameCounts(Distribution found, Distribution expected) {
        assertThat(found.count()).isEqualTo(expected.count());
        assertThat(found.sum()).isEqualTo(expected.sum());
        assertThat(found.buckets()).isEqualTo(expected.buckets());
        for (int i = 0; i < found.buckets(); i++) {
            assertThat(found.lo(i)).isEqualTo(expected.lo(i));
            assertThat(found.hi(i)).isEqualTo(expected.hi(i));
            assertThat(found.count(i)).isEqualTo(expected.count(i));
        }
        assertThat(found.min()).isEqualTo(Distribution.UNKNOWN);
        assertThat(found.max()).isEqualTo(Distribution.UNKNOWN);
    }

    @Test
    void countsAreTheDistributionOfTheirValues() {
        assertThat(counted(FEW).distribution()).isEqualTo(distribution(FEW));
        assertThat(counted(FEW).count()).isEqualTo(4);
        assertThat(counted().distribution()).isEqualTo(Distribution.EMPTY);
    }

    @Test
    void twoTogetherAreOneOfAllValues() {
        assertThat(counted(FEW).plus(counted(MORE)).distribution()).isEqualTo(distribution(joined()));
        assertThat(counted(FEW).plus(CountedLatency.NONE).distribution()).isEqualTo(distribution(FEW));
        assertThat(CountedLatency.NONE.plus(counted(FEW)).distribution()).isEqualTo(distribution(FEW));
    }

    @Test
    void whatWasAddedSinceAnEarlierLookHasNoKnownExtremes() {
        CountedLatency added = counted(joined()).since(counted(FEW));
        assertSameCounts(added.distribution(), distribution(MORE));
        assertSameCounts(added.plus(counted(FEW)).distribution(), distribution(joined()));
        assertSameCounts(counted(FEW).plus(added).distribution(), distribution(joined()));
        assertThat(counted(FEW).since(CountedLatency.NONE).distribution()).isEqualTo(distribution(FEW));
    }

    /** The last bucket ends with the largest value, if that is known. */
    @Test
    void valuesBeyondTheLayoutAreInTheLastBucket() {
        long beyond = 3 * LogLinear.LIMIT;
        assertThat(counted(100, beyond).distribution()).isEqualTo(distribution(100, beyond));
        assertThat(counted(LogLinear.LIMIT - 1).distribution()).isEqualTo(distribution(LogLinear.LIMIT - 1));
        Distribution added = counted(100, beyond).since(counted(100)).distribution();
        assertThat(added.hi(added.buckets() - 1)).isEqualTo(Distribution.OPEN);
        Distribution below = counted(100, 200).since(counted(100)).distribution();
        assertThat(below.hi(below.buckets() - 1)).isEqualTo(LogLinear.high(LogLinear.index(200)));
    }
}
