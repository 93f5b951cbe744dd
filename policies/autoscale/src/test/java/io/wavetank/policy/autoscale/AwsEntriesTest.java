package io.wavetank.policy.autoscale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.Draws;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.kubernetes.autoscale.loop.FakeService;
import io.wavetank.policy.scaling.ReplicaAutoscaler;
import io.wavetank.policy.scaling.ScalingEntry;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class AwsEntriesTest {
    private static final long HOUR = 3_600_000_000_000L;

    private static ReplicaAutoscaler made(ScalingEntry<ReplicaAutoscaler.Factory> entry, String... options) {
        Map<String, String> set = new TreeMap<>(Map.of("measure", "requests"));
        for (int i = 0; i < options.length; i += 2) {
            set.put(options[i], options[i + 1]);
        }
        return entry.maker()
                .apply(PolicyOptions.of(entry.name(), entry.options(), set))
                .create(new Draws(1, 0));
    }

    /** Ten replicas, of which each has so many requests a second. */
    private static FakeService ten(double each, long now) {
        return new FakeService(1000, 0).serving(10, 500, now).measured(now, 10 * each, 0, 0);
    }

    @Test
    void the_step_that_the_distance_from_the_threshold_is_in_counts() {
        String steps = "0:10=10 10:=50 :-30=-40";
        for (double[] expected : new double[][] {{69, 10}, {75, 11}, {85, 15}, {45, 10}, {39, 6}}) {
            ReplicaAutoscaler scaling = made(AwsEntries.stepScaling(), "threshold", "70", "steps", steps);

            assertThat(scaling.decide(ten(expected[0], HOUR), HOUR).replicas()).isEqualTo((int) expected[1]);
        }
    }

    @Test
    void scheduled_actions_set_least_and_most_by_the_hour_and_the_policy_goes_on_within_them() {
        String scheduled = "8=12:50 20=2:8";
        ReplicaAutoscaler scaling = made(AwsEntries.stepScaling(), "scheduled", scheduled);

        assertThat(scaling.decide(ten(60, 7 * HOUR), 7 * HOUR).replicas()).isEqualTo(8); // as since yesterday
        assertThat(scaling.decide(ten(60, 8 * HOUR), 8 * HOUR).replicas()).isEqualTo(12);
        assertThat(scaling.decide(ten(95, 12 * HOUR), 12 * HOUR).replicas()).isEqualTo(13); // 30 % more
        assertThat(scaling.decide(ten(60, 44 * HOUR), 44 * HOUR).replicas()).isEqualTo(8);
        assertThat(scaling.leastReplicas()).isEqualTo(2);
        assertThat(scaling.mostReplicas()).isEqualTo(50);
    }

    @Test
    void what_cannot_be_read_is_said_with_what_can() {
        assertThatThrownBy(() -> made(AwsEntries.stepScaling(), "steps", "0:20=10 10:=30"))
                .hasMessage("Policy step-scaling, option steps: distances that do not overlap and percent, such as"
                        + " '0:20=10 20:=30 :-20=-10', expected, got '0:20=10 10:=30'");
        assertThatThrownBy(() -> made(AwsEntries.targetTracking(), "scheduled", "20=2:20 8=10:50"))
                .hasMessage(
                        "Policy target-tracking, option scheduled: hours in order, each with least and most replicas,"
                                + " such as '8=10:50 20=2:20', expected, got '20=2:20 8=10:50'");
    }
}
