package io.wavetank.policy.classic.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import io.wavetank.policy.testkit.TestCluster;
import io.wavetank.policy.testkit.TestNode;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

final class SharesTest {
    private static final TestCluster TWO =
            TestCluster.of(TestNode.of(8000, 100), TestNode.of(4000, 300).cordon());

    @Test
    void the_largest_node_is_the_measure_cordoned_or_not() {
        Shares shares = Shares.of(TWO);

        assertThat(shares.cpu(8000)).isEqualTo(1 << 20);
        assertThat(shares.cpu(4000)).isEqualTo(1 << 19);
        assertThat(shares.memory(300)).isEqualTo(1 << 20);
        assertThat(shares.memory(100)).isEqualTo(349525); // 1048576 / 3, rounded down
        assertThat(shares.cpuFraction(2000)).isEqualTo(0.25);
    }

    @Test
    void what_nobody_has_and_what_is_overdrawn_count_nothing() {
        Shares shares = Shares.of(TWO);

        assertThat(shares.gpu(1000)).isZero();
        assertThat(shares.gpuFraction(1000)).isZero();
        assertThat(shares.cpu(-1)).isZero();
        assertThat(shares.cpuFraction(-1)).isZero();
    }

    @Test
    void left_over_is_the_sum_of_free_shares() {
        TestCluster cluster =
                TestCluster.of(TestNode.of(8000, 100).gpus(2, "T4")).used(0, 6000, 50);

        // 2000 of 8000, 50 of 100, 2000 of 2000: 262144 + 524288 + 1048576
        assertThat(Shares.of(cluster).leftOver(cluster, 0)).isEqualTo(1835008);
    }

    @Test
    void shares_of_very_large_amounts_still_rise_with_the_amount() {
        for (long max : new long[] {(1L << 42) - 1, 1L << 42, (1L << 42) + 1, 1L << 50, Long.MAX_VALUE}) {
            Shares shares = Shares.of(TestCluster.of(TestNode.of(1, max)));
            int before = 0;
            for (int i = 1; i <= 1000; i++) {
                int share = shares.memory(max / 1000 * i);
                assertThat(share).as("%d thousandths of %d", i, max).isGreaterThan(before);
                before = share;
            }
            assertThat(shares.memory(max)).isBetween((1 << 20) - 1, (1 << 20) + 1);
            assertThat(shares.memory(Long.MAX_VALUE)).isGreaterThanOrEqualTo(shares.memory(max));
        }
    }

    @Test
    void shares_are_rounded_down_exactly() {
        var draws = new Draws(1, 0).stream("shares");
        for (int i = 0; i < 20_000; i++) {
            long max = 1 + (draws.bits(i, 0) >>> (22 + draws.below(41, i, 1)));
            long amount = i % 4 == 0 ? max - draws.below(2, i, 2) : Math.floorMod(draws.bits(i, 3), max + 1);
            BigInteger exact = BigInteger.valueOf(amount).shiftLeft(20).divide(BigInteger.valueOf(max));
            assertThat(Shares.of(TestCluster.of(TestNode.of(1, max))).memory(amount))
                    .as("%d of %d", amount, max)
                    .isEqualTo(exact.intValueExact());
        }
    }
}
