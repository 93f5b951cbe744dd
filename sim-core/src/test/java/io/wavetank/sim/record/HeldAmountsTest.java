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
    private final HeldAmounts held = new HeldAmounts(cluster, new boolean[] {true, true}, false);

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
    }

    private double cpuIntegral(long second) {
        held.advanceTo(second * SECOND);
        return held.integrals()[Resources.CPU] / SECOND;
    }

    private double cpuPeak(long second) {
        held.advanceTo(second * SECOND);
        return held.peaks()[Resources.CPU];
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
        held.advanceTo(30L * 86_400 * SECOND);

        assertThat(held.integrals()[Resources.MEMORY] / SECOND).isEqualTo(NODE_BYTES * (30.0 * 86_400));
    }

    @Test
    void keeps_what_it_had_come_to_by_the_last_submission_start_and_end() {
        cpu(0, 2);
        held.submitted();
        held.started();
        cpu(10, 3);
        held.submitted();
        cpu(20, -1);
        held.ended();
        cpu(30, 5);
        held.started();
        cpu(40, -9);

        assertThat(held.integralsAtLastSubmit()[Resources.CPU] / SECOND).isEqualTo(2 * 10);
        assertThat(held.peaksAtLastSubmit()[Resources.CPU]).isEqualTo(2);
        assertThat(held.integralsAtLastEnd()[Resources.CPU] / SECOND).isEqualTo(2 * 10 + 5 * 10);
        assertThat(held.integralsAtLastStart()[Resources.CPU] / SECOND).isEqualTo(2 * 10 + 5 * 10 + 4 * 10);
        assertThat(cpuIntegral(50)).isEqualTo(2 * 10 + 5 * 10 + 4 * 10 + 9 * 10);
        assertThat(cpuPeak(50)).isEqualTo(9);
    }

    @Test
    void is_at_nothing_before_anything_was_submitted_started_or_ended() {
        cpu(0, 2);
        cpu(10, 3);

        assertThat(held.integralsAtLastSubmit()).containsOnly(0);
        assertThat(held.integralsAtLastStart()).containsOnly(0);
        assertThat(held.integralsAtLastEnd()).containsOnly(0);
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
        }
        double exact = exactNanos.doubleValue();

        assertThat(held.integrals()[Resources.MEMORY]).isCloseTo(exact, within(Math.abs(exact) * 1e-14));
    }
}
