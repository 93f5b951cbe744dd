package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.experiment.AutoscalerCatalog;
import io.wavetank.experiment.PolicyCatalog;
import io.wavetank.experiment.UserException;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.record.FleetFigures;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.scenario.DelaySpec;
import io.wavetank.sim.scenario.ElasticSpec;
import io.wavetank.sim.scenario.NodeGroupSpec;
import io.wavetank.sim.scenario.NodeQuota;
import io.wavetank.sim.scenario.RunSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Four nodes of four cores that boot in a minute and draw 100 W idle, 300 W busy, 200 W booting and 10 W off; jobs take whole nodes. */
final class PowerSavingTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3600 * SECOND;

    private final Map<String, String> options = new TreeMap<>();
    private final List<Long> switchedOff = new ArrayList<>();
    private final List<Long> cameOn = new ArrayList<>();
    private int least = 1;

    private static NodeSpec node(String name) {
        return NodeSpec.builder(name)
                .capacity(Resources.CPU, 4000)
                .pricePerHour(1)
                .build();
    }

    private static Submission job(int number, long atSeconds, long runSeconds) {
        return new Submission(
                "job-" + number,
                "job-" + number,
                atSeconds * SECOND,
                runSeconds * SECOND,
                -1,
                TaskClass.builder().cpuMillis(4000).build());
    }

    private RunResult run(boolean saving, List<Submission> jobs) throws IOException, UserException {
        List<NodeSpec> nodes = List.of(node("n-0"), node("n-1"), node("n-2"), node("n-3"));
        var group = new NodeGroupSpec(
                "n",
                node("n"),
                least,
                4,
                new DelaySpec(60 * SECOND, 0),
                0,
                false,
                DelaySpec.NONE,
                NodeGroupSpec.Reservation.NONE,
                new NodeGroupSpec.Power(100, 300, 200, 10),
                NodeGroupSpec.WarmPool.NONE);
        var elastic = new ElasticSpec(
                List.of(),
                List.of(group),
                List.of(0, 0, 0, 0),
                saving
                        ? Optional.of(AutoscalerCatalog.make(
                                new AutoscalerCatalog().nodeAutoscalers(), "autoscaler", "power-saving", options))
                        : Optional.empty(),
                (view, active, now, draws) -> active,
                ElasticSpec.Metrics.DEFAULT,
                NodeQuota.NONE);
        Iterator<Submission> left = jobs.iterator();
        return Simulation.run(
                RunSpec.of(1).withUntil(2 * HOUR).withElastic(elastic),
                new ClusterSpec(Resources.basic(), nodes),
                () -> left.hasNext() ? left.next() : null,
                new PolicyCatalog().choose("fcfs").factory(),
                new RunListener() {
                    @Override
                    public void clusterEvent(long now, ClusterMoment moment, int node) {
                        if (moment == ClusterMoment.NODE_REMOVED) {
                            switchedOff.add(now / SECOND);
                        } else if (moment == ClusterMoment.NODE_ADDED) {
                            cameOn.add(now / SECOND);
                        }
                    }
                });
    }

    private static FleetFigures fleet(RunResult result) {
        return Objects.requireNonNull(result.elastic()).fleet();
    }

    @Test
    void nodes_that_stay_on_draw_what_their_share_of_given_out_cpu_says() throws IOException, UserException {
        RunResult result = run(false, List.of(job(1, 0, 3600), job(2, 7199, 10)));

        // two hours of four nodes idle, an hour of one busy, and a second of another
        assertThat(fleet(result).energyKilowattHours()).isCloseTo(0.8 + 0.2 + 0.2 / 3600, within(1e-9));
    }

    @Test
    void idle_nodes_go_off_when_their_time_is_over_but_for_the_least() throws IOException, UserException {
        RunResult result = run(true, List.of(job(1, 0, 3600), job(2, 7199, 10)));

        // the first look is after ten seconds; three are idle, and the one that works is on
        assertThat(switchedOff).containsExactly(610L, 610L, 610L);
        double idle = 3 * 100 * 610 / 3600.0;
        double off = 3 * 10 * (7200 - 610) / 3600.0;
        assertThat(fleet(result).energyKilowattHours())
                .isCloseTo((idle + off + 300 + 100 + 200 / 3600.0) / 1000, within(1e-9));
    }

    @Test
    void jobs_that_wait_bring_nodes_on_and_start_when_these_have_booted() throws IOException, UserException {
        RunResult result = run(true, List.of(job(1, 3600, 600), job(2, 3600, 600), job(3, 3600, 600)));

        // seen at 3610 at the latest, on a minute later; the first starts at once on the one that stayed on
        assertThat(cameOn).hasSize(2).allMatch(second -> second >= 3660 && second <= 3670);
        assertThat(result.tasks().finished()).isEqualTo(3);
        assertThat(fleet(result).added()).isEqualTo(2);
    }

    @Test
    void no_more_go_off_in_a_minute_than_the_rate_says() throws IOException, UserException {
        options.put("suspend_rate", "1");
        least = 0;
        run(true, List.of(job(1, 7100, 10)));

        assertThat(switchedOff).containsExactly(610L, 670L, 730L, 790L);
    }

    @Test
    void idle_nodes_are_kept_for_jobs_to_come() throws IOException, UserException {
        options.put("kept_idle", "3");
        least = 0;
        run(true, List.of(job(1, 7100, 10)));

        assertThat(switchedOff).hasSize(1);
    }
}
