package io.wavetank.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.policy.traffic.CallPolicy;
import io.wavetank.policy.traffic.LoadBalancer;
import io.wavetank.policy.traffic.LoadShedder;
import io.wavetank.policy.traffic.Timeouts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What those who shed load are told of the waits of tries: one worker, 10 ms of work, a place for two to wait; four come at 0, 1, 2 and 3 ms. */
final class ShedderWaitsTest {
    private static final long MS = 1_000_000;
    private static final LoadBalancer.Factory ONLY = (client, draws) -> (endpoints, draw) -> 0;

    private final List<String> told = new ArrayList<>();

    private void run(Timeouts timeouts) {
        var shedder = new LoadShedder() {
            @Override
            public boolean admit(int priority, long nowNanos, long draw) {
                return true;
            }

            @Override
            public void ended(CallOutcome outcome, long waitNanos, long nowNanos) {
                told.add(nowNanos / MS + " " + outcome + " " + (waitNanos < 0 ? waitNanos : waitNanos / MS));
            }
        };
        var arrivals = new ArrivalProcess() {
            private int next;

            @Override
            public long nextNanos() {
                return next == 4 ? NEVER : next++ * MS;
            }
        };
        CallPolicy.Factory policy = client ->
                new CallPolicy.Builder().timeouts(timeouts).shedder(shedder).build();
        var spec = TrafficSpec.of(
                List.of(ServiceSpec.pool("s", 1, ONLY).withQueueLimit(2).withPolicies(policy)),
                List.of(OperationSpec.work("op", 0, u -> 10 * MS)),
                List.of(EntrySpec.open("users", 0, arrivals)),
                0);
        var loop = new TrafficLoop(spec, new Draws(1, 0));
        loop.fleet().addReady(0);
        loop.advanceTo(100 * MS);
        loop.finish();
    }

    @Test
    void each_try_that_was_taken_in_tells_how_long_it_waited() {
        run(Timeouts.UNBOUNDED);

        assertThat(told).containsExactly("3 GATEWAY_FAILURE -1", "10 OK 0", "20 OK 9", "30 OK 18");
    }

    @Test
    void one_that_is_given_up_tells_how_long_it_waited_so_far() {
        run(new Timeouts(12 * MS, 0, false));

        // the second is given up in service, the third while it waits
        assertThat(told).containsExactly("3 GATEWAY_FAILURE -1", "10 OK 0", "13 TRY_TIMEOUT 9", "14 TRY_TIMEOUT 12");
    }
}
