package io.wavetank.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import io.wavetank.policy.traffic.CallPolicy;
import io.wavetank.policy.traffic.LoadBalancer;
import io.wavetank.policy.traffic.RateLimiter;
import io.wavetank.sim.traffic.OperationSpec.CallSpec;
import io.wavetank.sim.traffic.OperationSpec.Calls;
import io.wavetank.sim.traffic.OperationSpec.Work;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls whose answers nobody would take any more: their callers are gone, or have failed by another call. A try takes 10 ms and fails. */
final class CallersGoneTest {
    private static final long MS = 1_000_000;
    private static final long NEVER = ArrivalProcess.NEVER;
    private static final LoadBalancer.Factory ONLY =
            (client, draws) -> (endpoints, draw) -> endpoints.size() == 0 ? LoadBalancer.NONE : 0;

    /** Three retries, each 10 ms after a failure. */
    private static CallPolicy.Builder retrying() {
        return new CallPolicy.Builder().retry((tries, outcome, now, draw) -> tries <= 3 ? 10 * MS : -1);
    }

    /** How many tries ended at the service that is called, where the caller is lost at an instant. */
    private static long tries(CallPolicy.Factory policy, ServiceSpec.Sides sides, boolean awaited, long lostNanos) {
        var back = ServiceSpec.sharing("back", ONLY).routedBy(sides).withPolicies(policy);
        var spec = TrafficSpec.of(
                List.of(ServiceSpec.sharing("front", ONLY), back),
                List.of(
                        new OperationSpec("get", 0, List.of(new Calls(List.of(new CallSpec(1, 1, awaited, false)))), 0),
                        new OperationSpec("read", 1, List.of(new Work(u -> 10 * MS)), 1)),
                List.of(EntrySpec.open("users", 0, once())),
                0);
        var loop = new TrafficLoop(spec, new Draws(1, 0));
        loop.fleet().addReady(0);
        loop.fleet().addReady(1);
        if (lostNanos != NEVER) {
            loop.advanceTo(lostNanos);
            loop.lose(0, 0);
        }
        loop.advanceTo(1000 * MS);
        return loop.finish().services().get(1).tries();
    }

    private static ArrivalProcess once() {
        return new ArrivalProcess() {
            private boolean gone;

            @Override
            public long nextNanos() {
                boolean before = gone;
                gone = true;
                return before ? NEVER : 0;
            }
        };
    }

    private static long tries(boolean awaited, long lostNanos) {
        long each = tries(client -> retrying().build(), ServiceSpec.Sides.EACH_CALLER, awaited, lostNanos);
        if (awaited) { // whoever routes
            assertThat(tries(client -> retrying().build(), ServiceSpec.Sides.CENTRAL, true, lostNanos))
                    .isEqualTo(each);
        }
        return each;
    }

    @Test
    void a_caller_that_is_gone_does_not_try_again() {
        assertThat(tries(true, NEVER)).isEqualTo(4);
        assertThat(tries(true, 5 * MS)).isEqualTo(1); // while a try is under way
        assertThat(tries(true, 15 * MS)).isEqualTo(1); // while it waits
        assertThat(tries(true, 25 * MS)).isEqualTo(2);
    }

    @Test
    void a_call_that_nobody_waits_for_is_tried_again_as_long_as_its_caller_is_there() {
        assertThat(tries(false, NEVER)).isEqualTo(4);
        assertThat(tries(false, 5 * MS)).isEqualTo(1);
        assertThat(tries(false, 15 * MS)).isEqualTo(1);
    }

    @Test
    void a_caller_that_is_gone_sends_nothing_that_waited_for_its_turn_and_nothing_beside_a_try() {
        CallPolicy.Factory waiting = client -> new CallPolicy.Builder()
                .limiter(new RateLimiter() {
                    @Override
                    public long reserve(int permits, long nowNanos) {
                        return 10 * MS;
                    }
                })
                .build();
        assertThat(tries(waiting, ServiceSpec.Sides.EACH_CALLER, true, NEVER)).isEqualTo(1);
        assertThat(tries(waiting, ServiceSpec.Sides.EACH_CALLER, true, 5 * MS)).isZero();

        CallPolicy.Factory hedging = client -> new CallPolicy.Builder()
                .hedging((sent, now) -> sent < 2 ? 7 * MS : NEVER)
                .build();
        assertThat(tries(hedging, ServiceSpec.Sides.EACH_CALLER, true, NEVER)).isEqualTo(2);
        assertThat(tries(hedging, ServiceSpec.Sides.EACH_CALLER, true, 5 * MS)).isEqualTo(1);
    }

    @Test
    void what_an_operation_called_is_not_tried_again_when_it_has_failed_by_another_call() {
        var back = ServiceSpec.sharing("back", ONLY)
                .withPolicies(client -> retrying().build());
        var spec = TrafficSpec.of(
                List.of(ServiceSpec.sharing("front", ONLY), ServiceSpec.sharing("other", ONLY), back),
                List.of(
                        new OperationSpec(
                                "get", 0, List.of(new Calls(List.of(CallSpec.always(1), CallSpec.always(2)))), 0),
                        new OperationSpec("fail", 1, List.of(new Work(u -> 5 * MS)), 1),
                        new OperationSpec("read", 2, List.of(new Work(u -> 10 * MS)), 1)),
                List.of(EntrySpec.open("users", 0, once())),
                0);
        var loop = new TrafficLoop(spec, new Draws(1, 0));
        for (int service = 0; service < 3; service++) {
            loop.fleet().addReady(service);
        }
        loop.advanceTo(1000 * MS);

        assertThat(loop.finish().services().get(2).tries()).isEqualTo(1);
    }
}
