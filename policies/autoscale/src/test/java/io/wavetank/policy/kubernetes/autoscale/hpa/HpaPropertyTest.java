package io.wavetank.policy.kubernetes.autoscale.hpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import io.wavetank.policy.kubernetes.autoscale.hpa.MetricReading.Amount;
import io.wavetank.policy.kubernetes.autoscale.hpa.MetricSpec.Source;
import io.wavetank.policy.kubernetes.autoscale.hpa.MetricSpec.Target;
import io.wavetank.policy.kubernetes.autoscale.hpa.ScalingRules.Policy;
import io.wavetank.policy.kubernetes.autoscale.hpa.ScalingRules.Select;
import io.wavetank.policy.kubernetes.autoscale.hpa.ScalingRules.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds for every load and every behaviour; replay one failing seed with {@code -Dproperty.seed=N}. */
final class HpaPropertyTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int TICKS = 400;

    static LongStream seeds() {
        Long only = Long.getLong("property.seed");
        return only == null ? LongStream.range(0, 200) : LongStream.of(only);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void replicas_never_leave_minimum_and_maximum_and_a_second_life_is_the_same(long seed) {
        HpaSpec spec = spec(new Draws(seed, 0).stream("spec"));

        List<Integer> life = life(spec, seed);

        assertThat(life).allMatch(replicas -> replicas >= spec.minReplicas() && replicas <= spec.maxReplicas());
        assertThat(life(spec, seed)).isEqualTo(life);
    }

    private static List<Integer> life(HpaSpec spec, long seed) {
        Draws draws = new Draws(seed, 0).stream("life");
        var autoscaler = new HorizontalPodAutoscaler(spec, HpaSettings.DEFAULTS);
        List<Integer> life = new ArrayList<>();
        int replicas = spec.maxReplicas();
        int there = replicas;
        for (int tick = 0; tick < TICKS; tick++) {
            List<@Nullable MetricReading> readings = new ArrayList<>();
            for (int metric = 0; metric < spec.metrics().size(); metric++) {
                int load = draws.below(3_000, tick, metric);
                readings.add(load > 2_900 ? null : new Amount(load));
            }
            replicas = autoscaler
                    .reconcile(new ScaleTarget(15L * tick * SECOND, replicas, there, List.of()), readings)
                    .replicas();
            there += Integer.signum(replicas - there);
            life.add(replicas);
        }
        return life;
    }

    private static HpaSpec spec(Draws draws) {
        int least = draws.below(5, 0, 0);
        var metric = MetricSpec.of(Source.EXTERNAL, "load", Target.AVERAGE_VALUE, 1 + draws.below(100, 0, 1));
        HpaSpec.Behavior behavior =
                draws.below(3, 0, 2) == 0 ? null : new HpaSpec.Behavior(rules(draws, 1), rules(draws, 2));
        return new HpaSpec(
                least,
                least + 1 + draws.below(50, 0, 3),
                Collections.nCopies(1 + draws.below(3, 0, 4), metric),
                behavior);
    }

    private static ScalingRules rules(Draws draws, int side) {
        List<Policy> policies = new ArrayList<>();
        for (int i = 0; i <= draws.below(3, side, 0); i++) {
            Unit unit = draws.below(2, side, 10 + i) == 0 ? Unit.PODS : Unit.PERCENT;
            policies.add(new Policy(
                    unit, 1 + draws.below(100, side, 20 + i), (1 + draws.below(300, side, 30 + i)) * SECOND));
        }
        Select select = List.of(Select.values()).get(draws.below(3, side, 1));
        return new ScalingRules(draws.below(400, side, 2) * SECOND, select, policies);
    }
}
