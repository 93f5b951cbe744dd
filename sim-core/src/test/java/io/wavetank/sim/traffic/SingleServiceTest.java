package io.wavetank.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Draws;
import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.policy.traffic.DrawBits;
import io.wavetank.policy.traffic.LoadBalancer;
import io.wavetank.sim.traffic.OperationSpec.CallSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One service behind one balancer, by hand and against closed forms. */
final class SingleServiceTest {
    private static final long MS = 1_000_000;
    private static final LoadBalancer.Factory ANY = (client, draws) ->
            (endpoints, draw) -> endpoints.size() == 0 ? LoadBalancer.NONE : DrawBits.below(endpoints.size(), draw);

    /** Requests at given instants. */
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

    private static TrafficLoop loop(ServiceSpec service, ServiceTime time, ArrivalProcess arrivals, int replicas) {
        var spec = TrafficSpec.of(
                List.of(service),
                List.of(OperationSpec.work("op", 0, time)),
                List.of(EntrySpec.open("users", 0, arrivals)),
                0);
        var loop = new TrafficLoop(spec, new Draws(3, 0));
        for (int i = 0; i < replicas; i++) {
            loop.fleet().addReady(0);
        }
        return loop;
    }

    @Test
    void one_worker_serves_in_turn() {
        var loop = loop(ServiceSpec.pool("s", 1, ANY), u -> 10 * MS, at(0, 1, 2), 1);
        loop.advanceTo(100 * MS);
        var users = loop.finish().entries().get(0);

        // done at 10, 20 and 30: latencies 10, 19, 28
        assertThat(users.answered()).isEqualTo(3);
        assertThat(users.latency().observedMeanNanos()).isEqualTo(19.0 * MS);
        assertThat(users.latency().max().nanos()).isEqualTo(28.0 * MS);
    }

    @Test
    void requests_that_share_a_core_slow_each_other() {
        var loop = loop(ServiceSpec.sharing("s", ANY), u -> 10 * MS, at(0, 4), 1);
        loop.advanceTo(100 * MS);
        var users = loop.finish().entries().get(0);

        // the first has 6 left at 4, done at 16; the second has 4 left then, done at 20: latencies 16 and 16
        assertThat(users.latency().observedMeanNanos()).isEqualTo(16.0 * MS);
        assertThat(users.latency().max().nanos()).isEqualTo(16.0 * MS);
    }

    @Test
    void what_finds_no_place_in_the_queue_is_refused_and_stays_in_the_books() {
        var loop = loop(ServiceSpec.pool("s", 1, ANY).withQueueLimit(1), u -> 10 * MS, at(0, 1, 2), 1);
        loop.advanceTo(100 * MS);
        var result = loop.finish();
        var users = result.entries().get(0);

        assertThat(users.answered()).isEqualTo(2);
        assertThat(users.outcome(CallOutcome.GATEWAY_FAILURE)).isEqualTo(1);
        assertThat(users.latency().censoredCount()).isEqualTo(1);
        assertThat(result.services().get(0).tries()).isEqualTo(3);
        assertThat(result.services().get(0).waitMeanNanos()).as("of 0 and 9 ms").isEqualTo(4.5 * MS);
    }

    @Test
    void what_the_end_finds_without_an_answer_is_censored_at_its_age() {
        var loop = loop(ServiceSpec.pool("s", 1, ANY), u -> 50 * MS, at(0, 30), 1);
        loop.advanceTo(60 * MS);
        var users = loop.finish().entries().get(0);

        assertThat(users.answered()).isEqualTo(1);
        assertThat(users.unanswered()).isEqualTo(1);
        assertThat(users.latency().max().atLeast()).isFalse();
        assertThat(users.latency().mean().nanos()).isEqualTo(40.0 * MS);
    }

    @Test
    void a_lost_replica_resets_its_connections_and_others_go_on() {
        var loop = loop(
                ServiceSpec.pool("s", 1, (client, draws) -> (endpoints, draw) -> 0), u -> 10 * MS, at(0, 1, 20), 2);
        loop.advanceTo(5 * MS);
        loop.fleet().retire(0);
        loop.lose(0, 2 * MS);
        loop.advanceTo(100 * MS);
        var users = loop.finish().entries().get(0);

        // both requests of the first replica fail at 7; the third goes to the other
        assertThat(users.outcome(CallOutcome.RESET)).isEqualTo(2);
        assertThat(users.answered()).isEqualTo(1);
        assertThat(users.latency().max().nanos()).isEqualTo(10.0 * MS);
    }

