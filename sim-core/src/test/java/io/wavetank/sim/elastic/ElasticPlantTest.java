package io.wavetank.sim.elastic;

import static io.wavetank.sim.elastic.ElasticRuns.HOUR;
import static io.wavetank.sim.elastic.ElasticRuns.SECOND;
import static io.wavetank.sim.elastic.ElasticRuns.elastic;
import static io.wavetank.sim.elastic.ElasticRuns.figures;
import static io.wavetank.sim.elastic.ElasticRuns.run;
import static io.wavetank.sim.elastic.ElasticRuns.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.sim.record.ElasticFigures;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.record.ServiceFigures;
import io.wavetank.sim.scenario.DelaySpec;
import io.wavetank.sim.scenario.ElasticSpec;
import io.wavetank.sim.scenario.ImageSpec;
import io.wavetank.sim.scenario.NodeGroupSpec;
import io.wavetank.sim.scenario.NodeGroupSpec.Power;
import io.wavetank.sim.scenario.NodeGroupSpec.Reservation;
import io.wavetank.sim.scenario.NodeGroupSpec.WarmPool;
import io.wavetank.sim.scenario.RegistrySpec;
import io.wavetank.sim.scenario.ServiceSpec;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ElasticPlantTest {
    private static final RegistrySpec REGISTRY = new RegistrySpec(150e6, 100e6);

    private static ServiceSpec withImage(ServiceSpec plain, long bytes) {
        return new ServiceSpec(
                plain.name(),
                plain.taskClass(),
                plain.cpuLimitMillis(),
                plain.replicas(),
                plain.load(),
                plain.start(),
                plain.stopNanos(),
                plain.sufficient(),
                plain.objectiveNanos(),
                plain.autoscaler(),
                plain.recommender(),
                plain.update(),
                Optional.of(new ImageSpec("web", bytes)));
    }

    private static ElasticSpec of(ElasticSpec plain, NodeGroupSpec group) {
        return new ElasticSpec(
                plain.services(),
                List.of(group),
                plain.groupOf(),
                plain.nodes(),
                plain.victims(),
                plain.metrics(),
                plain.quota(),
                REGISTRY);
    }

    private static NodeGroupSpec group(
            ElasticSpec plain, DelaySpec boot, double failure, Reservation reserved, WarmPool warm) {
        NodeGroupSpec group = plain.groups().get(0);
        return new NodeGroupSpec(
                group.name(),
                group.template(),
                group.least(),
                group.most(),
                boot,
                failure,
                false,
                DelaySpec.NONE,
                reserved,
                Power.NONE,
                warm);
    }

    @Test
    void nodes_that_are_reserved_are_paid_for_at_their_price_and_others_at_that_of_their_group() throws IOException {
        ElasticSpec plain = elastic(service(100, 10, 5 * SECOND, null), 5, 0, true);
        RunResult result =
                run(of(plain, group(plain, DelaySpec.NONE, 0, new Reservation(2, 0.5), WarmPool.NONE)), HOUR);

        // two at 0.5 all the time, and what is beyond them at 2
        double beyond = figures(result).fleet().nodeHours() - 2;
        assertThat(figures(result).fleet().nodesPeak()).isGreaterThan(2);
        assertThat(figures(result).fleet().cost()).isCloseTo(1 + 2 * beyond, within(0.02));
    }

    @Test
    void the_first_replica_on_a_node_waits_for_its_image_and_the_next_does_not() throws IOException {
        // 3 GB at 100 MB/s to the one node: 30 s, and then 20 s to start; a third replica comes when the image is there
        ServiceSpec plain = service(100, 2, 0, (seconds, now) -> seconds < 600 ? 2 : 3);
        ElasticSpec spec = elastic(withImage(plain, 3_000_000_000L), 1, 0, false);
        ServiceFigures web =
                figures(run(of(spec, spec.groups().get(0)), HOUR)).services().get(0);

        assertThat(web.elasticity().lagMaxSeconds()).isCloseTo(50, within(1e-9));
        assertThat(web.elasticity().replicasMean()).isCloseTo((2 * 3550 + (3600 - 620)) / 3600.0, within(1e-9));
    }

    @Test
    void a_node_that_came_pulls_the_image_before_its_first_replica_starts() throws IOException {
        ServiceSpec plain = service(700, 8, 0, null);
        ElasticSpec spec = elastic(withImage(plain, 3_000_000_000L), 2, 0, true);
        ServiceFigures web =
                figures(run(of(spec, spec.groups().get(0)), HOUR)).services().get(0);

        // the node is asked for at 10 s, boots for 60 s, pulls for 30 s, starts for 20 s
        assertThat(web.elasticity().lagMaxSeconds()).isCloseTo(120, within(1e-9));
    }

    @Test
    void a_node_of_the_warm_pool_comes_sooner_and_without_fail_and_the_pool_is_paid_for() throws IOException {
        ElasticSpec plain = elastic(service(700, 8, 0, null), 2, 0, true);
        var minute = new DelaySpec(60 * SECOND, 0);
        var warm = new WarmPool(1, new DelaySpec(10 * SECOND, 0), 0.25);

        ElasticFigures cold = figures(run(of(plain, group(plain, minute, 0, Reservation.NONE, WarmPool.NONE)), HOUR));
        ElasticFigures kept = figures(run(of(plain, group(plain, minute, 1, Reservation.NONE, warm)), HOUR));

        // asked for at 10 s; 20 s to start
        assertThat(cold.services().get(0).elasticity().lagMaxSeconds()).isCloseTo(90, within(1e-9));
        assertThat(kept.services().get(0).elasticity().lagMaxSeconds()).isCloseTo(40, within(1e-9));
        assertThat(kept.fleet().failed()).isZero();
        assertThat(kept.fleet().cost() - cold.fleet().cost()).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void a_warm_pool_that_is_empty_lets_nodes_boot_and_is_filled_again() throws IOException {
        // a third node is asked for while the pool boots its next one, which takes as long
        ElasticSpec plain = elastic(service(100, 12, 0, null), 3, 0, true);
        var warm = new WarmPool(1, new DelaySpec(10 * SECOND, 0), 0);
        var group = group(plain, new DelaySpec(60 * SECOND, 0), 0, Reservation.NONE, warm);
        ElasticFigures figures = figures(run(of(plain, group), HOUR));

        // the second is there at 20 s, the third asked for then and there at 80 s
        assertThat(figures.fleet().nodesPeak()).isEqualTo(3);
        assertThat(figures.fleet().nodesMean()).isCloseTo((3600 + 3580 + 3520) / 3600.0, within(1e-9));
    }
}
