package io.wavetank.sim.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.sim.scenario.LoadSpec;
import io.wavetank.sim.scenario.RateSeries;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Requests of 10 ms, 50 a second in the first minute and 150 from then on, to one replica that can do 100 a second; they wait for 2 s. */
final class FluidQueueTest {
    private static final long SECOND = 1_000_000_000L;

    private final RateSeries rate = new RateSeries(60 * SECOND, new double[] {50, 150, 150});
    private final FluidQueue queue = new FluidQueue(
            new LoadSpec(Optional.of(rate), 10, 0, 1, 2 * SECOND, 0, 0, 0),
            rate,
            new Provisioning(1),
            new Latencies(Double.POSITIVE_INFINITY));

    FluidQueueTest() {
        queue.serve(1, 100);
    }

    /** Once more came than could be served, and nothing waited yet, the wait of the formula was below none. */
    @Test
    void when_too_many_begin_to_come_what_waits_is_the_queue() {
        queue.advanceTo(60 * SECOND);
        assertThat(queue.p99Seconds()).isEqualTo(0.01, within(1e-12));

        queue.advanceTo(61 * SECOND);
        assertThat(queue.p99Seconds()).isEqualTo(0.01 + 50 / 100.0, within(1e-9));
    }
}
