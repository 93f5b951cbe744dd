package io.wavetank.sim.elastic;

import static io.wavetank.sim.elastic.ElasticRuns.HOUR;
import static io.wavetank.sim.elastic.ElasticRuns.SECOND;
import static io.wavetank.sim.elastic.ElasticRuns.elastic;
import static io.wavetank.sim.elastic.ElasticRuns.figures;
import static io.wavetank.sim.elastic.ElasticRuns.node;
import static io.wavetank.sim.elastic.ElasticRuns.run;
import static io.wavetank.sim.elastic.ElasticRuns.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Resources;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.scenario.DelaySpec;
import io.wavetank.sim.scenario.ElasticSpec;
import io.wavetank.sim.scenario.NodeGroupSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ElasticRunTest {
    @Test
    void two_replicas_serve_150_requests_a_second_but_for_those_that_come_before_they_are_ready() throws IOException {
        RunResult result = run(elastic(service(150, 2, 0, null), 1, 0, false), HOUR);
        var web = figures(result).services().get(0);

        assertThat(web.offered()).isCloseTo(150 * 3600, within(1e-3));
        // for 20 s nothing is served and 2 s of requests wait; the queue of 300 drains at 50 a second
        assertThat(web.lost()).isCloseTo(150 * 18, within(1e-3));
        assertThat(web.served()).isCloseTo(150 * 3600 - 150 * 18, within(1e-3));
        assertThat(web.elasticity().replicasMean()).isCloseTo(2 * 3580 / 3600.0, within(1e-9));
        assertThat(web.elasticity().missingTime()).isCloseTo(20 / 3600.0, within(1e-9));
        assertThat(web.elasticity().lagMaxSeconds()).isCloseTo(20, within(1e-9));
        assertThat(figures(result).fleet().cost()).isCloseTo(2, within(1e-9));
    }

    /** Replicas are ready at 20 s; requests wait for 2 s. What was lost is seen every 15 s. */
    @Test
    void over_time_p99_is_a_lower_bound_while_requests_are_lost() throws IOException {
        RunResult result = run(elastic(service(150, 2, 5 * SECOND, (seconds, now) -> 2), 1, 0, false), HOUR);
        int column = result.timelineColumns().indexOf("latency_p99_is_lower_bound");
        var timeline = result.timeline();

        for (int row = 0; row < timeline.rows(); row++) {
            assertThat(timeline.value(row, column - 1)).isNotNegative();
            long at = timeline.timeNanos(row);
            if (at > 16 * SECOND && at <= 20 * SECOND) {
                assertThat(timeline.value(row, column)).as("at %d", at).isOne();
            } else if (at >= 60 * SECOND) {
                assertThat(timeline.value(row, column)).as("at %d", at).isZero();
            }
        }
    }

    /** Two servers with 1.5 erlangs: 9 of 14 requests wait, exponentially, with a rate of 50 a second. */
    @Test
    void over_time_there_are_the_load_the_replicas_the_nodes_and_the_latency() throws IOException {
        RunResult result = run(elastic(service(150, 2, 0, null), 1, 0, false), HOUR);
        int first = result.timelineColumns().indexOf("requests_per_second");
        int row = result.timeline().rows() - 1;

        assertThat(LongStream.range(0, 8).map(column -> result.timeline().value(row, first + (int) column)))
                .containsExactly(
                        150L, 2L, 2L, 2L, 0L, 2000L, Math.round((0.01 + StrictMath.log(900 / 14.0) / 50) * 1e6), 0L);
    }

    @Test
    void more_replicas_than_the_nodes_take_bring_nodes_and_fewer_let_them_go() throws IOException {
        RunResult result =
                run(elastic(service(100, 2, 5 * SECOND, (seconds, now) -> seconds < 1200 ? 10 : 2), 5, 0, true), HOUR);
        var fleet = figures(result).fleet();

        assertThat(fleet.added()).isBetween(2L, 3L); // ten cores on nodes of four; it may ask as one boots
        assertThat(fleet.nodesPeak()).isBetween(3, 4);
        assertThat(fleet.removed()).isGreaterThan(0);
        assertThat(result.tasks().removed()).isEqualTo(8);
        assertThat(result.tasks().running()).isEqualTo(2);
        assertThat(figures(result).services().get(0).elasticity().replicasPeak())
                .isEqualTo(10);
    }

    /** A node lives for 600 s; another is asked for within 10 s after that, and boots for 65 s: five are taken back in an hour. */
    @Test
    void spot_nodes_are_taken_back_after_their_lives_and_others_bought() throws IOException {
        var spot = new NodeGroupSpec(
                "pool", node("pool"), 0, 9, new DelaySpec(65 * SECOND, 0), 0, true, new DelaySpec(600 * SECOND, 0));
        var fleet = figures(run(elastic(service(100, 2, 5 * SECOND, null), spot, true), HOUR))
                .fleet();

        assertThat(fleet.reclaimed()).isEqualTo(5);
        assertThat(fleet.added()).isEqualTo(5);
        assertThat(fleet.removed()).isEqualTo(5);
    }

    @Test
    void a_group_never_grows_beyond_its_most_nor_shrinks_below_its_least() throws IOException {
        RunResult result =
                run(elastic(service(100, 2, 0, (seconds, now) -> seconds < 1200 ? 30 : 0), 3, 0, true), HOUR);

        assertThat(figures(result).fleet().nodesPeak()).isEqualTo(3);
        assertThat(figures(result).fleet().refused()).isGreaterThan(0);
        assertThat(figures(result).fleet().added() - figures(result).fleet().removed())
                .isZero();
    }

    @Test
    void nodes_that_never_come_are_not_paid_for_longer_than_they_are_waited_for() throws IOException {
        RunResult result = run(elastic(service(100, 10, 0, null), 5, 1, true), HOUR);
        var fleet = figures(result).fleet();

        assertThat(fleet.added()).isZero();
        assertThat(fleet.failed()).isGreaterThan(30);
        assertThat(fleet.nodeHours()).isBetween(1.0, 2.0);
    }

    @Test
    void the_same_run_is_the_same_again() throws IOException {
        ElasticSpec spec = elastic(service(120, 3, SECOND, (seconds, now) -> 1 + seconds / 100 % 9), 4, 0.3, true);

        assertThat(run(spec, HOUR).elastic()).isEqualTo(run(spec, HOUR).elastic());
    }

    @Test
    void a_service_of_no_replicas_comes_back_when_it_is_told_to() throws IOException {
        RunResult result = run(elastic(service(10, 0, 0, (seconds, now) -> seconds < 600 ? 0 : 1), 1, 0, false), HOUR);

        assertThat(result.tasks().submitted()).isEqualTo(1);
        assertThat(figures(result).services().get(0).served()).isGreaterThan(10 * 2900.0);
    }

    @Test
    void a_node_that_goes_is_in_the_feed_though_it_was_closed_before() {
        var cluster = new Cluster(new ClusterSpec(Resources.basic(), List.of(node("a"), node("b"))), new TaskTable());
        cluster.setCordoned(1, true);
        long seen = cluster.version();
        List<Integer> changed = new ArrayList<>();

        cluster.remove(1);

        assertThat(cluster.changesSince(seen, (node, mayFitMore) -> changed.add(node)))
                .isTrue();
        assertThat(changed).containsExactly(1);
    }
}
