package io.wavetank.experiment.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.experiment.service.SteppedArrivals.Step;
import io.wavetank.policy.Draws;
import io.wavetank.policy.mesh.balance.PowerOfTwo;
import io.wavetank.policy.mesh.resilience.AdmissionControl;
import io.wavetank.policy.mesh.resilience.EnvoyOutlierDetector;
import io.wavetank.policy.mesh.resilience.GradientConcurrency;
import io.wavetank.policy.mesh.resilience.HealthyEndpoints;
import io.wavetank.policy.mesh.resilience.OutlierSettings;
import io.wavetank.policy.mesh.resilience.PanicThreshold;
import io.wavetank.policy.mesh.resilience.PriorityShedder;
import io.wavetank.policy.mesh.resilience.TokenBucket;
import io.wavetank.policy.mesh.resilience4j.CycleLimiter;
import io.wavetank.policy.mesh.resilience4j.Resilience4jBulkhead;
import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.policy.traffic.CallPolicy;
import io.wavetank.policy.traffic.LoadBalancer;
import io.wavetank.policy.traffic.RetryPolicy;
import io.wavetank.policy.traffic.Timeouts;
import io.wavetank.sim.traffic.EntryCounts;
import io.wavetank.sim.traffic.EntrySpec;
import io.wavetank.sim.traffic.OperationSpec;
import io.wavetank.sim.traffic.ServiceSpec;
import io.wavetank.sim.traffic.TrafficLoop;
import io.wavetank.sim.traffic.TrafficSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What guards calls, at work on requests in virtual time: ejection, limits, adaptive concurrency, admission control. */
final class GuardedTrafficTest {
    private static final long SECOND = 1_000_000_000;
    private static final long MILLI = 1_000_000;
    private static final LoadBalancer.Factory TWO = (client, draws) -> new PowerOfTwo(false);

    private static final class Run {
        private final TrafficLoop loop;

        Run(double perSecond, int replicas, LoadBalancer.Factory balancer, CallPolicy.Factory policies) {
            var draws = new Draws(7, 0);
            var arrivals = new SteppedArrivals(List.of(new Step(60 * SECOND, perSecond)), draws.stream("arrivals"));
            loop = new TrafficLoop(
                    TrafficSpec.of(
                            List.of(ServiceSpec.pool("s", 2, balancer).withPolicies(policies)),
                            List.of(OperationSpec.work("op", 0, u -> -20e6 * StrictMath.log(u))),
                            List.of(EntrySpec.open("users", 0, arrivals)),
                            0),
                    draws);
            for (int i = 0; i < replicas; i++) {
                loop.fleet().addReady(0);
            }
        }

        EntryCounts end() {
            loop.advanceTo(70 * SECOND);
            return loop.finish().entries().get(0);
        }
    }

    /** Two choices by outstanding requests send most of all to what refuses at once; five refusals in a row end that at once. */
    @Test
    void an_endpoint_that_refuses_is_ejected_after_five_requests_and_again_after_each_return() {
        var plain = new Run(200, 10, TWO, client -> CallPolicy.plain());
        plain.loop.advanceTo(10 * SECOND);
        plain.loop.fleet().setListening(3, false);
        var guarded = new Run(
                200,
                10,
                HealthyEndpoints.around(TWO, PanicThreshold.ENVOY),
                client -> new CallPolicy.Builder()
                        .outliers(new EnvoyOutlierDetector(OutlierSettings.ENVOY, 0))
                        .build());
        guarded.loop.advanceTo(10 * SECOND);
        guarded.loop.fleet().setListening(3, false);

        assertThat(plain.end().outcome(CallOutcome.CONNECT_FAILURE)).isGreaterThan(500);
        // ejected soon after 10 s, back at the sweep of 50 s, ejected again
        assertThat(guarded.end().outcome(CallOutcome.CONNECT_FAILURE)).isEqualTo(10);
    }

    @Test
    void a_token_bucket_lets_so_many_pass_and_refuses_the_others() {
        EntryCounts users = new Run(
                        200,
                        10,
                        TWO,
                        client -> new CallPolicy.Builder()
                                .limiter(new TokenBucket(100, 100, SECOND))
                                .build())
                .end();

        assertThat(users.answered()).isBetween(5_900L, 6_000L);
        assertThat(users.outcome(CallOutcome.OVER_LIMIT)).isEqualTo(users.offered() - users.answered());
    }

    @Test
    void a_limiter_that_lets_calls_wait_delays_them_and_refuses_none() {
        EntryCounts users = new Run(
                        50,
                        10,
                        TWO,
                        client -> new CallPolicy.Builder()
                                .limiter(new CycleLimiter(10, 100 * MILLI, 10 * SECOND))
                                .build())
                .end();

        assertThat(users.answered()).isEqualTo(users.offered());
        assertThat(users.latency().max().nanos()).isGreaterThan(80.0 * MILLI);
    }

    @Test
    void a_bulkhead_refuses_what_is_beyond_its_places() {
        EntryCounts users = new Run(
                        400,
                        2,
                        TWO,
                        client -> new CallPolicy.Builder()
                                .bulkhead(new Resilience4jBulkhead(8))
                                .build())
                .end();

        // twice what two replicas of two workers can do: about half of it is refused, and nobody waits long
        assertThat(users.outcome(CallOutcome.BULKHEAD_FULL)).isBetween(10_000L, 14_000L);
        assertThat(users.answered() + users.outcome(CallOutcome.BULKHEAD_FULL)).isEqualTo(users.offered());
        assertThat(users.latency().observedMeanNanos()).isLessThan(45.0 * MILLI);
    }

