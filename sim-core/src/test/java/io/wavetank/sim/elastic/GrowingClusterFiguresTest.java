package io.wavetank.sim.elastic;

import static io.wavetank.sim.elastic.ElasticRuns.SCHEDULER;
import static io.wavetank.sim.elastic.ElasticRuns.SECOND;
import static io.wavetank.sim.elastic.ElasticRuns.elastic;
import static io.wavetank.sim.elastic.ElasticRuns.node;
import static io.wavetank.sim.elastic.ElasticRuns.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.scaling.FleetView;
import io.wavetank.policy.scaling.NodeAutoscaler;
import io.wavetank.policy.scaling.NodeDecision;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.record.FleetFigures;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.scenario.ElasticSpec;
import io.wavetank.sim.scenario.RunSpec;
import io.wavetank.sim.scenario.Window;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Two cores are held by {@code a} from 100 s on; there are four, and eight from 200 s on. The last submission is at 300 s, and the last start with it.
 */
final class GrowingClusterFiguresTest {
    /** Asks for one node at 140 s, which takes 60 s to come. */
    private static final class OneMore implements NodeAutoscaler {
        @Override
        public void step(FleetView fleet, long nowNanos, Consumer<NodeDecision> out) {
            if (nowNanos == 140 * SECOND) {
                out.accept(new NodeDecision.Provision(0, 1));
            }
        }

        @Override
        public long periodNanos() {
            return 10 * SECOND;
        }
    }

    @Test
    void what_was_there_before_the_first_submission_is_no_part_of_the_means() throws IOException {
        RunResult.Allocation cpu = run().allocation().get(0);

        assertThat(cpu.resource()).isEqualTo("cpu");
        assertThat(cpu.mean()).isEqualTo(2.0 * 200 / (4 * 100 + 8 * 100), within(1e-12));
        assertThat(cpu.meanToLastStart()).isEqualTo(cpu.mean(), within(1e-12));
        // two cores for 500 s, and a third for the last 300 s of them
        assertThat(cpu.meanToLastEnd()).isEqualTo((2.0 * 500 + 300) / (4 * 100 + 8 * 400), within(1e-12));
    }

    @Test
    void the_peak_is_the_highest_share_of_what_there_was_at_the_time() throws IOException {
        assertThat(run().allocation().get(0).peak()).isEqualTo(0.5);
    }

    @Test
    void the_capacity_is_what_there_was_in_the_mean_and_not_at_the_end() throws IOException {
        assertThat(run().allocation().get(0).meanCapacity()).isEqualTo((4000.0 * 100 + 8000 * 100) / 200, within(1e-6));
    }

    @Test
    void shares_of_groups_are_of_what_there_is() throws IOException {
        assertThat(run().waits().dominantShares().get("a")).isEqualTo((0.5 + 0.25) / 2, within(1e-12));
    }

    @Test
    void nodes_that_came_before_the_window_are_there_in_it_and_did_not_come_in_it() throws IOException {
        assertThat(ElasticRuns.figures(run(new Window(150 * SECOND, 400 * SECOND)))
                        .fleet()
                        .added())
                .isOne();

        FleetFigures later =
                ElasticRuns.figures(run(new Window(250 * SECOND, 400 * SECOND))).fleet();
        assertThat(later.added()).isZero();
        assertThat(later.nodesMean()).isEqualTo(2);
    }

    private static RunResult run() throws IOException {
        return run(Window.SUBMISSIONS);
    }

    private static RunResult run(Window window) throws IOException {
        ElasticSpec like = elastic(service(100, 2, 0, null), 2, 0, false);
        var spec = new ElasticSpec(
                List.of(),
                like.groups(),
                List.of(0),
                Optional.of(draws -> new OneMore()),
                like.victims(),
                like.metrics(),
                like.quota());
        return Simulation.run(
                RunSpec.of(1)
                        .withUntil(1000 * SECOND)
                        .withElastic(spec)
                        .withGroupBy("tenant")
                        .withWindow(window),
                new ClusterSpec(Resources.basic(), List.of(node("pool-first"))),
                source(List.of(task("a", 2000, 100, 500), task("b", 1000, 300, 300))),
                SCHEDULER,
                RunListener.NONE);
    }

    private static Submission task(String tenant, long cpuMillis, long at, long seconds) {
        TaskClass asks = TaskClass.builder().cpuMillis(cpuMillis).tenant(tenant).build();
        return new Submission(tenant + "-1", "", at * SECOND, seconds * SECOND, -1, asks);
    }

    private static SubmissionSource source(List<Submission> tasks) {
        Iterator<Submission> rest = tasks.iterator();
        return new SubmissionSource() {
            @Override
            public @Nullable Submission next() {
                return rest.hasNext() ? rest.next() : null;
            }
        };
    }
}
