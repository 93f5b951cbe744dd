package io.wavetank.workload.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Resources;
import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.generate.arrival.AtStart;
import io.wavetank.workload.generate.arrival.Batches;
import io.wavetank.workload.generate.arrival.Poisson;
import io.wavetank.workload.generate.distribution.Constant;
import io.wavetank.workload.generate.distribution.Exponential;
import io.wavetank.workload.generate.distribution.Gamma;
import io.wavetank.workload.generate.distribution.Pareto;
import io.wavetank.workload.generate.distribution.Uniform;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The load knob against what really comes. */
final class OfferedLoadTest {
    private static final ClusterSpec POOL = ClusterSpec.pool(500);

    @Test
    void what_comes_holds_the_share_asked_for() {
        Kind gangs = Kind.of("gang", Sizes.of(Amount.of(1000), Amount.of(1)), Life.runs(new Gamma(2, 100)))
                .with(new JobShape(
                        Amount.of(new Uniform(0, 5)),
                        new Exponential(1),
                        Amount.of(new Exponential(3).truncated(0, 40)),
                        true));
        Kind service = Kind.of("service", Sizes.of(Amount.of(2000), Amount.of(1)), Life.stays());
        GeneratedWorkload workload = Kinds.of(
                        new Until(Until.NO_TASK_LIMIT, 400_000),
                        Inflow.of(new AtStart(50), service),
                        new Inflow(
                                "flow",
                                new Batches(new Poisson(1), new Uniform(0, 3)),
                                List.of(gangs, Kinds.web("web"))))
                .withLoad(0.7, Resources.CPU, POOL);

        double held = 0;
        double services = 0;
        for (Submission task : Kinds.play(workload)) {
            double millis = task.taskClass().totalRequest(Resources.CPU);
            if (task.workNanos() == Submission.FOREVER) {
                services += millis;
            } else {
                held += millis * task.workNanos() / 1e9;
            }
        }
        assertThat(OfferedLoad.of(workload, Resources.CPU, POOL)).isCloseTo(0.7, within(1e-9));
        assertThat(services / 500_000).isEqualTo(0.2);
        assertThat(held / 400_000 / 500_000).isCloseTo(0.5, within(0.01));
    }

    @Test
    void services_that_are_there_in_batches_hold_their_share_too() {
        Kind service = Kind.of("service", Sizes.of(Amount.of(2000), Amount.of(1)), Life.stays());
        GeneratedWorkload workload = Kinds.of(
                        new Until(Until.NO_TASK_LIMIT, 100),
                        Inflow.of(new Batches(new AtStart(25), new Constant(2)), service),
                        Inflow.of(new Poisson(1), Kinds.web("web")))
                .withLoad(0.7, Resources.CPU, POOL);

        assertThat(OfferedLoad.standing(workload, Resources.CPU)).isEqualTo(100_000);
        assertThat(OfferedLoad.flowing(workload, Resources.CPU)).isCloseTo(250_000, within(1e-6));
    }

    @Test
    void what_has_no_load_says_why() {
        var endless = Kinds.of(new Poisson(1), Kind.of("s", Sizes.of(Amount.of(1), Amount.of(1)), Life.stays()), 1);
        assertThatThrownBy(() -> endless.withLoad(0.5, Resources.CPU, POOL))
                .hasMessageContaining("load = kind s")
                .hasMessageContaining("at_start");
        var tail = Kinds.of(
                new Poisson(1), Kind.of("p", Sizes.of(Amount.of(1), Amount.of(1)), Life.runs(new Pareto(0.9, 1))), 1);
        assertThatThrownBy(() -> tail.withLoad(0.5, Resources.CPU, POOL))
                .hasMessageContaining("run_seconds = Infinity")
                .hasMessageContaining("bound it by max");
        var correlated = Kinds.of(
                new Poisson(1),
                Kind.of("c", Sizes.of(Amount.of(1), Amount.of(1)), new Life.Runs(new Constant(1), 0.5)),
                1);
        assertThatThrownBy(() -> correlated.withLoad(0.5, Resources.CPU, POOL)).hasMessageContaining("correlated");
        var plain = Kinds.of(new Poisson(1), Kinds.web("web"), 1);
        assertThatThrownBy(() -> plain.withLoad(0.5, Resources.GPU, POOL)).hasMessageContaining("load = gpu");
        assertThatThrownBy(() -> plain.withLoad(0, Resources.CPU, POOL)).hasMessageContaining("load = 0.0");
    }
}
