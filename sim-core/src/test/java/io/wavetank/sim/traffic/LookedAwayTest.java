package io.wavetank.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import io.wavetank.policy.traffic.LoadBalancer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A replica is an endpoint while it is ready, its process is up and its node is not known to be lost, in whatever order these come and go. */
final class LookedAwayTest {
    private static final long SECOND = 1_000_000_000L;

    /** Each request has it killed; it is up again after 10 s. */
    private final TrafficLoop loop = new TrafficLoop(
            TrafficSpec.of(
                    List.of(ServiceSpec.sharing(
                                    "s",
                                    (client, draws) ->
                                            (endpoints, draw) -> endpoints.size() == 0 ? LoadBalancer.NONE : 0)
                            .with(new ServiceExtras(
                                    null, List.of(), null, new MemorySpec(100, 200, 250, u -> 10.0 * SECOND), null))),
                    List.of(OperationSpec.work("op", 0, u -> SECOND)),
                    List.of(EntrySpec.open("users", 0, at(100))),
                    0),
            new Draws(1, 0));

    private static ArrivalProcess at(long second) {
        return new ArrivalProcess() {
            private boolean gone;

            @Override
            public long nextNanos() {
                boolean before = gone;
                gone = true;
                return before ? NEVER : second * SECOND;
            }
        };
    }

    private int endpointsAt(long second) {
        loop.advanceTo(second * SECOND);
        return loop.fleet().endpoints(0);
    }

    @Test
    void one_that_comes_up_while_its_node_is_lost_is_none_until_the_node_is_back() {
        int replica = loop.fleet().add(0, Place.OUTSIDE, 1, 1);
        loop.makeReadyAt(replica, 20 * SECOND);
        loop.advanceTo(10 * SECOND);
        loop.fleet().lookAway(replica);
        assertThat(endpointsAt(30)).isZero();

        loop.fleet().lookAgain(replica);
        assertThat(endpointsAt(30)).isEqualTo(1);
    }

    @Test
    void one_that_starts_again_while_its_node_is_lost_is_none_until_the_node_is_back() {
        int replica = loop.fleet().addReady(0);
        assertThat(endpointsAt(99)).isEqualTo(1);
        assertThat(endpointsAt(100)).isZero();
        loop.fleet().lookAway(replica);
        assertThat(endpointsAt(120)).isZero();

        loop.fleet().lookAgain(replica);
        assertThat(endpointsAt(120)).isEqualTo(1);
    }

    @Test
    void one_that_is_down_when_its_node_is_back_is_none_until_it_is_up() {
        int replica = loop.fleet().addReady(0);
        assertThat(endpointsAt(100)).isZero();
        loop.fleet().lookAway(replica);
        loop.fleet().lookAgain(replica);
        assertThat(endpointsAt(105)).isZero();

        assertThat(endpointsAt(110)).isEqualTo(1);
    }

    @Test
    void one_that_is_retired_meanwhile_is_none_when_all_else_is_well_again() {
        int replica = loop.fleet().addReady(0);
        assertThat(endpointsAt(100)).isZero();
        loop.fleet().lookAway(replica);
        loop.fleet().retire(replica);
        loop.fleet().lookAgain(replica);

        assertThat(endpointsAt(200)).isZero();
    }
}
