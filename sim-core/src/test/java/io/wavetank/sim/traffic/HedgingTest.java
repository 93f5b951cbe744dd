package io.wavetank.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Draws;
import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.policy.traffic.CallPolicy;
import io.wavetank.policy.traffic.DrawBits;
import io.wavetank.policy.traffic.HedgingPolicy;
import io.wavetank.policy.traffic.LoadBalancer;
import io.wavetank.policy.traffic.Timeouts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls that are sent again while a try is under way. */
final class HedgingTest {
    private static final long MS = 1_000_000;
    private static final LoadBalancer.Factory FIRST_DRAWN = (client, draws) ->
            (endpoints, draw) -> endpoints.size() == 0 ? LoadBalancer.NONE : DrawBits.below(endpoints.size(), draw);

    private static HedgingPolicy after(long nanos, int tries) {
        return (sent, now) -> sent < tries ? nanos : HedgingPolicy.NEVER;
    }

    private static TrafficResult run(CallPolicy.Factory policy, ServiceTime time, double failures, int requests) {
        // as many cores as anybody may want: a request takes what it takes
        var service = new ServiceSpec(
                "s",
                ServiceSpec.UNBOUNDED,
                0,
                1e9,
                null,
                FIRST_DRAWN,
                ServiceSpec.Sides.CENTRAL,
                policy,
                Propagation.AT_ONCE);
        var draws = new Draws(11, 0);
        Draws gaps = draws.stream("arrivals");
        var arrivals = new ArrivalProcess() {
            private double nanos;
            private long number;

            @Override
            public long nextNanos() {
                nanos += gaps.exponential(MS, number, 0);
                return number++ == requests ? NEVER : (long) nanos;
            }
        };
        var spec = TrafficSpec.of(
                List.of(service),
                List.of(new OperationSpec("op", 0, List.of(new OperationSpec.Work(time)), failures)),
                List.of(EntrySpec.open("users", 0, arrivals)),
                0);
        var loop = new TrafficLoop(spec, draws);
        loop.fleet().addReady(0);
        loop.fleet().addReady(0);
        loop.advanceTo(3600_000 * MS);
        return loop.finish();
    }

    private static EntryCounts users(HedgingPolicy hedging, ServiceTime time, double failures, int requests) {
        return run(client -> new CallPolicy.Builder().hedging(hedging).build(), time, failures, requests)
                .entries()
                .get(0);
    }

    /** With exponential times of mean 1 the answer after a delay d is the first of X and d + Y: its mean is 1 - e^-d + e^-d / 2. */
    @Test
    void the_first_of_two_answers_counts() {
        int requests = 200_000;
        double share = StrictMath.exp(-0.5);
        EntryCounts users = users(after(5 * MS, 2), u -> -10 * MS * StrictMath.log(u), 0, requests);

        assertThat(users.answered()).isEqualTo(requests);
        assertThat(users.latency().observedMeanNanos() / (10 * MS)).isCloseTo(1 - share / 2, within(0.01));
        assertThat(users.tries() / (double) requests).isCloseTo(1 + share, within(0.005));
    }

    @Test
    void three_at_once_are_as_fast_as_the_fastest() {
        int requests = 200_000;
        EntryCounts users = users(after(0, 3), u -> -9 * MS * StrictMath.log(u), 0, requests);

        assertThat(users.latency().observedMeanNanos() / (9 * MS)).isCloseTo(1 / 3.0, within(0.005));
        assertThat(users.tries()).isEqualTo(3L * requests);
    }

    /** A try that fails while the other is under way is forgotten; the call fails if both do. */
    @Test
    void a_call_fails_when_all_of_its_tries_have() {
        int requests = 100_000;
        EntryCounts users = users(after(MS, 2), u -> 10 * MS, 0.3, requests);

        assertThat(users.failed() / (double) requests).isCloseTo(0.09, within(0.005));
        assertThat(users.outcome(CallOutcome.SERVER_ERROR)).isEqualTo(users.failed());
        // answered by the first after 10 ms, or by the second after 11
        assertThat(users.latency().max().nanos()).isEqualTo(11.0 * MS);
    }

    @Test
    void what_ends_in_time_is_not_sent_again() {
        EntryCounts users = users(after(11 * MS, 5), u -> 10 * MS, 0, 1000);

        assertThat(users.tries()).isEqualTo(1000);
    }

    @Test
    void every_try_may_time_out_and_then_the_call_has() {
        CallPolicy.Factory policy = client -> new CallPolicy.Builder()
                .timeouts(new Timeouts(4 * MS, 0, false))
                .hedging(after(MS, 2))
                .retry((tries, outcome, now, draw) -> tries < 3 ? MS : -1)
                .build();
        EntryCounts users = run(policy, u -> 10 * MS, 0, 1000).entries().get(0);

        // tries at 0 and 1, given up at 4 and 5; at 6 the third, which nothing is sent beside, given up at 10
        assertThat(users.outcome(CallOutcome.TRY_TIMEOUT)).isEqualTo(1000);
        assertThat(users.tries()).isEqualTo(3000);
        assertThat(users.latency().max().nanos()).isEqualTo(10.0 * MS);
    }
}
