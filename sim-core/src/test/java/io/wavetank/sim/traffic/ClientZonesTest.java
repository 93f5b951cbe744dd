package io.wavetank.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import io.wavetank.policy.traffic.Endpoints;
import io.wavetank.policy.traffic.LoadBalancer;
import io.wavetank.sim.traffic.OperationSpec.CallSpec;
import io.wavetank.sim.traffic.OperationSpec.Calls;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which share of the clients of a service a balancer is told to be in each zone. */
final class ClientZonesTest {
    private static final LoadBalancer.Factory FIRST =
            (client, draws) -> (endpoints, draw) -> endpoints.size() == 0 ? LoadBalancer.NONE : 0;

    private final List<List<Double>> told = new ArrayList<>();

    /** Picks the first endpoint, and writes down where clients are whenever it is told of a change. */
    private LoadBalancer.Factory watching() {
        return (client, draws) -> new LoadBalancer() {
            @Override
            public int pick(Endpoints endpoints, long draw) {
                return endpoints.size() == 0 ? NONE : 0;
            }

            @Override
            public boolean wantsClients() {
                return true;
            }

            @Override
            public void endpointsChanged(Endpoints endpoints) {
                told.add(IntStream.range(0, endpoints.zoneCount())
                        .mapToObj(endpoints::clientShare)
                        .toList());
            }
        };
    }

    private static TrafficLoop loop(List<ServiceSpec> services, List<OperationSpec> operations, EntrySpec entry) {
        var spec = new TrafficSpec(
                services, operations, List.of(entry), NetworkDelay.NONE, 3, 0, Long.MAX_VALUE, 0, null, null);
        return new TrafficLoop(spec, new Draws(1, 0));
    }

    private List<Double> outside(ServiceSpec.Sides sides, int clients) {
        var entry = new EntrySpec("users", 0, () -> ArrivalProcess.NEVER, 0, u -> 0, clients);
        var loop = loop(
                List.of(ServiceSpec.sharing("s", watching()).routedBy(sides)),
                List.of(OperationSpec.work("op", 0, u -> 1)),
                entry);
        told.clear();
        loop.fleet().addReady(0);
        assertThat(told).hasSize(sides == ServiceSpec.Sides.CENTRAL ? 1 : clients);
        return told.get(0);
    }

    @Test
    void clients_outside_are_where_they_are_and_a_balancer_in_the_middle_is_in_the_first_zone() {
        assertThat(outside(ServiceSpec.Sides.EACH_CALLER, 4)).containsExactly(0.5, 0.25, 0.25);
        assertThat(outside(ServiceSpec.Sides.EACH_CALLER, 1)).containsExactly(1.0, 0.0, 0.0);
        assertThat(outside(ServiceSpec.Sides.CENTRAL, 4)).containsExactly(1.0, 0.0, 0.0);
    }

    @Test
    void a_replica_that_calls_hears_when_others_like_it_come_and_go() {
        var loop = loop(
                List.of(
                        ServiceSpec.sharing("front", FIRST),
                        ServiceSpec.sharing("back", watching()).routedBy(ServiceSpec.Sides.EACH_CALLER)),
                List.of(
                        new OperationSpec("get", 0, List.of(new Calls(List.of(CallSpec.always(1)))), 0),
                        OperationSpec.work("read", 1, u -> 1)),
                EntrySpec.closed("users", 0, 1, u -> 10));
        loop.fleet().addReady(1);
        loop.fleet().addReady(0);
        loop.advanceTo(100);
        assertThat(told).containsExactly(List.of(1.0, 0.0, 0.0));

        int second = loop.fleet().add(0, new Place(1, 0, 1, 0), 1, 1);
        loop.fleet().makeReady(second);
        assertThat(told).last().isEqualTo(List.of(0.5, 0.5, 0.0));
        loop.fleet().retire(second);
        assertThat(told).hasSize(3).last().isEqualTo(List.of(1.0, 0.0, 0.0));
    }
}
