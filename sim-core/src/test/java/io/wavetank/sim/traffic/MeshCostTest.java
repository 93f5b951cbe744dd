package io.wavetank.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Draws;
import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.policy.traffic.CallPolicy;
import io.wavetank.policy.traffic.DrawBits;
import io.wavetank.policy.traffic.LoadBalancer;
import io.wavetank.policy.traffic.RateLimiter;
import io.wavetank.policy.traffic.Timeouts;
import io.wavetank.sim.traffic.OperationSpec.CallSpec;
import io.wavetank.sim.traffic.OperationSpec.Calls;
import io.wavetank.sim.traffic.OperationSpec.Work;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What proxies cost, who may call, whose calls are bounded, and versions; by hand. */
final class MeshCostTest {
    private static final long MS = 1_000_000;
    private static final LoadBalancer.Factory WELL = (client, draws) -> (endpoints, draw) -> {
        int at = endpoints.size() == 0 ? LoadBalancer.NONE : DrawBits.below(endpoints.size(), draw);
        return at == LoadBalancer.NONE || endpoints.isHealthy(at) ? at : (at + 1) % endpoints.size();
    };

    private static ArrivalProcess every(long gapMillis, int count) {
        return new ArrivalProcess() {
            private int next;

            @Override
            public long nextNanos() {
                return next == count ? NEVER : next++ * gapMillis * MS;
            }
        };
    }

    private static ServiceSpec service(String name, ServiceExtras extras) {
        return ServiceSpec.sharing(name, WELL)
                .routedBy(ServiceSpec.Sides.EACH_CALLER)
                .with(extras);
    }

    /** Front calls back; each works 10 ms. */
    private static TrafficLoop pair(ServiceExtras front, ServiceExtras back, List<EntrySpec> entries) {
        var spec = new TrafficSpec(
                List.of(service("front", front), service("back", back)),
                List.of(
                        new OperationSpec(
                                "get", 0, List.of(new Work(u -> 10 * MS), new Calls(List.of(CallSpec.always(1)))), 0),
                        OperationSpec.work("read", 1, u -> 10 * MS)),
                entries,
                new NetworkDelay(MS, MS, MS, MS, MS),
                1,
                0,
                Long.MAX_VALUE,
                0);
        var loop = new TrafficLoop(spec, new Draws(1, 0));
        loop.fleet().addReady(0);
        loop.fleet().addReady(1);
        return loop;
    }

    private static ServiceExtras proxied(ProxySpec proxy) {
        return new ServiceExtras(proxy, List.of(), null, null, null);
    }

    @Test
    void a_pass_costs_time_and_a_request_costs_work() {
        var proxy = proxied(new ProxySpec(MS / 2, 2 * MS, 0, 0, 0));
        var loop = pair(proxy, proxy, List.of(EntrySpec.open("users", 0, every(1000, 3))));
        loop.advanceTo(10_000 * MS);
        var result = loop.finish();

        // 4 messages of 1 ms; 6 passes of 0.5 ms; 10 + 2 + 2 ms at the front, 10 + 2 at the back
        assertThat(result.entries().get(0).latency().max().nanos()).isEqualTo((4 + 3 + 14 + 12) * (double) MS);
        assertThat(result.services().get(0).proxyNanos()).isEqualTo(3 * 4.0 * MS);
        assertThat(result.services().get(1).proxyNanos()).isEqualTo(3 * 2.0 * MS);
    }

    @Test
    void a_connection_is_made_once_and_who_comes_meanwhile_waits_for_it() {
        var proxy = proxied(new ProxySpec(0, 0, 2, 3 * MS, 0));
        var loop = pair(
                ServiceExtras.NONE,
                proxy,
                List.of(EntrySpec.open("users", 1, every(1, 2)), EntrySpec.open("others", 1, every(500, 2))));
        loop.advanceTo(10_000 * MS);
        var result = loop.finish();

        // connections stand at 4 ms; all are there at 5 ms and share the core: twice 13 ms of work, once 10 ms
        assertThat(result.entries().get(0).latency().max().nanos()).isEqualTo(42.0 * MS);
        // others have a side and a connection of their own, which is there when the second of them comes
        assertThat(result.entries().get(1).latency().quantile(0.5).nanos()).isCloseTo(12.0 * MS, within(0.02 * MS));
        assertThat(result.services().get(1).handshakes()).isEqualTo(2);
    }

