package io.wavetank.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Draws;
import io.wavetank.policy.traffic.LoadBalancer;
import io.wavetank.sim.traffic.OperationSpec.CallSpec;
import io.wavetank.sim.traffic.OperationSpec.Calls;
import io.wavetank.sim.traffic.OperationSpec.Work;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the time of requests goes. */
final class CriticalPathsTest {
    private static final long MS = 1_000_000;
    private static final LoadBalancer.Factory FIRST =
            (client, draws) -> (endpoints, draw) -> endpoints.size() == 0 ? LoadBalancer.NONE : 0;

    private static ArrivalProcess every(long gapMillis, int count) {
        return new ArrivalProcess() {
            private int next;

            @Override
            public long nextNanos() {
                return next == count ? NEVER : next++ * gapMillis * MS;
            }
        };
    }

    /** A front works 2 ms, calls one that takes 10 ms and one that takes 30 ms, and works 1 ms; messages take 1 ms. */
    @Test
    void of_calls_side_by_side_the_slowest_counts() {
        var spec = new TrafficSpec(
                List.of(
                        ServiceSpec.pool("front", 9, FIRST),
                        ServiceSpec.pool("fast", 1, FIRST),
                        ServiceSpec.pool("slow", 1, FIRST)),
                List.of(
                        new OperationSpec(
                                "get",
                                0,
                                List.of(
                                        new Work(u -> 2 * MS),
                                        new Calls(List.of(CallSpec.always(1), CallSpec.always(2))),
                                        new Work(u -> MS)),
                                0),
                        OperationSpec.work("quick", 1, u -> 10 * MS),
                        OperationSpec.work("long", 2, u -> 30 * MS)),
                List.of(EntrySpec.open("users", 0, every(1000, 6400))),
                new NetworkDelay(MS, MS, MS, MS, MS),
                1,
                0,
                Long.MAX_VALUE,
                0);
        var loop = new TrafficLoop(spec, new Draws(2, 0));
        for (int service = 0; service < 3; service++) {
            loop.fleet().addReady(service);
        }
        loop.advanceTo(7000L * 1000 * MS);
        PathFigures paths = loop.finish().paths();

        assertThat(paths.followed()).isBetween(60L, 150L);
        PathMeans all = paths.all();
        assertThat(all.latencyNanos()).isEqualTo(37.0 * MS);
        assertThat(all.stages().get(0).servedNanos()).isEqualTo(3.0 * MS);
        assertThat(all.stages().get(1).servedNanos()).isZero();
        assertThat(all.stages().get(2).servedNanos()).isEqualTo(30.0 * MS);
        assertThat(all.wayNanos()).isEqualTo(4.0 * MS);
        assertThat(all.stages().get(2).waitNanos()).isZero();
        assertThat(all.otherNanos()).isCloseTo(0, within(1.0));
    }

    @Test
    void the_slowest_are_told_apart() {
        // two at once at one worker: one waits 10 ms, and every fourth pair four wait up to 30 ms
        var spec = TrafficSpec.of(
                List.of(ServiceSpec.pool("s", 1, FIRST)),
                List.of(OperationSpec.work("op", 0, u -> 10 * MS)),
                List.of(
                        EntrySpec.open("a", 0, every(1000, 20000)),
                        EntrySpec.open("b", 0, every(1000, 20000)),
                        EntrySpec.open("c", 0, every(4000, 5000))),
                0);
        var loop = new TrafficLoop(spec, new Draws(2, 0));
        loop.fleet().addReady(0);
        loop.advanceTo(30000L * 1000 * MS);
        PathFigures paths = loop.finish().paths();

        assertThat(paths.slowest().stages().get(0).waitNanos()).isEqualTo(20.0 * MS);
        assertThat(paths.slowest().stages().get(0).servedNanos()).isEqualTo(10.0 * MS);
        assertThat(paths.all().stages().get(0).waitNanos())
                .isCloseTo((20_000 * 10 + 5_000 * 20) / 45_000.0 * MS, within(1.0 * MS));
    }
}
