package io.wavetank.policy.kubernetes.autoscale.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.kubernetes.autoscale.hpa.HpaSettings;
import io.wavetank.policy.kubernetes.autoscale.hpa.HpaSpec;
import io.wavetank.policy.kubernetes.autoscale.hpa.MetricSpec;
import io.wavetank.policy.scaling.ReplicaSample;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HpaControlTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long NOW = 3600 * SECOND;

    private static HpaControl control(MetricSpec metric, int most) {
        return new HpaControl(new HpaSpec(1, most, List.of(metric), null), HpaSettings.DEFAULTS, 15 * SECOND);
    }

    private static MetricSpec cpu(long percent) {
        return MetricSpec.of(MetricSpec.Source.RESOURCE, "cpu", MetricSpec.Target.UTILIZATION, percent);
    }

    @Test
    void four_replicas_at_ninety_percent_of_sixty_become_six() {
        var service = new FakeService(1000, 0).serving(4, 900, NOW - 5 * SECOND);

        assertThat(control(cpu(60), 20).decide(service, NOW).replicas()).isEqualTo(6);
    }

    @Test
    void so_it_is_with_memory() {
        long gib = 1L << 30;
        var service = new FakeService(1000, 10 * gib);
        for (int i = 0; i < 4; i++) {
            service.add(i, true, true, 0, 0, new ReplicaSample(NOW - 5 * SECOND, 30 * SECOND, 0, 9 * gib));
        }
        service.wanting(4);
        var memory = MetricSpec.of(MetricSpec.Source.RESOURCE, "memory", MetricSpec.Target.UTILIZATION, 60);

        assertThat(control(memory, 20).decide(service, NOW).replicas()).isEqualTo(6);
    }

    @Test
    void a_replica_that_has_not_started_counts_as_using_nothing_on_the_way_up() {
        var service = new FakeService(1000, 0).serving(4, 900, NOW - 5 * SECOND);
        service.add(-1, false, false, NOW, 0, null).wanting(5);

        // (4 x 900 + 0) / 5 = 720 of 600: 1.2 x 5 = 6
        assertThat(control(cpu(60), 20).decide(service, NOW).replicas()).isEqualTo(6);
    }

    /**
     * Three use 450 of 600. A pod that waits after a crash, or whose node is lost, is taken to use all of its 1000: (3 x 450 + 1000) / 4 is 58 %. One that is pending
     * does not count: 0.75 x 3 are 3.
     */
    @Test
    void a_replica_that_runs_and_is_not_measured_uses_all_it_asks_for_on_the_way_down() {
        var missing = new FakeService(1000, 0).serving(3, 450, NOW - 5 * SECOND);
        missing.add(3, true, false, 0, 0, null).wanting(4);
        var pending = new FakeService(1000, 0).serving(3, 450, NOW - 5 * SECOND);
        pending.add(3, false, false, 0, 0, null).wanting(4);

        assertThat(twice(missing)).isEqualTo(4);
        assertThat(twice(pending)).isEqualTo(3);
    }

    /** The first decision is held up by the number that there is. */
    private static int twice(FakeService service) {
        var atOnce = new HpaSettings(
                0.1, HpaSettings.DEFAULTS.cpuInitializationNanos(), HpaSettings.DEFAULTS.initialReadinessNanos(), 0);
        var control = new HpaControl(new HpaSpec(1, 20, List.of(cpu(60)), null), atOnce, 15 * SECOND);
        control.decide(service, NOW);
        return control.decide(service, NOW + 15 * SECOND).replicas();
    }

    @Test
    void a_sample_taken_before_the_replica_was_ready_for_a_window_does_not_count() {
        var service = new FakeService(1000, 0).serving(4, 600, NOW - 5 * SECOND);
        var early = new ReplicaSample(NOW - 5 * SECOND, 30 * SECOND, 1000, 0);
        service.add(9, true, true, NOW - 60 * SECOND, NOW - 20 * SECOND, early).wanting(5);

        // 600 of 600 without it; with it the mean is 680, and the tolerance would be left
        assertThat(control(cpu(60), 20).decide(service, NOW).replicas()).isEqualTo(5);
    }

    @Test
    void without_samples_nothing_changes() {
        var service = new FakeService(1000, 0);
        service.add(1, true, true, 0, 0, null).wanting(1);

        assertThat(control(cpu(60), 20).decide(service, NOW).replicas()).isEqualTo(1);
    }

    @Test
    void requests_a_pod_and_requests_from_outside_are_two_metrics() {
        var service = new FakeService(1000, 0).serving(4, 100, NOW).measured(NOW, 120, 0, 0);
        var perPod =
                MetricSpec.of(MetricSpec.Source.PODS, HpaControl.REQUESTS, MetricSpec.Target.AVERAGE_VALUE, 20_000);
        var outside =
                MetricSpec.of(MetricSpec.Source.EXTERNAL, HpaControl.REQUESTS, MetricSpec.Target.AVERAGE_VALUE, 20_000);

        assertThat(control(perPod, 20).decide(service, NOW).replicas()).isEqualTo(6);
        assertThat(control(outside, 20).decide(service, NOW).replicas()).isEqualTo(6);
        assertThat(control(outside, 5).decide(service, NOW).replicas()).isEqualTo(5);
    }
}
