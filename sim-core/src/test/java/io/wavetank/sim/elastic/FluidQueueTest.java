package io.wavetank.sim.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.scaling.ServiceMetrics;
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

    /** Half of the time the replica is busy: half wait, exponentially, by a hundredth longer than {@code ln(50) / 50} s. */
    @Test
    void while_there_is_no_queue_the_latency_is_that_of_the_formula() {
        queue.advanceTo(30 * SECOND);

        assertThat(queue.p99Seconds()).isCloseTo(0.01 + StrictMath.log(50) / 50, within(1e-9));
    }

    /** From the first minute on the queue grows by 50 a second to 200 in 4 s, two seconds of work; what is too much is lost. */
    @Test
    void what_comes_is_served_or_waits_or_is_lost() {
        queue.advanceTo(120 * SECOND);

        assertThat(queue.offered()).isCloseTo(60 * 50 + 60 * 150, within(1e-6));
        assertThat(queue.served()).isCloseTo(60 * 50 + 60 * 100, within(1e-6));
        assertThat(queue.queued()).isCloseTo(200, within(1e-6));
        assertThat(queue.lost()).isCloseTo(56 * 50, within(1e-6));
    }

    @Test
    void a_meter_reads_what_came_since_it_was_read_before() {
        var meter = new FluidMeter(queue);

        assertThat(meter.read(0)).isEqualTo(ServiceMetrics.NONE);
        ServiceMetrics first = meter.read(60 * SECOND);
        assertThat(first.requestsPerSecond()).isCloseTo(50, within(1e-9));
        assertThat(first.concurrency()).isCloseTo(50 * 0.01, within(1e-9));
        assertThat(first.queued()).isZero();
        ServiceMetrics second = meter.read(120 * SECOND);
        assertThat(second.requestsPerSecond()).isCloseTo(150, within(1e-9));
        double waiting = (4 * 100 + 56 * 200) / 60.0;
        assertThat(second.queued()).isCloseTo(waiting, within(1e-9));
        assertThat(second.concurrency()).isCloseTo(waiting + 100 * 0.01, within(1e-9));
    }
}