    @Test
    void a_handshake_is_of_the_try_that_made_the_connection_and_of_no_other() {
        // each first try makes a connection; both are given up, that of the users while it waits, and the second goes
        // by the same connection
        CallPolicy.Factory policy = client -> new CallPolicy.Builder()
                .timeouts(new Timeouts(500 * MS, 0, false))
                .retry((tries, outcome, now, draw) -> tries < 2 ? 1000 * MS : -1)
                .build();
        var slow = ServiceSpec.pool("s", 1, WELL)
                .routedBy(ServiceSpec.Sides.EACH_CALLER)
                .with(proxied(new ProxySpec(0, 0, 0, 3 * MS, 0)))
                .withPolicies(policy);
        var spec = TrafficSpec.of(
                List.of(slow),
                List.of(OperationSpec.work("block", 0, u -> 1000 * MS), OperationSpec.work("read", 0, u -> 10 * MS)),
                List.of(
                        new EntrySpec("blocking", 0, every(1, 1), 0, u -> 0, 1),
                        new EntrySpec("users", 1, at(1), 0, u -> 0, 1)),
                0);
        var loop = new TrafficLoop(spec, new Draws(1, 0));
        loop.fleet().addReady(0);
        loop.advanceTo(10_000 * MS);
        var result = loop.finish();

        assertThat(result.services().get(0).tries()).isEqualTo(4);
        assertThat(result.services().get(0).handshakes()).isEqualTo(2);
        assertThat(result.services().get(0).proxyNanos()).isEqualTo(2 * 3.0 * MS);
    }

    private static ArrivalProcess at(long millis) {
        return new ArrivalProcess() {
            private boolean gone;

            @Override
            public long nextNanos() {
                boolean before = gone;
                gone = true;
                return before ? NEVER : millis * MS;
            }
        };
    }

    @Test
    void who_may_not_call_is_refused_or_waits_in_vain() {
        var refusing = new ServiceExtras(null, List.of(), null, null, new AccessSpec(true, new TreeSet<>(), false));
        var loop = pair(
                ServiceExtras.NONE,
                refusing,
                List.of(EntrySpec.open("users", 0, every(1000, 1)), EntrySpec.open("direct", 1, at(500))));
        loop.advanceTo(10_000 * MS);
        var result = loop.finish();

        assertThat(result.entries().get(0).outcome(CallOutcome.SERVER_ERROR)).isEqualTo(1);
        assertThat(result.entries().get(1).answered()).isEqualTo(1);
        assertThat(result.services().get(1).notAllowed()).isEqualTo(1);

        var dropping =
                new ServiceExtras(null, List.of(), null, null, new AccessSpec(false, new TreeSet<>(List.of(0)), true));
        loop = pair(
                ServiceExtras.NONE,
                dropping,
                List.of(EntrySpec.open("users", 0, every(1000, 1)), EntrySpec.open("direct", 1, at(500))));
        loop.advanceTo(10_000 * MS);
        result = loop.finish();

        assertThat(result.entries().get(0).answered()).isEqualTo(1);
        assertThat(result.entries().get(1).unanswered()).isEqualTo(1);
    }

