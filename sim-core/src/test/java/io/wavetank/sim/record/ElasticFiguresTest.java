package io.wavetank.sim.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A large service that was short twice, for a minute each and by the end of the run still, three small ones that never were, and one between. */
final class ElasticFiguresTest {
    private static final ElasticFigures FIGURES = figures(
            service(91, 0.2, 2, 1, 60, 0.4),
            service(1, 0, 0, 0, 0, 0),
            service(1, 0, 0, 0, 0, 0),
            service(1, 0, 0, 0, 0, 0),
            service(6, 0.1, 3, 3, 10, 0.2));

    @Test
    void a_service_counts_for_as_many_replicas_as_it_needs_where_time_is_short() {
        assertThat(FIGURES.missingTime()).isEqualTo((91 * 0.2 + 6 * 0.1) / 100, within(1e-12));
    }

    @Test
    void lags_count_once_each_and_services_without_any_do_not() {
        assertThat(FIGURES.lagMeanSeconds()).isEqualTo((2 * 60.0 + 3 * 10) / 5, within(1e-12));
    }

    @Test
    void overshoot_is_a_mean_over_the_lags_that_are_over() {
        assertThat(FIGURES.overshoot()).isEqualTo((0.4 + 3 * 0.2) / 4, within(1e-12));
    }

    @Test
    void where_nothing_was_needed_nothing_was_short() {
        ElasticFigures idle = figures(service(0, 0, 0, 0, 0, 0));

        assertThat(idle.missingTime()).isZero();
        assertThat(idle.lagMeanSeconds()).isZero();
        assertThat(idle.overshoot()).isZero();
    }

    @Test
    void a_latency_that_fewer_were_answered_within_is_a_lower_bound() {
        var service = new ServiceFigures(
                "s", 100, 98, 2, 1, 2, 3, 0, service(1, 0, 0, 0, 0, 0).elasticity(), 0, 0, 0, false, false);

        assertThat(service.atLeast(0.5)).isFalse();
        assertThat(service.atLeast(0.98)).isFalse();
        assertThat(service.atLeast(0.99)).isTrue();
    }

    private static ElasticFigures figures(ServiceFigures... services) {
        return new ElasticFigures(List.of(services), new FleetFigures(1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, Double.NaN));
    }

    private static ServiceFigures service(
            double demand, double missingTime, int lags, int lagsOver, double lagSeconds, double overshoot) {
        var elasticity = new ServiceFigures.Elasticity(
                demand, 0, demand, 0, 0, missingTime, 0, lags, lagsOver, lagSeconds, lagSeconds, overshoot, 0, 0, 0);
        return new ServiceFigures("s", 0, 0, 0, 0, 0, 0, 0, elasticity, 0, 0, 0, false, false);
    }
}
