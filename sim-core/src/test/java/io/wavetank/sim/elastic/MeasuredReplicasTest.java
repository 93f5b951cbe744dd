package io.wavetank.sim.elastic;

import static io.wavetank.sim.elastic.ElasticRuns.NOTHING;
import static io.wavetank.sim.elastic.ElasticRuns.SCHEDULER;
import static io.wavetank.sim.elastic.ElasticRuns.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Resources;
import io.wavetank.policy.RestartBackOff;
import io.wavetank.policy.scaling.ReplicaAutoscaler;
import io.wavetank.policy.scaling.ReplicaView;
import io.wavetank.policy.scaling.Scale;
import io.wavetank.policy.scaling.ServiceView;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.scenario.Crashes;
import io.wavetank.sim.scenario.ElasticSpec;
import io.wavetank.sim.scenario.FailoverSettings;
import io.wavetank.sim.scenario.FaultScript;
import io.wavetank.sim.scenario.Impairment;
import io.wavetank.sim.scenario.NodeQuota;
import io.wavetank.sim.scenario.RunSpec;
import io.wavetank.sim.scenario.ServiceSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What an autoscaler sees of two replicas, each on a node of its own, of which the second or its node has a fault: 60 requests a second of 10 ms of a core each,
 * so 300 millicores each, or 600 of one alone; a replica starts in 20 s, and is measured every 15 s.
 */
final class MeasuredReplicasTest {
    /** Replicas stay on nodes that are down, which is known at once, and start anew there. */
    private static final FailoverSettings STAY =
            new FailoverSettings(null, 0L, 0L, 0L, 0L, 1000 * SECOND, true, Integer.MAX_VALUE);

    private final List<String> seen = new ArrayList<>();

    /** Notes every 10 s what it sees. */
    private final class Noting implements ReplicaAutoscaler {
        @Override
        public Scale decide(ServiceView service, long nowNanos) {
            seen.add(nowNanos / SECOND + ": "
                    + service.replicas().stream()
                            .map(MeasuredReplicasTest::text)
                            .collect(Collectors.joining(", ")));
            return new Scale(2, "");
        }

        @Override
        public long periodNanos() {
            return 10 * SECOND;
        }

        @Override
        public int leastReplicas() {
            return 2;
        }

        @Override
        public int mostReplicas() {
            return 2;
        }
    }

    private static String text(ReplicaView replica) {
        var sample = replica.sample();
        return (replica.running() ? "runs since " + replica.startNanos() / SECOND : "waits")
                + (replica.ready() ? " ready " : " ")
                + (sample == null ? "unmeasured" : sample.cpuMillis());
    }

    private static NodeSpec small(String name) {
        return NodeSpec.builder(name)
                .capacity(Resources.CPU, 1000)
                .capacity(Resources.PODS, 10)
                .build();
    }

    private void run(FaultScript faults) throws IOException {
        ServiceSpec plain = ElasticRuns.service(60, 2, 0, null);
        var watched = new ServiceSpec(
                plain.name(),
                plain.taskClass(),
                plain.cpuLimitMillis(),
                plain.replicas(),
                plain.load(),
                plain.start(),
                plain.stopNanos(),
                plain.sufficient(),
                plain.objectiveNanos(),
                Optional.of(draws -> new Noting()),
                Optional.empty(),
                plain.update());
        var elastic = new ElasticSpec(
                List.of(watched),
                List.of(),
                List.of(),
                Optional.empty(),
                (view, active, now, draws) -> active,
                ElasticSpec.Metrics.DEFAULT,
                NodeQuota.NONE);
        Simulation.run(
                RunSpec.of(1).withUntil(400 * SECOND).withElastic(elastic).withFaults(faults),
                new ClusterSpec(Resources.basic(), List.of(small("a"), small("b"))),
                NOTHING,
                SCHEDULER,
                RunListener.NONE);
    }

    /** What it saw at a time. */
    private String at(long seconds) {
        String begin = seconds + ": ";
        return seen.stream()
                .filter(each -> each.startsWith(begin))
                .findFirst()
                .orElseThrow()
                .substring(begin.length());
    }

    /** From 105 s on the node is not scraped; its replica starts anew at 200 s, and is ready at 220 s. */
    @Test
    void nothing_is_measured_of_a_replica_on_a_node_that_is_down() throws IOException {
        run(new FaultScript(
                List.of(new FaultScript.NodesDown("down", 100 * SECOND, 200 * SECOND, List.of(1), null)), STAY));

        assertThat(at(90)).isEqualTo("runs since 0 ready 300, runs since 0 ready 300");
        assertThat(at(100)).endsWith(" 300");
        assertThat(at(130)).isEqualTo("runs since 0 ready 600, runs since 0 unmeasured");
        assertThat(at(200)).endsWith(" unmeasured");
        assertThat(at(210)).isEqualTo("runs since 0 ready 600, runs since 0 0");
        assertThat(at(250)).isEqualTo("runs since 0 ready 300, runs since 0 ready 300");
    }

    /** It goes on where it is. Use is the difference of two scrapes: that of 210 s is the first after a gap. */
    @Test
    void nor_of_one_on_a_node_that_is_cut_off_until_it_was_scraped_twice_again() throws IOException {
        run(new FaultScript(
                List.of(new FaultScript.NodesImpaired(
                        "cut off", 100 * SECOND, 200 * SECOND, List.of(1), Impairment.CUT_OFF, null)),
                STAY));

        assertThat(at(130)).isEqualTo("runs since 0 ready 600, runs since 0 unmeasured");
        assertThat(at(220)).isEqualTo("runs since 0 ready 400, runs since 0 ready unmeasured");
        assertThat(at(230)).isEqualTo("runs since 0 ready 300, runs since 0 ready 300");
    }

    /** Both crash at 200 s, 30 s before they start anew, and are ready at 250 s: pods run as long as they have their places, whatever their containers do. */
    @Test
    void a_replica_that_waits_after_a_crash_has_run_since_it_was_placed_and_is_not_measured() throws IOException {
        var backOff = new RestartBackOff(true, false, 30 * SECOND, 300 * SECOND, Long.MAX_VALUE, 1);
        var crash = new Crashes("crash", new TreeMap<>(), u -> 200 * SECOND, 0, 300 * SECOND, backOff);
        run(new FaultScript(List.of(), STAY).withCrashes(List.of(crash)));

        assertThat(at(190)).isEqualTo("runs since 0 ready 300, runs since 0 ready 300");
        assertThat(at(220)).isEqualTo("runs since 0 unmeasured, runs since 0 unmeasured");
        assertThat(at(240)).isEqualTo("runs since 0 0, runs since 0 0");
        assertThat(at(290)).isEqualTo("runs since 0 ready 300, runs since 0 ready 300");
    }
}
