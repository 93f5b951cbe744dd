package io.wavetank.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Draws;
import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.policy.traffic.DrawBits;
import io.wavetank.policy.traffic.LoadBalancer;
import io.wavetank.sim.scenario.RegistrySpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Replicas that share a node, its memory, and the registry that images come from; by hand and against closed forms. */
final class SharedNodesTest {
    private static final long MS = 1_000_000;
    private static final long SECOND = 1000 * MS;
    private static final LoadBalancer.Factory ANY = (client, draws) ->
            (endpoints, draw) -> endpoints.size() == 0 ? LoadBalancer.NONE : DrawBits.below(endpoints.size(), draw);
    private static final Place NODE = new Place(0, -1, 0, 0);

    private static ArrivalProcess at(long... millis) {
        return new ArrivalProcess() {
            private int next;

            @Override
            public long nextNanos() {
                return next == millis.length ? NEVER : millis[next++] * MS;
            }
        };
    }

    private static ArrivalProcess poisson(double gapNanos, Draws draws) {
        return new ArrivalProcess() {
            private double nanos;
            private long number;

            @Override
            public long nextNanos() {
                nanos += draws.exponential(gapNanos, number++, 0);
                return (long) nanos;
            }
        };
    }

    private static TrafficLoop loop(
            List<ServiceSpec> services,
            ServiceTime time,
            List<ArrivalProcess> arrivals,
            @Nullable Contention contention,
            @Nullable RegistrySpec registry) {
        List<OperationSpec> operations = new ArrayList<>();
        List<EntrySpec> entries = new ArrayList<>();
        for (int i = 0; i < services.size(); i++) {
            operations.add(OperationSpec.work("op" + i, i, time));
            entries.add(EntrySpec.open("users" + i, i, arrivals.get(i)));
        }
        return new TrafficLoop(
                new TrafficSpec(
                        services,
                        operations,
                        entries,
                        NetworkDelay.NONE,
                        1,
                        0,
                        Long.MAX_VALUE,
                        0,
                        contention,
                        registry),
                new Draws(5, 0));
    }

    private static void addReady(TrafficLoop loop, int service) {
        loop.fleet().makeReady(loop.fleet().add(service, NODE, 1, 1));
    }

    /** Work is conserved, so that with exponential work all requests of a node of one core are those of M/M/1: mean 1 / (mu - lambda). */
    @Test
    void replicas_that_share_a_core_are_one_queue() {
        var draws = new Draws(9, 0);
        var loop = loop(
                List.of(ServiceSpec.sharing("a", ANY), ServiceSpec.sharing("b", ANY)),
                u -> -MS * StrictMath.log(u),
                List.of(poisson(4 * MS, draws.stream("a")), poisson(2.5 * MS, draws.stream("b"))),
                new Contention(0),
                null);
        loop.fleet().addNode(1);
        addReady(loop, 0);
        addReady(loop, 1);
        loop.advanceTo(2000 * SECOND);
        var entries = loop.finish().entries();

        double all = entries.stream()
                        .mapToDouble(each -> each.latency().observedMeanNanos() * each.answered())
                        .sum()
                / entries.stream().mapToLong(EntryCounts::answered).sum();
        assertThat(all / MS).isCloseTo(1 / (1 - 0.25 - 0.4), within(0.06));
        // the quieter one has its part of the core to itself more often
        assertThat(entries.get(0).latency().observedMeanNanos())
                .isLessThan(entries.get(1).latency().observedMeanNanos());
    }

    @Test
    void a_busy_neighbour_slows_and_leaves() {
        var loop = loop(
                List.of(ServiceSpec.sharing("a", ANY)), u -> 10 * MS, List.of(at(0, 100)), new Contention(0.5), null);
        loop.fleet().addNode(4);
        addReady(loop, 0);
        loop.addOthers(0, 2); // half of the cores: 1 / (1 + 0.5 * 0.5) of the speed
        loop.advanceTo(50 * MS);
        loop.addOthers(0, -2);
        loop.advanceTo(SECOND);
        var users = loop.finish().entries().get(0);

        assertThat(users.latency().max().nanos()).isEqualTo(12.5 * MS);
        assertThat(users.latency().observedMeanNanos()).isEqualTo(11.25 * MS);
    }

