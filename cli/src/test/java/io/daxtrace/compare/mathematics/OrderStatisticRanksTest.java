package io.daxtrace.compare.mathematics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the binomial distribution itself; GoldensTest has scipy's ranks. */
class OrderStatisticRanksTest {
    /** The tails beyond z = 1, 1.96 and 3 are from scipy. A variance below 100 is not taken for normal: there it is the rank itself. */
    @ParameterizedTest
    @CsvSource({
        "1000, 0.5, 1, 0.158655253931457, 1",
        "1000, 0.5, 3, 0.001349898031630, 2",
        "1000, 0.89, 1.959963984540054, 0.025, 0",
        "5000, 0.9, 1, 0.158655253931457, 1",
        "5000, 0.9, 1.959963984540054, 0.025, 1",
        "20000, 0.99, 1.959963984540054, 0.025, 1",
        "20000, 0.01, 1.959963984540054, 0.025, 1",
        "20000, 0.99, 3, 0.001349898031630, 2",
        "20000, 0.01, 3, 0.001349898031630, 2",
    })
    void aRankIsNearTheBinomialQuantile(int n, double q, double z, double tail, int off) {
        int expected = rankByAddingUp(n, q, tail);
        assertThat(OrderStatisticRanks.lower(n, n, q, z)).isBetween((long) expected - off, (long) expected + off);
        long mirrored = n + 1L - rankByAddingUp(n, 1 - q, tail);
        assertThat(OrderStatisticRanks.upper(n, n, q, z)).isBetween(mirrored - off, mirrored + off);
    }

    /** The largest l with P(Binomial(n, q) < l) <= tail: the probabilities one by one, each from the one before. */
    private static int rankByAddingUp(int n, double q, double tail) {
        double logarithm = n * Math.log(1 - q);
        double below = 0;
        for (int k = 0; k <= n; k++) {
            below += Math.exp(logarithm);
            if (below > tail) {
                return k;
            }
            logarithm += Math.log((double) (n - k) / (k + 1)) + Math.log(q / (1 - q));
        }
        return n;
    }

    /** Of a fair coin's five throws none is head in 1/32 of all cases, at most one in 6/32: the tail beyond z = 1 lies between. */
    @Test
    void fiveValuesByHand() {
        assertThat(OrderStatisticRanks.lower(5, 5, 0.5, 1)).isEqualTo(1);
        assertThat(OrderStatisticRanks.upper(5, 5, 0.5, 1)).isEqualTo(5);
        assertThat(OrderStatisticRanks.lower(5, 5, 0.5, 2)).isEqualTo(OrderStatisticRanks.NONE);
        assertThat(OrderStatisticRanks.upper(5, 5, 0.5, 2)).isEqualTo(OrderStatisticRanks.NONE);
    }

    /** Fifty values that are worth five: each of those stands for ten. */
    @Test
    void dependentValuesAreCountedForFewer() {
        assertThat(OrderStatisticRanks.lower(50, 5, 0.5, 1)).isEqualTo(10);
        assertThat(OrderStatisticRanks.upper(50, 5.9, 0.5, 1)).isEqualTo(50);
    }
}