    @Test
    void who_calls_what_is_down_and_still_an_endpoint_finds_out_late() {
        var loop = loop(ServiceSpec.pool("s", 1, ANY), u -> 10 * MS, at(20), 1);
        loop.advanceTo(5 * MS);
        loop.lose(0, 7 * MS);
        loop.advanceTo(100 * MS);
        var users = loop.finish().entries().get(0);

        assertThat(users.outcome(CallOutcome.CONNECT_FAILURE)).isEqualTo(1);
        assertThat(users.latency().max().nanos()).isEqualTo(7.0 * MS);
    }

    @Test
    void who_calls_what_was_given_up_while_its_node_is_down_finds_out_no_sooner() {
        var loop = loop(ServiceSpec.pool("s", 1, ANY), u -> 10 * MS, at(20, 40), 1);
        loop.advanceTo(5 * MS);
        loop.lose(0, 7 * MS);
        loop.advanceTo(10 * MS);
        loop.lose(0, 0); // the task is made anew elsewhere, which this caller has not heard of
        loop.advanceTo(30 * MS);
        loop.fleet().lookAgain(0); // the node is back
        loop.advanceTo(100 * MS);
        var users = loop.finish().entries().get(0);

        assertThat(users.outcome(CallOutcome.CONNECT_FAILURE)).isEqualTo(2);
        assertThat(users.latency().max().nanos()).isEqualTo(7.0 * MS);
        assertThat(users.latency().mean().nanos()).isEqualTo(3.5 * MS);
    }

    @Test
    void an_operation_that_failed_by_one_call_does_not_hear_of_the_other() {
        ServiceSpec pool = ServiceSpec.pool("p", 10, ANY);
        var spec = new TrafficSpec(
                List.of(pool, pool, pool),
                List.of(
                        new OperationSpec(
                                "front",
                                0,
                                List.of(new OperationSpec.Calls(List.of(CallSpec.always(1), CallSpec.always(2)))),
                                0),
                        new OperationSpec("a", 1, List.of(new OperationSpec.Work(u -> 10 * MS)), 1),
                        OperationSpec.work("b", 2, u -> 11 * MS)),
                List.of(EntrySpec.open("users", 0, at(0, 10, 20))),
                new NetworkDelay(2 * MS, 2 * MS, 2 * MS, 2 * MS, 2 * MS),
                1,
                0,
                Long.MAX_VALUE,
                0);
        var loop = new TrafficLoop(spec, new Draws(3, 0));
        for (int service = 0; service < 3; service++) {
            loop.fleet().addReady(service);
        }
        loop.advanceTo(1000 * MS);
        var result = loop.finish();

        // 2 there, 2 + 10 + 2 for the call that fails, 2 back
        assertThat(result.entries().get(0).outcome(CallOutcome.SERVER_ERROR)).isEqualTo(3);
        assertThat(result.entries().get(0).latency().max().nanos()).isEqualTo(18.0 * MS);
        assertThat(result.services().get(2).outcome(CallOutcome.OK)).isEqualTo(3);
    }

    @Test
    void a_call_that_fails_at_once_fails_its_operation_at_once() {
        ServiceSpec pool = ServiceSpec.pool("p", 10, ANY);
        var spec = TrafficSpec.of(
                List.of(pool, pool, pool),
                List.of(
                        new OperationSpec(
                                "front",
                                0,
                                List.of(new OperationSpec.Calls(List.of(CallSpec.always(1), CallSpec.always(2)))),
                                0),
                        OperationSpec.work("nowhere", 1, u -> 10 * MS),
                        OperationSpec.work("slow", 2, u -> 10 * MS)),
                List.of(EntrySpec.open("users", 0, at(0, 20))),
                0);
        var loop = new TrafficLoop(spec, new Draws(3, 0));
        loop.fleet().addReady(0);
        loop.fleet().addReady(2);
        loop.advanceTo(1000 * MS);
        var result = loop.finish();

        // as if the failure had taken a moment: nobody waits for the slow one, which is made all the same
        assertThat(result.entries().get(0).outcome(CallOutcome.SERVER_ERROR)).isEqualTo(2);
        assertThat(result.entries().get(0).latency().max().nanos()).isZero();
        assertThat(result.services().get(2).outcome(CallOutcome.OK)).isEqualTo(2);
    }

