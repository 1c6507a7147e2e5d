package io.daxtrace.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LogLinearTest {
    @Test
    void bucketsAreContiguousAndNarrow() {
        assertThat(LogLinear.low(0)).isZero();
        for (int i = 0; i < LogLinear.BUCKETS; i++) {
            long low = LogLinear.low(i);
            long high = LogLinear.high(i);
            assertThat(high)
                    .as("bucket %d", i)
                    .isEqualTo(i + 1 < LogLinear.BUCKETS ? LogLinear.low(i + 1) : LogLinear.LIMIT);
            assertThat(high - low).isLessThanOrEqualTo(Math.max(1, low / 32));
            assertThat(LogLinear.index(low)).isEqualTo(i);
            assertThat(LogLinear.index(high - 1)).isEqualTo(i);
        }
        assertThat(LogLinear.LIMIT).isGreaterThan(1L << 40);
    }

    /** The layout by its definition: 64 buckets of 1, then each 32 twice as wide. */
    private static int byCounting(long value) {
        long low = 0;
        for (int bucket = 0; ; bucket++) {
            long width = bucket < 64 ? 1 : 1L << (bucket / 32 - 1);
            if (value < low + width) {
                return bucket;
            }
            low += width;
        }
    }

    @Test
    void indexIsWhatCountingFinds() {
        for (long value = 0; value < 5_000; value++) {
            assertThat(LogLinear.index(value)).isEqualTo(byCounting(value));
        }
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            long value = random.nextLong(1L << (1 + random.nextInt(41)));
            assertThat(LogLinear.index(value)).as("%d", value).isEqualTo(byCounting(value));
        }
        for (int power = 6; power <= 40; power++) {
            for (long near = -1; near <= 1; near++) {
                long value = (1L << power) + near;
                assertThat(LogLinear.index(value)).as("%d", value).isEqualTo(byCounting(value));
            }
        }
    }
}
