package io.wavetank.policy.kubernetes.autoscale.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.Draws;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.scaling.ReplicaAutoscaler;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class HpaEntryTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long NOW = 3600 * SECOND;

    private static ReplicaAutoscaler made(String... options) {
        Map<String, String> set = new TreeMap<>(Map.of("cpu", "0", "most", "100"));
        for (int i = 0; i < options.length; i += 2) {
            set.put(options[i], options[i + 1]);
        }
        var entry = HpaEntry.entry();
        return entry.maker()
                .apply(PolicyOptions.of("hpa", entry.options(), set))
                .create(new Draws(1, 0));
    }

    private static FakeService four(double requests, double queued) {
        return new FakeService(1000, 0).serving(4, 300, NOW - 5 * SECOND).measured(NOW, requests, queued, queued);
    }

    @Test
    void a_value_of_an_object_is_shared_by_the_replicas_that_serve_and_a_mean_is_for_each() {
        // 60 wait where 20 should: three times as many as serve; for each 5: twelve
        assertThat(made("object", "queued=20").decide(four(0, 60), NOW).replicas())
                .isEqualTo(8); // at most doubled
        assertThat(made("object", "queued=40").decide(four(0, 60), NOW).replicas())
                .isEqualTo(6);
        assertThat(made("object_average", "queued=10").decide(four(0, 60), NOW).replicas())
                .isEqualTo(6);
    }

    @Test
    void a_metric_from_outside_lets_a_service_have_none_and_come_back() {
        ReplicaAutoscaler hpa = made("least", "0", "external_average", "queued=10", "down_stabilization", "0s");

        assertThat(hpa.decide(four(0, 0), NOW).replicas()).isEqualTo(4); // the first look enters those that there are
        assertThat(hpa.decide(four(0, 0), NOW + 15 * SECOND).replicas()).isZero();
        FakeService none = new FakeService(1000, 0).wanting(0).measured(NOW + 30 * SECOND, 2, 20, 20);
        assertThat(hpa.decide(none, NOW + 30 * SECOND).replicas()).isEqualTo(2);
        assertThatThrownBy(() -> made("least", "0", "cpu", "60"))
                .hasMessage("Policy hpa, option least: an object or external metric is needed to scale to zero");
    }

    @Test
    void the_use_of_the_one_container_is_that_of_the_replica() {
        int byPod = made("cpu", "20").decide(four(0, 0), NOW).replicas();

        assertThat(made("container_cpu", "20").decide(four(0, 0), NOW).replicas())
                .isEqualTo(byPod)
                .isEqualTo(6);
    }

    @Test
    void policies_say_how_fast_it_may_go() {
        // 200 a second where each should have 10: twenty; a doubling, two pods, one half again
        assertThat(made("requests", "10").decide(four(200, 0), NOW).replicas()).isEqualTo(8);
        assertThat(made("requests", "10", "up_policies", "2/15s")
                        .decide(four(200, 0), NOW)
                        .replicas())
                .isEqualTo(6);
        assertThat(made("requests", "10", "up_policies", "1/15s 50%/1m")
                        .decide(four(200, 0), NOW)
                        .replicas())
                .isEqualTo(6);
        assertThat(made("requests", "10", "up_policies", "1/15s 50%/1m", "up_select", "min")
                        .decide(four(200, 0), NOW)
                        .replicas())
                .isEqualTo(5);
        assertThat(made("requests", "10", "up_select", "disabled")
                        .decide(four(200, 0), NOW)
                        .replicas())
                .isEqualTo(4);
    }

    @Test
    void what_cannot_be_read_is_said_with_what_can() {
        assertThatThrownBy(() -> made("external", "queue=3"))
                .hasMessage(
                        "Policy hpa, option external: one of requests_per_second, concurrency, queued and its value,"
                                + " such as 'queued=20', expected, got 'queue=3'");
        assertThatThrownBy(() -> made("up_policies", "4/15s 0%/1m"))
                .hasMessage("Policy hpa, option up_policies: pods or percent in a time of half an hour at most,"
                        + " such as '4/15s 100%/1m', expected, got '0%/1m'");
    }
}
