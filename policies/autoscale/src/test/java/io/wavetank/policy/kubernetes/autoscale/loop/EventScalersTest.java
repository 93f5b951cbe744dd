package io.wavetank.policy.kubernetes.autoscale.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.kubernetes.autoscale.hpa.HpaSettings;
import org.junit.jupiter.api.Test;

final class EventScalersTest {
    private static final long SECOND = 1_000_000_000L;

    private static KedaControl keda(int least) {
        return new KedaControl(
                new KedaControl.Settings(HpaControl.QUEUED, 10, 5, least, 20, 300 * SECOND, 15 * SECOND),
                HpaSettings.DEFAULTS);
    }

    @Test
    void keda_starts_the_first_replica_above_the_activation_threshold_alone() {
        var idle = new FakeService(1000, 0).wanting(0).measured(SECOND, 0, 0, 5);
        var busy = new FakeService(1000, 0).wanting(0).measured(SECOND, 0, 0, 6);

        assertThat(keda(0).decide(idle, SECOND).replicas()).isZero();
        assertThat(keda(0).decide(busy, SECOND).replicas()).isEqualTo(1);
    }

    @Test
    void keda_shares_what_waits_among_replicas() {
        var service = new FakeService(1000, 0).serving(4, 100, 0).measured(SECOND, 0, 0, 71);

        assertThat(keda(0).decide(service, 400 * SECOND).replicas()).isEqualTo(8); // ceil(71 / 10)
    }

    @Test
    void keda_lets_the_last_replica_go_once_the_cooldown_is_over() {
        KedaControl keda = keda(0);
        var service = new FakeService(1000, 0).serving(1, 100, 0).measured(SECOND, 0, 0, 50);
        keda.decide(service, 1000 * SECOND);
        service.measured(SECOND, 0, 0, 0);

        assertThat(keda.decide(service, 1299 * SECOND).replicas()).isPositive();
        assertThat(keda.decide(service, 1300 * SECOND).replicas()).isZero();
    }

    /** KEDA counts the cooldown from the last time that there were events; before the first there is none. */
    @Test
    void keda_waits_for_no_cooldown_where_there_was_never_anything_to_do() {
        var service = new FakeService(1000, 0).serving(1, 100, 0);

        assertThat(keda(0).decide(service, 15 * SECOND).replicas())
                .as("nothing measured")
                .isPositive();
        service.measured(30 * SECOND, 0, 0, 5); // no more than the activation threshold
        assertThat(keda(0).decide(service, 30 * SECOND).replicas()).isZero();
        assertThat(keda(1).decide(service, 30 * SECOND).replicas()).isPositive();
    }

    private static KnativeAutoscaler kpa(int least) {
        return new KnativeAutoscaler(
                new KnativeAutoscaler.Settings(10, least, 100, 60 * SECOND, 2, 1000, 2, 30 * SECOND, 2 * SECOND));
    }

    @Test
    void kpa_goes_by_the_mean_of_the_stable_window() {
        KnativeAutoscaler kpa = kpa(0);
        var service = new FakeService(1000, 0).serving(4, 100, 0);
        int replicas = 0;
        for (int tick = 1; tick <= 30; tick++) {
            service.measured(tick * 2L * SECOND, 0, tick <= 15 ? 30 : 50, 0);
            replicas = kpa.decide(service, tick * 2L * SECOND).replicas();
        }

        assertThat(replicas).isEqualTo(4); // the mean of 30 and 50, over 10
    }

    @Test
    void kpa_panics_when_the_short_window_wants_twice_what_is_ready_and_never_goes_back_meanwhile() {
        KnativeAutoscaler kpa = kpa(0);
        var service = new FakeService(1000, 0).serving(2, 100, 0).measured(0, 0, 15, 0);
        for (int tick = 1; tick <= 30; tick++) {
            kpa.decide(service, tick * 2L * SECOND);
        }
        service.measured(0, 0, 90, 0);
        for (int tick = 31; tick <= 33; tick++) {
            kpa.decide(service, tick * 2L * SECOND);
        }
        int peak = kpa.decide(service, 68 * SECOND).replicas();
        service.measured(0, 0, 0, 0);

        assertThat(peak).isEqualTo(9);
        assertThat(kpa.decide(service, 76 * SECOND).replicas()).isEqualTo(9);
        assertThat(kpa.decide(service, 76 * SECOND).reason()).isEqualTo("panic");
    }

    @Test
    void kpa_keeps_the_last_replica_for_its_grace() {
        KnativeAutoscaler kpa = kpa(0);
        var service = new FakeService(1000, 0).serving(1, 0, 0).measured(0, 0, 0, 0);

        assertThat(kpa.decide(service, 2 * SECOND).replicas()).isEqualTo(1);
        assertThat(kpa.decide(service, 31 * SECOND).replicas()).isEqualTo(1);
        assertThat(kpa.decide(service, 32 * SECOND).replicas()).isZero();
        assertThat(kpa(1).decide(service, 100 * SECOND).replicas()).isEqualTo(1);
    }
}
