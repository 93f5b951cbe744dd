package io.wavetank.policy.kubernetes.autoscale.hpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.kubernetes.autoscale.hpa.MetricReading.Amount;
import io.wavetank.policy.kubernetes.autoscale.hpa.MetricReading.PodSample;
import io.wavetank.policy.kubernetes.autoscale.hpa.MetricReading.PodSamples;
import io.wavetank.policy.kubernetes.autoscale.hpa.MetricSpec.Source;
import io.wavetank.policy.kubernetes.autoscale.hpa.MetricSpec.Target;
import io.wavetank.policy.kubernetes.autoscale.hpa.PodState.Phase;
import io.wavetank.policy.kubernetes.autoscale.hpa.PodState.Ready;
import io.wavetank.policy.kubernetes.autoscale.hpa.Proposal.Failure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Worked out by hand. Every pod requests 100 millicores; times are seconds. */
final class ReplicaCalculatorTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long NOW = 10_000 * SECOND;
    private static final MetricSpec CPU = MetricSpec.of(Source.RESOURCE, "cpu", Target.UTILIZATION, 50);
    private static final MetricSpec RPS = MetricSpec.of(Source.PODS, "rps", Target.AVERAGE_VALUE, 100);

    private final ReplicaCalculator calculator = new ReplicaCalculator(HpaSettings.DEFAULTS);

    private static PodState pod(Phase phase, Ready ready, long startSecond, long transitionSecond) {
        return new PodState(
                phase,
                ready,
                startSecond * SECOND,
                transitionSecond * SECOND,
                false,
                new TreeMap<>(Map.of("app", new TreeMap<>(Map.of("cpu", 100L)))));
    }

    private static PodState serving() {
        return pod(Phase.RUNNING, Ready.YES, 0, 10);
    }

    private static List<PodState> serving(int count) {
        return Collections.nCopies(count, serving());
    }

    private static PodSamples samples(long... values) {
        List<PodSample> samples = new ArrayList<>();
        for (int pod = 0; pod < values.length; pod++) {
            samples.add(new PodSample(pod, values[pod], NOW));
        }
        return new PodSamples(30 * SECOND, samples);
    }

    private Proposal propose(MetricSpec metric, @Nullable MetricReading reading, int replicas, List<PodState> pods) {
        return calculator.propose(metric, reading, new ScaleTarget(NOW, replicas, replicas, pods));
    }

    @ParameterizedTest(name = "{0} each: {1}")
    @CsvSource({
        "50, 10", // on target
        "45, 10", // 90 %: |1 - 0.9| is just below a tenth
        "55, 11", // 110 %: |1 - 1.1| is just above
        "44, 9", "100, 20", "1, 1", "0, 0"
    })
    void replicas_follow_the_percentage_of_requests_outside_the_tolerance(long each, int expected) {
        long[] values = new long[10];
        Arrays.fill(values, each);

        assertThat(propose(CPU, samples(values), 10, serving(10)).replicas()).isEqualTo(expected);
    }

    @Test
    void percentages_are_truncated_before_the_ratio_is_taken() {
        var tenth = MetricSpec.of(Source.RESOURCE, "cpu", Target.UTILIZATION, 10);

        Proposal proposal = propose(tenth, samples(12, 12, 12, 12, 12, 12, 12, 12, 12, 11), 10, serving(10));

        // 119 of 1000 is 11.9 %, truncated 11: ratio 1.1, 11 replicas. Not truncated it would be ceil(11.9) = 12.
        assertThat(proposal.utilizationPercent()).isEqualTo(11);
        assertThat(proposal.replicas()).isEqualTo(11);
    }

    @Test
    void what_counts_is_the_pods_with_samples_not_the_replicas_asked_for() {
        assertThat(propose(CPU, samples(100, 100), 7, serving(2)).replicas()).isEqualTo(4);
    }

    @Test
    void a_missing_sample_counts_as_all_its_request_on_the_way_down() {
        // 10 and 10 of 100: ratio 0.2. With 100 for the third 120 of 300 = 40 %, ratio 0.8, ceil(0.8 * 3) = 3.
        assertThat(propose(CPU, samples(10, 10), 3, serving(3)).replicas()).isEqualTo(3);
        // Of 10 pods one is missing: 9 * 10 + 100 = 190 of 1000 = 19 %, ratio 0.38, ceil(3.8) = 4.
        assertThat(propose(CPU, samples(10, 10, 10, 10, 10, 10, 10, 10, 10), 10, serving(10))
                        .replicas())
                .isEqualTo(4);
    }

    @Test
    void a_missing_sample_counts_as_nothing_on_the_way_up() {
        // 150 and 150 of 100: ratio 3. With 0 for the third 300 of 300 = 100 %, ratio 2, ceil(2 * 3) = 6.
        assertThat(propose(CPU, samples(150, 150), 3, serving(3)).replicas()).isEqualTo(6);
        // 60 and 60: with 0 for the third 40 %: the direction would turn, so nothing is done.
        assertThat(propose(CPU, samples(60, 60), 3, serving(3)).replicas()).isEqualTo(3);
    }

    @Test
    void on_target_with_samples_missing_a_percentage_stays_and_a_mean_goes_down() {
        assertThat(propose(CPU, samples(50, 50), 4, serving(4)).replicas()).isEqualTo(4);
        assertThat(propose(RPS, samples(100, 100), 4, serving(4)).replicas()).isEqualTo(2);
    }

    @Test
    void a_pod_that_starts_is_unready_for_cpu_alone() {
        List<PodState> pods = List.of(serving(), pod(Phase.RUNNING, Ready.NO, 9_900, 9_900));
        var memory = MetricSpec.of(Source.RESOURCE, "memory", Target.AVERAGE_VALUE, 50);

        // CPU: ratio 2 of the one that is ready; the unready one counts as 0: 100 of 200 = 50 %, which is on target.
        assertThat(propose(CPU, samples(100, 500), 2, pods).replicas()).isEqualTo(2);
        assertThat(propose(memory, samples(100, 500), 2, pods).replicas()).isEqualTo(12);
    }

    @Test
    void a_sample_from_before_the_pod_was_ready_does_not_count_while_it_is_young() {
        List<PodState> pods = List.of(serving(), pod(Phase.RUNNING, Ready.YES, 9_900, 9_980));

        // The window of 30 s before 10,000 began before the pod was ready at 9,980.
        assertThat(propose(CPU, samples(20, 500), 2, pods).replicas()).isEqualTo(1);
    }

    @Test
    void a_pod_that_was_ready_once_counts_although_it_is_unready_now() {
        List<PodState> pods = List.of(serving(), pod(Phase.RUNNING, Ready.NO, 0, 5_000));

        assertThat(propose(CPU, samples(100, 100), 2, pods).replicas()).isEqualTo(4);
    }

    @Test
    void a_sample_of_a_pod_that_is_not_listed_counts_for_means_alone() {
        assertThat(propose(RPS, samples(100, 400), 1, serving(1)).usageMilli()).isEqualTo(250);
        assertThat(propose(CPU, samples(50, 400), 1, serving(1)).utilizationPercent())
                .isEqualTo(50);
    }

    @Test
    void a_value_is_shared_by_the_pods_that_serve() {
        var queue = MetricSpec.of(Source.EXTERNAL, "queue", Target.VALUE, 100);
        List<PodState> pods = List.of(serving(), serving(), pod(Phase.PENDING, Ready.NO, 0, 0));

        assertThat(propose(queue, new Amount(300), 3, pods).replicas()).isEqualTo(6);
        assertThat(propose(queue, new Amount(250), 0, List.of()).replicas()).isEqualTo(3);
        assertThat(propose(queue, new Amount(300), 3, List.of()).failure()).isEqualTo(Failure.NO_PODS);
    }

    @Test
    void a_mean_of_an_outside_value_is_over_the_replicas_that_there_are() {
        var queue = MetricSpec.of(Source.EXTERNAL, "queue", Target.AVERAGE_VALUE, 100);
        var target = new ScaleTarget(NOW, 10, 4, List.of());

        assertThat(calculator.propose(queue, new Amount(401), target)).isEqualTo(Proposal.of(4, 101));
        assertThat(calculator.propose(queue, new Amount(801), target).replicas())
                .isEqualTo(9);
    }

    @Test
    void every_failure_has_its_name() {
        var side = new MetricSpec(Source.CONTAINER_RESOURCE, "cpu", "side", Target.UTILIZATION, 50);
        var gpu = MetricSpec.of(Source.RESOURCE, "gpu", Target.UTILIZATION, 50);

        assertThat(propose(CPU, null, 1, serving(1)).failure()).isEqualTo(Failure.NO_METRICS);
        assertThat(propose(CPU, samples(1), 1, List.of()).failure()).isEqualTo(Failure.NO_PODS);
        assertThat(propose(CPU, samples(1), 1, List.of(pod(Phase.PENDING, Ready.NO, 0, 0)))
                        .failure())
                .isEqualTo(Failure.NO_READY_METRICS);
        assertThat(propose(gpu, samples(1), 1, serving(1)).failure()).isEqualTo(Failure.MISSING_REQUEST);
        assertThat(propose(side, samples(1), 1, serving(1)).failure()).isEqualTo(Failure.REQUESTS_ZERO);
    }
}