    @Test
    void a_node_that_is_slow_serves_so_much_slower_and_one_that_hangs_not_at_all() {
        var loop =
                loop(List.of(ServiceSpec.sharing("a", ANY)), u -> 10 * MS, List.of(at(0, 100, 200, 300)), null, null);
        addReady(loop, 0);
        loop.advanceTo(5 * MS);
        loop.slow(0, 0.25); // half of the work is left: 20 ms
        loop.advanceTo(90 * MS);
        loop.slow(0, 0);
        loop.advanceTo(150 * MS);
        assertThat(loop.fleet().load(0)).isEqualTo(1);
        loop.slow(0, 1);
        loop.advanceTo(190 * MS);
        loop.slow(1, 0); // another node
        loop.slow(0, 0.5);
        loop.advanceTo(290 * MS);
        loop.fleet().retire(0);
        addReady(loop, 0); // one that comes there is as slow
        loop.advanceTo(SECOND);
        var users = loop.finish().entries().get(0);

        // 5 + 20, 50 + 10, and twice 20 ms
        assertThat(users.answered()).isEqualTo(4);
        assertThat(users.latency().max().nanos()).isEqualTo(60.0 * MS);
        assertThat(users.latency().observedMeanNanos()).isEqualTo((25 + 60 + 20 + 20) / 4.0 * MS);
    }

    @Test
    void what_wants_more_than_a_node_has_gets_its_part() {
        var loop = loop(List.of(ServiceSpec.sharing("a", ANY)), u -> 10 * MS, List.of(at(0)), new Contention(0), null);
        loop.fleet().addNode(2);
        addReady(loop, 0);
        loop.addOthers(0, 3); // of 4 cores wanted there are 2
        loop.advanceTo(SECOND);

        assertThat(loop.finish().entries().get(0).latency().max().nanos()).isEqualTo(20.0 * MS);
    }

    /** Four nodes share the registry, and one alone is bound by its own line: max(n S / B, S / b). */
    @Test
    void images_are_pulled_over_what_the_registry_has_and_kept() {
        var start = new StartSpec("image", 1_000_000_000, u -> 0, 0, 1, 0);
        var loop = loop(
                List.of(ServiceSpec.sharing("a", ANY)),
                u -> MS,
                List.of(at()),
                new Contention(0),
                new RegistrySpec(200e6, 125e6));
        for (int node = 0; node < 5; node++) {
            loop.fleet().addNode(1);
        }
        for (int node = 0; node < 4; node++) {
            loop.start(loop.fleet().add(0, new Place(node, -1, 0, 0), 1, 1), start, 0);
        }
        assertThat(readyAt(loop, 4, 0)).isEqualTo(20 * SECOND);
        loop.start(loop.fleet().add(0, new Place(4, -1, 0, 0), 1, 1), start, 0);
        loop.start(loop.fleet().add(0, new Place(0, -1, 0, 0), 1, 1), start, 0); // the node has it
        assertThat(readyAt(loop, 5, 20 * SECOND)).isEqualTo(20 * SECOND);
        assertThat(readyAt(loop, 6, 20 * SECOND)).isEqualTo(28 * SECOND);
    }

    private static long readyAt(TrafficLoop loop, int endpoints, long from) {
        for (long now = from; now <= from + 100 * SECOND; now += SECOND / 2) {
            loop.advanceTo(now);
            if (loop.fleet().endpoints(0) == endpoints) {
                return now;
            }
        }
        return -1;
    }

    @Test
    void a_cold_replica_is_slow_until_it_is_warm() {
        var loop = loop(List.of(ServiceSpec.sharing("a", ANY)), u -> 10 * MS, List.of(at(3000, 20000)), null, null);
        loop.start(
                loop.fleet().add(0, Place.OUTSIDE, 1, 1),
                new StartSpec("", 0, u -> 0, SECOND, 0.25, 5 * SECOND),
                1500 * MS);
        loop.advanceTo(2000 * MS - 1);
        assertThat(loop.fleet().endpoints(0)).isEqualTo(0); // probes are at 1 s and 2 s
        loop.advanceTo(2000 * MS);
        assertThat(loop.fleet().endpoints(0)).isEqualTo(1);
        loop.advanceTo(30 * SECOND);
        var users = loop.finish().entries().get(0);

        assertThat(users.latency().max().nanos()).isEqualTo(40.0 * MS);
        assertThat(users.latency().observedMeanNanos()).isEqualTo(25.0 * MS);
    }