    @Test
    void adaptive_concurrency_keeps_latency_low_under_twice_the_load() {
        CallPolicy.Factory time = client -> new CallPolicy.Builder()
                .timeouts(new Timeouts(SECOND, 0, false))
                .build();
        EntryCounts open = new Run(400, 2, TWO, time).end();
        EntryCounts adaptive = new Run(
                        400,
                        2,
                        TWO,
                        client -> new CallPolicy.Builder()
                                .timeouts(new Timeouts(SECOND, 0, false))
                                .bulkhead(
                                        new GradientConcurrency(GradientConcurrency.Settings.ENVOY, 0, new Draws(1, 0)))
                                .build())
                .end();

        assertThat(open.answered()).isLessThan(open.offered() / 10);
        assertThat(adaptive.answered()).isGreaterThan(adaptive.offered() * 2 / 5);
        assertThat(adaptive.latency().observedMeanNanos()).isLessThan(200.0 * MILLI);
    }

    @Test
    void admission_control_lets_a_service_that_is_overloaded_answer() {
        EntryCounts users = new Run(
                        400,
                        2,
                        TWO,
                        client -> new CallPolicy.Builder()
                                .timeouts(new Timeouts(SECOND, 0, true))
                                .shedder(new AdmissionControl(AdmissionControl.Settings.ENVOY))
                                .build())
                .end();

        assertThat(users.outcome(CallOutcome.SHED)).isGreaterThan(users.offered() / 10);
        assertThat(users.answered()).isGreaterThan(users.offered() / 5);
    }

    /** What matters takes half of what the replicas can do, what does not would take as much again and half more. */
    @Test
    void a_shedder_by_priority_gives_up_what_does_not_matter_while_calls_wait() {
        var draws = new Draws(7, 0);
        CallPolicy.Factory shedding = client -> new CallPolicy.Builder()
                .shedder(new PriorityShedder(2, 20 * MILLI, SECOND, 2_000))
                .build();
        var loop = new TrafficLoop(
                TrafficSpec.of(
                        List.of(ServiceSpec.pool("s", 2, TWO).withPolicies(shedding)),
                        List.of(OperationSpec.work("op", 0, u -> -20e6 * StrictMath.log(u))),
                        List.of(priority(0, 100, draws), priority(1, 300, draws)),
                        0),
                draws);
        loop.fleet().addReady(0);
        loop.fleet().addReady(0);
        loop.advanceTo(90 * SECOND);
        var entries = loop.finish().entries();

        assertThat(entries.get(0).answered()).isEqualTo(entries.get(0).offered());
        assertThat(entries.get(1).outcome(CallOutcome.SHED))
                .isGreaterThan(entries.get(1).offered() / 2);
        assertThat(entries.get(0).latency().observedMeanNanos()).isLessThan(1_000.0 * MILLI);
    }

    private static EntrySpec priority(int priority, double perSecond, Draws draws) {
        var arrivals =
                new SteppedArrivals(List.of(new Step(60 * SECOND, perSecond)), draws.stream("arrivals " + priority));
        return new EntrySpec("priority " + priority, 0, arrivals, 0, u -> 0, 1, "", priority);
    }

    /** Each try fails after some 20 ms; its time-out of 100 ms falls into the wait of 200 ms before the next. */
    @Test
    void a_try_that_failed_in_time_does_not_time_out_while_its_call_waits_to_be_tried_again() {
        var policies = new ArrayList<CountedOutcomes>();
        var loop = new TrafficLoop(
                TrafficSpec.of(
                        List.of(ServiceSpec.pool("s", 2, TWO).withPolicies(client -> {
                            var counted = new CountedOutcomes();
                            policies.add(counted);
                            return new CallPolicy.Builder()
                                    .timeouts(new Timeouts(100 * MILLI, 0, false))
                                    .retry(counted)
                                    .build();
                        })),
                        List.of(new OperationSpec("op", 0, List.of(new OperationSpec.Work(u -> 20.0 * MILLI)), 1)),
                        List.of(EntrySpec.closed("users", 0, 1, u -> 1_000.0 * MILLI)),
                        0),
                new Draws(7, 0));
        loop.fleet().addReady(0);
        loop.advanceTo(100 * SECOND);
        EntryCounts users = loop.finish().entries().get(0);

        assertThat(users.outcome(CallOutcome.SERVER_ERROR)).isGreaterThan(60);
        assertThat(users.tries()).isEqualTo(2 * users.failed() + 2 * users.unanswered());
        assertThat(policies).singleElement().satisfies(each -> {
            assertThat(each.outcomes).containsOnly(CallOutcome.SERVER_ERROR);
            assertThat(each.outcomes).hasSize((int) users.tries());
        });
    }

    /** Tries each call twice, 200 ms after the first try has failed, and notes how tries end. */
    private static final class CountedOutcomes implements RetryPolicy {
        private final List<CallOutcome> outcomes = new ArrayList<>();

        @Override
        public long retryAfterNanos(int triesDone, CallOutcome outcome, long nowNanos, long draw) {
            return triesDone < 2 ? 200 * MILLI : GIVE_UP;
        }

        @Override
        public void tryEnded(CallOutcome outcome, long nowNanos) {
            outcomes.add(outcome);
        }
    }
}
