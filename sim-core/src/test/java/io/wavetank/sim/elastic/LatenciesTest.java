package io.wavetank.sim.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class LatenciesTest {
    private final Latencies latencies = new Latencies(1);

    @Test
    void a_time_that_many_requests_took_is_known_exactly() {
        latencies.add(0.02, 970);
        latencies.add(5.02, 30);

        assertThat(latencies.quantile(0.5)).isEqualTo(0.02);
        assertThat(latencies.quantile(0.99)).isEqualTo(5.02);
        assertThat(latencies.lateShare()).isCloseTo(0.03, within(1e-12));
    }

    @Test
    void a_quantile_is_never_too_short_and_too_long_by_a_bucket_at_most() {
        for (int i = 1; i <= 1000; i++) {
            latencies.add(i / 1000.0, 1);
        }

        for (double share : new double[] {0.01, 0.1, 0.5, 0.9, 0.99, 1}) {
            assertThat(latencies.quantile(share)).isBetween(share - 1e-9, share * 1.091);
        }
    }

    @Test
    void what_is_forgotten_is_gone() {
        latencies.add(3, 1);
        latencies.forget();

        assertThat(latencies.quantile(0.99)).isNaN();
        assertThat(latencies.lateShare()).isZero();
        latencies.add(2, 1);
        assertThat(latencies.quantile(0.99)).isEqualTo(2);
    }

    @Test
    void times_beyond_the_last_bucket_are_counted_with_it() {
        latencies.add(2e6, 1);

        assertThat(latencies.quantile(0.5)).isEqualTo(2e6);
    }
}