    @Test
    void a_tenant_is_bounded_for_all_the_calls_that_are_made_for_it() {
        CallPolicy.Factory policy = client -> new CallPolicy.Builder()
                .timeouts(new Timeouts(1000 * MS, 0, false))
                .tenants((tenant, permits, now) -> tenant.equals("loud") ? RateLimiter.REFUSED : 0)
                .build();
        var spec = TrafficSpec.of(
                List.of(
                        service("front", ServiceExtras.NONE),
                        service("back", ServiceExtras.NONE).withPolicies(policy)),
                List.of(
                        new OperationSpec("get", 0, List.of(new Calls(List.of(CallSpec.always(1)))), 0),
                        OperationSpec.work("read", 1, u -> 10 * MS)),
                List.of(
                        new EntrySpec("quiet", 0, every(100, 5), 0, u -> 0, 1, "quiet", 0),
                        new EntrySpec("loud", 0, every(100, 5), 0, u -> 0, 1, "loud", 0)),
                0);
        var loop = new TrafficLoop(spec, new Draws(1, 0));
        loop.fleet().addReady(0);
        loop.fleet().addReady(1);
        loop.advanceTo(10_000 * MS);
        var result = loop.finish();

        assertThat(result.entries().get(0).answered()).isEqualTo(5);
        assertThat(result.entries().get(1).outcome(CallOutcome.SERVER_ERROR)).isEqualTo(5);
    }

    @Test
    void a_bad_version_is_found_by_its_failures_and_left_alone() {
        var versions = List.of(new VersionSpec("blue", 0, 1), new VersionSpec("green", 0.5, 2));
        var watched = new ServiceExtras(null, versions, new VersionWatch(10_000 * MS, 0.1, 20, 2), null, null);
        var spec = TrafficSpec.of(
                List.of(ServiceSpec.sharing("s", WELL).with(watched)),
                List.of(OperationSpec.work("op", 0, u -> 10 * MS)),
                List.of(EntrySpec.open("users", 0, every(100, 1000))),
                0);
        var loop = new TrafficLoop(spec, new Draws(1, 0));
        loop.fleet().makeReady(loop.fleet().add(0, Place.OUTSIDE, 1, 1, 0));
        loop.fleet().makeReady(loop.fleet().add(0, Place.OUTSIDE, 1, 1, 1));
        loop.advanceTo(100_000 * MS);
        var result = loop.finish();
        var green = result.services().get(0).versions().get(1);

        // two looks at some 50 tries each, of which half fail; after 20 s nobody goes there
        assertThat(green.givenUpNanos()).isEqualTo(20_000 * MS);
        assertThat(green.tries()).isBetween(70L, 130L);
        assertThat(green.failed() / (double) green.tries()).isCloseTo(0.5, within(0.15));
        assertThat(green.residence().max().nanos()).isEqualTo(20.0 * MS);
        assertThat(result.services().get(0).versions().get(0).givenUpNanos()).isEqualTo(-1);
        assertThat(result.entries().get(0).failed()).isEqualTo(green.failed());
    }

    @Test
    void what_a_version_did_before_the_window_is_judged_and_not_told() {
        var versions = List.of(new VersionSpec("blue", 0, 1), new VersionSpec("green", 0.5, 2));
        var watched = new ServiceExtras(null, versions, new VersionWatch(10_000 * MS, 0.1, 20, 2), null, null);
        var spec = new TrafficSpec(
                List.of(ServiceSpec.sharing("s", WELL).with(watched)),
                List.of(OperationSpec.work("op", 0, u -> 10 * MS)),
                List.of(EntrySpec.open("users", 0, every(100, 1000))),
                NetworkDelay.NONE,
                1,
                10_000 * MS,
                100_000 * MS,
                0);
        var loop = new TrafficLoop(spec, new Draws(1, 0));
        loop.fleet().makeReady(loop.fleet().add(0, Place.OUTSIDE, 1, 1, 0));
        loop.fleet().makeReady(loop.fleet().add(0, Place.OUTSIDE, 1, 1, 1));
        loop.advanceTo(100_000 * MS);
        var counts = loop.finish().services().get(0);

        assertThat(counts.versions().get(1).givenUpNanos()).isEqualTo(20_000 * MS);
        assertThat(counts.versions().get(1).tries()).isBetween(30L, 70L);
        assertThat(counts.versions().get(0).tries() + counts.versions().get(1).tries())
                .isEqualTo(counts.tries());
    }
}
