package io.wavetank.sim.elastic;

import static io.wavetank.sim.elastic.ElasticRuns.HOUR;
import static io.wavetank.sim.elastic.ElasticRuns.SECOND;
import static io.wavetank.sim.elastic.ElasticRuns.elastic;
import static io.wavetank.sim.elastic.ElasticRuns.figures;
import static io.wavetank.sim.elastic.ElasticRuns.run;
import static io.wavetank.sim.elastic.ElasticRuns.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Resources;
import io.wavetank.policy.scaling.ReplicaView;
import io.wavetank.policy.scaling.Resize;
import io.wavetank.policy.scaling.ResourceRecommender;
import io.wavetank.policy.scaling.ServiceView;
import io.wavetank.policy.scaling.UpdateMode;
import io.wavetank.policy.scaling.Updates;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.scenario.ServiceSpec;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReplicaChangesTest {
    /** Recommends so many millicores from the start, and has every replica changed that asks for something else. */
    private record Changing(long cpuMillis) implements ResourceRecommender {
        @Override
        public void sampled(ServiceView service, long nowNanos) {}

        @Override
        public void outOfMemory(ServiceView service, ReplicaView replica, long nowNanos) {}

        @Override
        public Resize recommend(ServiceView service, long nowNanos) {
            return new Resize(cpuMillis, -1, cpuMillis, -1, cpuMillis, -1);
        }

        @Override
        public void update(ServiceView service, Resize resize, UpdateMode mode, long nowNanos, Updates updates) {
            for (ReplicaView replica : List.copyOf(service.replicas())) {
                if (replica.taskClass().request(Resources.CPU) != cpuMillis) {
                    if (mode == UpdateMode.RECREATE) {
                        updates.evict(replica);
                    } else {
                        updates.resize(replica);
                    }
                }
            }
        }

        @Override
        public long periodNanos() {
            return 60 * SECOND;
        }
    }

    private static RunResult changed(long cpuMillis, int replicas, UpdateMode mode) throws IOException {
        ServiceSpec plain = service(50, replicas, 0, null);
        var resized = new ServiceSpec(
                plain.name(),
                plain.taskClass(),
                plain.cpuLimitMillis(),
                plain.replicas(),
                plain.load(),
                plain.start(),
                plain.stopNanos(),
                plain.sufficient(),
                plain.objectiveNanos(),
                Optional.empty(),
                Optional.of(() -> new Changing(cpuMillis)),
                mode);
        return run(elastic(resized, 1, 0, false), HOUR);
    }

    @Test
    void replicas_are_changed_where_they_are_and_hold_what_they_ask_for_then() throws IOException {
        RunResult result = changed(1900, 2, UpdateMode.IN_PLACE);

        assertThat(figures(result).services().get(0).resized()).isEqualTo(2);
        assertThat(result.tasks().removed()).isZero();
        // one core each for a minute, then 1.9; measured in shares of the four of the node
        double cores = (2 * 60 + 3.8 * 3540) / 3600;
        assertThat(result.allocation().get(Resources.CPU).mean()).isCloseTo(cores / 4, within(1e-6));
    }

    @Test
    void a_replica_is_not_changed_where_its_node_has_no_room() throws IOException {
        // 2.5 cores fit beside the other's one, and then its node has 0.5 left
        RunResult result = changed(2500, 2, UpdateMode.IN_PLACE);

        assertThat(figures(result).services().get(0).resized()).isEqualTo(1);
    }

    @Test
    void replicas_that_are_evicted_to_be_changed_come_back_as_large_as_was_recommended() throws IOException {
        RunResult result = changed(1900, 2, UpdateMode.RECREATE);

        assertThat(figures(result).services().get(0).resized()).isEqualTo(2);
        assertThat(result.tasks().removed()).isEqualTo(2);
        assertThat(result.tasks().running()).isEqualTo(2);
    }

    @Test
    void a_recommendation_for_new_replicas_alone_changes_none_that_run() throws IOException {
        RunResult result = changed(1900, 2, UpdateMode.INITIAL);

        assertThat(figures(result).services().get(0).resized()).isZero();
        assertThat(result.tasks().removed()).isZero();
    }

    @Test
    void a_recommendation_beyond_all_nodes_is_told_of() throws IOException {
        assertThat(figures(changed(4000, 2, UpdateMode.INITIAL))
                        .services()
                        .get(0)
                        .tooLarge())
                .isFalse();
        assertThat(figures(changed(4001, 2, UpdateMode.INITIAL))
                        .services()
                        .get(0)
                        .tooLarge())
                .isTrue();
    }
}
