package io.wavetank.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Draws;
import io.wavetank.policy.traffic.LoadBalancer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Half a core over periods of 100 ms, and requests that come one by one, each at another millisecond of its period; by hand. */
final class CpuQuotaTest {
    private static final long MS = 1_000_000;
    private static final int REQUESTS = 100;
    private static final LoadBalancer.Factory ONLY = (client, draws) -> (endpoints, draw) -> 0;

    private static EntryCounts users(long workNanos) {
        var arrivals = new ArrivalProcess() {
            private int next;

            @Override
            public long nextNanos() {
                return next == REQUESTS ? NEVER : next++ * 1001L * MS;
            }
        };
        var service = ServiceSpec.sharing("s", ONLY).withQuota(new CpuQuota(0.5, 100 * MS));
        var spec = TrafficSpec.of(
                List.of(service),
                List.of(OperationSpec.work("op", 0, u -> workNanos)),
                List.of(EntrySpec.open("users", 0, arrivals)),
                0);
        var loop = new TrafficLoop(spec, new Draws(3, 0));
        loop.fleet().addReady(0);
        loop.advanceTo(1001 * MS * (REQUESTS + 1));
        return loop.finish().entries().get(0);
    }

    /**
     * A request of 80 ms that comes when its period has r left: up to 30 ms it needs all of the next quota and some of the one after, 130 ms; up to 50 ms it is done in
     * the next period, 80 ms; else it stands still until its period ends, r + 30 ms. The mean over r is 107.5 ms.
     */
    @Test
    void what_begins_after_a_rest_has_no_more_than_the_quota_of_its_period() {
        EntryCounts users = users(80 * MS);

        assertThat(users.answered()).isEqualTo(REQUESTS);
        assertThat(users.latency().max().nanos()).isCloseTo(130.0 * MS, within(10.0));
        assertThat(users.latency().observedMeanNanos()).isCloseTo(107.5 * MS, within(1.0 * MS));
    }

    @Test
    void a_quota_that_was_used_up_by_the_last_request_is_given_anew_to_the_next() {
        assertThat(users(50 * MS).latency().max().nanos()).isCloseTo(50.0 * MS, within(10.0));
    }
}