    @Test
    void a_replica_that_takes_too_much_memory_is_killed_and_starts_again_later_each_time() {
        var memory = new MemorySpec(100, 50, 200, u -> 2.0 * SECOND); // two requests fit
        var extras = new ServiceExtras(null, List.of(), null, memory, null);
        var loop = loop(
                List.of(ServiceSpec.sharing("a", ANY).with(extras)),
                u -> 1.0 * SECOND,
                List.of(at(0, 1, 2, 3000, 3001, 3002, 14000, 16000)),
                null,
                null);
        addReady(loop, 0);
        loop.advanceTo(60 * SECOND);
        var result = loop.finish();
        var users = result.entries().get(0);

        // killed at 2 ms and back at 2.002 s; killed at 3.002 s and back 12 s later, so that nobody is there at 14 s
        assertThat(result.services().get(0).kills()).isEqualTo(2);
        assertThat(users.outcome(CallOutcome.RESET)).isEqualTo(4);
        assertThat(users.outcome(CallOutcome.CONNECT_FAILURE)
                        + users.outcome(CallOutcome.NO_ENDPOINT)
                        + users.outcome(CallOutcome.SERVER_ERROR))
                .isEqualTo(3);
        assertThat(users.answered()).isEqualTo(1);
    }

    @Test
    void a_request_that_finds_no_place_takes_no_memory() {
        var memory = new MemorySpec(100, 50, 200, u -> 2.0 * SECOND); // as many fit as have a place
        var extras = new ServiceExtras(null, List.of(), null, memory, null);
        var loop = loop(
                List.of(ServiceSpec.pool("a", 1, ANY).withQueueLimit(1).with(extras)),
                u -> 1.0 * SECOND,
                List.of(at(0, 1, 2)),
                null,
                null);
        addReady(loop, 0);
        loop.advanceTo(60 * SECOND);
        var result = loop.finish();

        assertThat(result.services().get(0).kills()).isZero();
        assertThat(result.entries().get(0).answered()).isEqualTo(2);
        assertThat(result.entries().get(0).outcome(CallOutcome.GATEWAY_FAILURE)).isEqualTo(1);
    }

    /** Killed at 2 ms and told to accept nothing more at 1 s, it is back at 2.002 s. */
    @Test
    void one_that_was_told_to_accept_nothing_while_it_was_down_accepts_nothing_when_it_is_back() {
        var memory = new MemorySpec(100, 50, 200, u -> 2.0 * SECOND);
        var extras = new ServiceExtras(null, List.of(), null, memory, null);
        var loop = loop(
                List.of(ServiceSpec.sharing("a", ANY).with(extras)),
                u -> 1.0 * SECOND,
                List.of(at(0, 1, 2, 3000)),
                null,
                null);
        addReady(loop, 0);
        loop.advanceTo(SECOND);
        loop.fleet().setListening(0, false);
        loop.advanceTo(60 * SECOND);

        assertThat(loop.finish().entries().get(0).answered()).isZero();
    }

    @Test
    void one_that_is_told_to_accept_while_it_is_down_does_when_it_is_back() {
        var memory = new MemorySpec(100, 50, 200, u -> 2.0 * SECOND);
        var extras = new ServiceExtras(null, List.of(), null, memory, null);
        var loop = loop(
                List.of(ServiceSpec.sharing("a", ANY).with(extras)),
                u -> 1.0 * SECOND,
                List.of(at(0, 1, 2, 1500, 3000)),
                null,
                null);
        addReady(loop, 0);
        loop.advanceTo(SECOND);
        loop.fleet().setListening(0, true);
        loop.fleet().makeReady(0);
        loop.advanceTo(60 * SECOND);

        // what comes at 1.5 s finds nobody, as what came at 0, 1 and 2 ms
        assertThat(loop.finish().entries().get(0).answered()).isEqualTo(1);
    }
}