    @Test
    void however_many_wait_may_fail_at_one_instant() {
        int requests = 50_000;
        var spec = TrafficSpec.of(
                List.of(ServiceSpec.pool("front", 1, ANY), ServiceSpec.pool("back", 1, ANY)),
                List.of(
                        new OperationSpec("front", 0, List.of(new OperationSpec.Calls(List.of(CallSpec.always(1)))), 0),
                        OperationSpec.work("back", 1, u -> 1000 * MS)),
                List.of(EntrySpec.open("users", 0, at(new long[requests]))),
                0);
        var loop = new TrafficLoop(spec, new Draws(3, 0));
        loop.fleet().addReady(0);
        int back = loop.fleet().addReady(1);
        loop.advanceTo(10 * MS);
        loop.fleet().retire(back);
        loop.lose(back, 0);
        loop.advanceTo(20 * MS);

        // the first loses its connection, the others wait for the worker and find nobody behind it
        assertThat(loop.finish().entries().get(0).outcome(CallOutcome.SERVER_ERROR))
                .isEqualTo(requests);
    }

    @Test
    void a_quota_lets_work_stand_still_until_the_next_period() {
        // half a core over 100 ms, one request of 120 ms of work: 50 ms in each period, whatever the phase
        var loop = loop(ServiceSpec.sharing("s", ANY).withQuota(new CpuQuota(0.5, 100 * MS)), u -> 120 * MS, at(0), 1);
        loop.advanceTo(1000 * MS);
        var users = loop.finish().entries().get(0);

        double latency = users.latency().observedMeanNanos();
        // between two full standstills of 50 ms and three
        assertThat(latency).isBetween(220.0 * MS - 50 * MS, 270.0 * MS);
        assertThat(users.answered()).isEqualTo(1);
    }

    @Test
    void a_chain_of_calls_adds_up_and_siblings_run_side_by_side() {
        ServiceSpec pool = ServiceSpec.pool("p", 10, ANY);
        var spec = TrafficSpec.of(
                List.of(pool, pool, pool),
                List.of(
                        new OperationSpec(
                                "front",
                                0,
                                List.of(
                                        new OperationSpec.Work(u -> 1 * MS),
                                        new OperationSpec.Calls(List.of(CallSpec.always(1), CallSpec.always(2))),
                                        new OperationSpec.Work(u -> 2 * MS)),
                                0),
                        OperationSpec.work("a", 1, u -> 10 * MS),
                        OperationSpec.work("b", 2, u -> 30 * MS)),
                List.of(EntrySpec.open("users", 0, at(0))),
                0);
        var loop = new TrafficLoop(spec, new Draws(3, 0));
        for (int service = 0; service < 3; service++) {
            loop.fleet().addReady(service);
        }
        loop.advanceTo(1000 * MS);

        assertThat(loop.finish().entries().get(0).latency().observedMeanNanos()).isEqualTo(33.0 * MS);
    }

    @Test
    void users_think_between_answer_and_request() {
        var spec = TrafficSpec.of(
                List.of(ServiceSpec.pool("p", 1, ANY)),
                List.of(OperationSpec.work("op", 0, u -> 10 * MS)),
                List.of(EntrySpec.closed("users", 0, 1, u -> 40 * MS)),
                0);
        var loop = new TrafficLoop(spec, new Draws(3, 0));
        loop.fleet().addReady(0);
        loop.advanceTo(1000 * MS);

        assertThat(loop.finish().entries().get(0).answered()).isEqualTo(20);
    }

    @Test
    void one_pool_is_the_queue_m_m_c() {
        // c = 2, load 0.7: mean latency (1 + rho^2 / (1 - rho^2)) / mu = 1 / (1 - rho^2)
        var loop = loop(
                ServiceSpec.pool("s", 2, ANY), u -> -MS * StrictMath.log(u), poisson(MS / 1.4, new Draws(5, 0)), 1);
        loop.advanceTo(300_000 * MS);

        double mean = loop.finish().entries().get(0).latency().observedMeanNanos() / MS;
        assertThat(mean).isCloseTo(1 / (1 - 0.49), within(0.04));
    }
}
