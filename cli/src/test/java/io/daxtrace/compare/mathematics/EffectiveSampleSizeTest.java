package io.daxtrace.compare.mathematics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** By hand; BruteForceTest has series whose size is known. */
class EffectiveSampleSizeTest {
    /**
     * 16 values are four batches of four (and too few batches of six): their variance is 25, the batch means 0, 10, 0 and 10 vary
     * by 100 / 3, so the long-run variance is 400 / 3, and 16 * 25 / (400 / 3) = 3.
     */
    @Test
    void valuesThatComeInFoursAreWorthTheirBatches() {
        long[] series = {20, 20, 20, 20, 30, 30, 30, 30, 20, 20, 20, 20, 30, 30, 30, 30};
        assertThat(EffectiveSampleSize.ofMean(series)).isCloseTo(3, within(1e-9));
    }

    /** The same batches, seen as shares up to a value that occurs: 1, 0, 1 and 0. */
    @Test
    void theShareUpToAThresholdHasTheThresholdInIt() {
        long[] series = {20, 19, 18, 17, 30, 31, 30, 31, 17, 18, 19, 20, 31, 30, 31, 30};
        assertThat(EffectiveSampleSize.ofShare(series, 20)).isCloseTo(3, within(1e-9));
    }

    /**
     * 64 values are eight batches of eight or four of sixteen. These alternate every sixteen: batches of eight give 8 * 4 * 25 * 2 / 7 =
     * 1600 / 7, batches of sixteen 16 * 100 / 3, which is more; 64 * 25 / (1600 / 3) = 3.
     */
    @Test
    void longBatchesFindWhatShortOnesMiss() {
        long[] series = new long[64];
        for (int i = 0; i < series.length; i++) {
            series[i] = i / 16 % 2 == 0 ? 20 : 30;
        }
        assertThat(EffectiveSampleSize.ofMean(series)).isCloseTo(3, within(1e-9));
    }

    /** Values after the last whole batch count for the variance alone: 17 values, of which the last is the mean of the others. */
    @Test
    void whatFillsNoBatchHasNoBatchMean() {
        long[] series = {20, 20, 20, 20, 30, 30, 30, 30, 20, 20, 20, 20, 30, 30, 30, 30, 25};
        // 17 * (16 * 25 / 17) / (400 / 3)
        assertThat(EffectiveSampleSize.ofMean(series)).isCloseTo(3, within(1e-9));
    }

    @Test
    void equalValuesAreWorthTheirNumber() {
        assertThat(EffectiveSampleSize.ofMean(new long[] {5, 5, 5, 5, 5, 5, 5, 5, 5}))
                .isEqualTo(9);
        assertThat(EffectiveSampleSize.ofShare(new long[] {5, 6, 7, 8}, 100)).isEqualTo(4);
    }

    /** Fewer than four batches tell nothing of a dependence. */
    @Test
    void fewValuesAreTakenForIndependent() {
        assertThat(EffectiveSampleSize.ofMean(new long[] {1, 1, 1, 9, 9, 9})).isEqualTo(6);
    }

    /** What alternates with every value varies less in its batches than independent values would. */
    @Test
    void noSeriesIsWorthMoreThanItsValues() {
        long[] series = new long[100];
        for (int i = 0; i < series.length; i++) {
            series[i] = i % 2 == 0 ? 20 : 30;
        }
        assertThat(EffectiveSampleSize.ofMean(series)).isEqualTo(100);
    }
}
