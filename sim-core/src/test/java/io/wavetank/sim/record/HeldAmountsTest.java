package io.wavetank.sim.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Draws;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.cluster.TaskTable;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Replay one failing seed with {@code -Dproperty.seed=N}. */
final class HeldAmountsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long NODE_BYTES = 1L << 51;

    private final Cluster cluster = new Cluster(
            new ClusterSpec(
                    Resources.basic(),
                    List.of(NodeSpec.builder("n")
                            .capacity(Resources.CPU, 1_000_000)
                            .capacity(Resources.MEMORY, NODE_BYTES)
                            .build())),
            new TaskTable());
    private final HeldAmounts held = new HeldAmounts(cluster);
    private final double[] values = new double[cluster.resources().count()];

    static LongStream seeds() {
        Long only = Long.getLong("property.seed");
        return only == null ? LongStream.range(0, 200) : LongStream.of(only);
    }

    private void cpu(long second, long millis) {
        held.advanceTo(second * SECOND);
        if (millis > 0) {
            cluster.take(TaskClass.builder().cpuMillis(millis).build(), 0, 0);
        } else {
            cluster.giveBack(TaskClass.builder().cpuMillis(-millis).build(), 0, 0);
        }
        held.changed();
    }

    private double cpuIntegral(long second) {
        held.advanceTo(second * SECOND);
        held.integrals(values);
        return values[Resources.CPU] / SECOND;
    }

    private double cpuPeak(long second) {
        held.advanceTo(second * SECOND);
        held.peaks(values);
        return values[Resources.CPU];
    }

    @Test
    void weighs_by_time() {
        cpu(10, 4);
        cpu(20, 2);
        cpu(40, -6);

        assertThat(cpuIntegral(50)).isEqualTo(4 * 10 + 6 * 20);
        assertThat(cpuPeak(50)).isEqualTo(6);
    }

    @Test
    void ignores_an_amount_that_is_replaced_within_its_instant() {
        cpu(0, 1);
        assertThat(cpuPeak(0)).isNaN();
        cpu(1, 50);
        cpu(1, -49);
        cpu(2, 70);

        assertThat(cpuIntegral(2)).isEqualTo(1 + 2);
        assertThat(cpuPeak(2)).isEqualTo(2);
        assertThat(cpuPeak(3)).isEqualTo(72);
    }

    @Test
    void finds_the_peak_since_it_was_told_to_forget() {
        cpu(0, 9);
        cpu(1, -6);
        held.advanceTo(2 * SECOND);
        held.forgetPeaks();
        assertThat(cpuPeak(2)).isNaN();
        assertThat(cpuPeak(3)).isEqualTo(3);
        cpu(4, -2);
        assertThat(cpuPeak(5)).isEqualTo(3);
    }

    @Test
    void stays_exact_where_resource_times_nanoseconds_would_overflow_a_long() {
        held.advanceTo(0);
        cluster.take(TaskClass.builder().memoryBytes(NODE_BYTES).build(), 0, 0);
        held.changed();
        held.advanceTo(30L * 86_400 * SECOND);
        held.integrals(values);

        assertThat(values[Resources.MEMORY] / SECOND).isEqualTo(NODE_BYTES * (30.0 * 86_400));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void agrees_with_exact_arithmetic(long seed) {
        Draws draws = new Draws(seed, 0).stream("held-amounts");
        BigDecimal exactNanos = BigDecimal.ZERO;
        long value = 0;
        long now = 0;
        for (int i = 0; i < 500; i++) {
            long step = (long) draws.exponential(SECOND * 60.0, 0, i);
            now += step;
            exactNanos = exactNanos.add(BigDecimal.valueOf(value).multiply(BigDecimal.valueOf(step)));
            held.advanceTo(now);
            long amount = 1L + draws.below(1_000_000, 1, i);
            boolean take = value < amount;
            TaskClass task = TaskClass.builder().memoryBytes(amount).build();
            if (take) {
                cluster.take(task, 0, 0);
            } else {
                cluster.giveBack(task, 0, 0);
            }
            value += take ? amount : -amount;
            held.changed();
        }
        held.integrals(values);
        double exact = exactNanos.doubleValue();

        assertThat(values[Resources.MEMORY]).isCloseTo(exact, within(Math.abs(exact) * 1e-14));
    }
}
