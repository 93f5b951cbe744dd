package io.wavetank.experiment.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import io.wavetank.policy.mesh.balance.PowerOfTwo;
import io.wavetank.policy.mesh.resilience.ActiveRetries;
import io.wavetank.policy.mesh.resilience.EnvoyOutlierDetector;
import io.wavetank.policy.mesh.resilience.EnvoyRetry;
import io.wavetank.policy.mesh.resilience.FixedHedging;
import io.wavetank.policy.mesh.resilience.HealthyEndpoints;
import io.wavetank.policy.mesh.resilience.JitteredBackoff;
import io.wavetank.policy.mesh.resilience.OutlierSettings;
import io.wavetank.policy.mesh.resilience.PanicThreshold;
import io.wavetank.policy.mesh.resilience.RetryOn;
import io.wavetank.policy.mesh.resilience.TokenBucket;
import io.wavetank.policy.mesh.resilience4j.Resilience4jBreaker;
import io.wavetank.policy.traffic.CallPolicy;
import io.wavetank.policy.traffic.LoadBalancer;
import io.wavetank.policy.traffic.Timeouts;
import io.wavetank.sim.traffic.EntryCounts;
import io.wavetank.sim.traffic.EntrySpec;
import io.wavetank.sim.traffic.NetworkDelay;
import io.wavetank.sim.traffic.OperationSpec;
import io.wavetank.sim.traffic.OperationSpec.CallSpec;
import io.wavetank.sim.traffic.OperationSpec.Calls;
import io.wavetank.sim.traffic.OperationSpec.Work;
import io.wavetank.sim.traffic.ServiceSpec;
import io.wavetank.sim.traffic.ServiceSpec.Sides;
import io.wavetank.sim.traffic.TrafficLoop;
import io.wavetank.sim.traffic.TrafficSpec;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What traffic holds is a matter of what is under way, not of how many requests there were. */
final class TrafficMemoryTest {
    private static final long SECOND = 1_000_000_000;
    private static final long MILLI = 1_000_000;
    private static final int TIERS = 3;
    /** So many objects and places more for 60,000 requests: there may be one more try under way than ever before. */
    private static final long FEW = 200;

    private static final LoadBalancer.Factory TWO = (client, draws) -> new PowerOfTwo(false);
    private static final Set<RetryOn> FAILURES = EnumSet.allOf(RetryOn.class);

    private static TrafficLoop loop(LoadBalancer.Factory balancer, CallPolicy.Factory policies) {
        var services = new ServiceSpec[TIERS];
        var operations = new OperationSpec[TIERS];
        for (int tier = 0; tier < TIERS; tier++) {
            services[tier] = ServiceSpec.pool("tier" + tier, 2, balancer)
                    .withQueueLimit(6)
                    .withPolicies(policies)
                    .routedBy(Sides.EACH_CALLER);
            var work = new Work(u -> -MILLI * StrictMath.log(u));
            operations[tier] = new OperationSpec(
                    "op" + tier,
                    tier,
                    tier + 1 < TIERS
                            ? List.of(work, new Calls(List.of(CallSpec.always(tier + 1), CallSpec.always(tier + 1))))
                            : List.of(work),
                    0.01);
        }
        var loop = new TrafficLoop(
                new TrafficSpec(
                        List.of(services),
                        List.of(operations),
                        List.of(EntrySpec.closed("users", 0, 12, u -> -10 * MILLI * StrictMath.log(u))),
                        new NetworkDelay(20_000, 50_000, 100_000, 500_000, 50_000_000),
                        1,
                        0,
                        Long.MAX_VALUE,
                        0),
                new Draws(3, 0));
        for (int tier = 0; tier < TIERS; tier++) {
            for (int replica = 0; replica < 5; replica++) {
                loop.fleet().addReady(tier);
            }
        }
        return loop;
    }

    /** After so many seconds a call has been as slow as any: the buckets of latencies reach as far as the longest. */
    private static void assertThatFourTimesTheRequestsHoldNoMore(TrafficLoop loop, int seconds) {
        loop.advanceTo(seconds * SECOND);
        long before = HeldState.of(loop);
        loop.advanceTo(4L * seconds * SECOND);
        long after = HeldState.of(loop);

        EntryCounts users = loop.finish().entries().get(0);
        assertThat(users.offered()).isGreaterThan(80_000);
        assertThat(users.failed()).isGreaterThan(FEW);
        assertThat(after - before).isLessThan(FEW);
    }

    @Test
    void calls_that_nothing_guards_leave_nothing_behind() {
        assertThatFourTimesTheRequestsHoldNoMore(loop(TWO, client -> CallPolicy.plain()), 40);
    }

    @Test
    void nor_do_calls_with_all_that_guards_them() {
        TrafficLoop guarded = loop(
                HealthyEndpoints.around(TWO, PanicThreshold.ENVOY),
                client -> new CallPolicy.Builder()
                        .timeouts(new Timeouts(8 * MILLI, 40 * MILLI, true))
                        .retry(new EnvoyRetry(2, FAILURES, JitteredBackoff.ENVOY, new ActiveRetries(3)))
                        .hedging(new FixedHedging(2, 5 * MILLI))
                        .breaker(new Resilience4jBreaker(Resilience4jBreaker.Settings.DEFAULT))
                        .limiter(new TokenBucket(1_000, 1_000, SECOND))
                        .outliers(new EnvoyOutlierDetector(OutlierSettings.ENVOY, 0))
                        .build());
        assertThatFourTimesTheRequestsHoldNoMore(guarded, 80);
    }
}
