package io.wavetank.workload.generate.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Draws;
import io.wavetank.policy.Resources;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.workload.generate.OfferedLoad;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The built-in models meet the figures that they state. */
final class BuiltInModelsTest {
    private static Built make(String name, Map<String, Double> given) {
        return BuiltInModels.named(name).make(given);
    }

    private static long play(Built built, Consumer<Submission> each) throws IOException {
        long tasks = 0;
        try (SubmissionSource source = built.workload().open(new Draws(1, 0))) {
            for (Submission task = source.next(); task != null; task = source.next()) {
                each.accept(task);
                tasks++;
            }
        }
        return tasks;
    }

    private static double load(Built built, int resource) {
        return OfferedLoad.of(built.workload(), resource, built.cluster());
    }

    @Test
    void each_model_can_be_made_plain_for_a_small_cluster_and_with_every_bound() throws IOException {
        for (Model model : BuiltInModels.all()) {
            Built built = model.make(Map.of("nodes", 20.0, "tasks", 500.0));
            assertThat(play(built, task -> {})).as(model.name()).isLessThanOrEqualTo(500);
            assertThat(built.cluster().nodes()).hasSize(model.name().equals("lublin-2003") ? 1 : 20);
            assertThat(model.make(Map.of(), built.cluster()).cluster()).isSameAs(built.cluster());
        }
    }

    @Test
    void the_mixed_day_is_a_day_of_fifty_five_thousand_tasks_that_peaks_at_four() throws IOException {
        Built built = make("mixed-day", Map.of());
        int[] hours = new int[24];
        Map<String, Long> kinds = new HashMap<>();
        long tasks = play(built, task -> {
            hours[(int) (task.submitNanos() / 3_600_000_000_000L)]++;
            kinds.merge(task.id().substring(0, 3), 1L, Long::sum);
        });

        assertThat(load(built, Resources.CPU)).isCloseTo(0.6, within(1e-9));
        assertThat(tasks / 54_857.0).isCloseTo(1, within(0.02));
        assertThat(hours[15] + hours[16]).isGreaterThan(6 * (hours[3] + hours[4]));
        assertThat(kinds.getOrDefault("bat", 0L) / (double) tasks).isCloseTo(0.185, within(0.007));
        assertThat(kinds.getOrDefault("who", 0L) / (double) tasks).isCloseTo(0.015, within(0.0021));
    }

    @Test
    void the_google_like_cell_has_the_published_machines_jobs_and_tasks() throws IOException {
        Built built = make("google-2011-like", Map.of());
        Map<String, Integer> machines = new HashMap<>();
        for (NodeSpec node : built.cluster().nodes()) {
            machines.merge(node.labels().get("machine"), 1, Integer::sum);
        }
        assertThat(built.cluster().nodes()).hasSize(12_583);
        assertThat(machines)
                .containsEntry("0.5/0.5", 6732)
                .containsEntry("0.5/0.25", 3863)
                .containsEntry("0.5/0.75", 1001)
                .containsEntry("1.0/1.0", 795)
                .containsEntry("0.25/0.25", 126)
                .containsEntry("0.5/0.12", 52)
                .containsEntry("0.5/0.06", 1);

        var jobs = built.workload().inflows().get(1).arrivals();
        assertThat(jobs.meanRatePerSecond() * 29 * 86_400).isCloseTo(672_004, within(1.0));
        assertThat(built.workload().meanTasksPerSecond() * 29 * 86_400).isCloseTo(25_424_731, within(2_500.0));
        assertThat(load(built, Resources.CPU)).isBetween(0.75, 0.90);
        assertThat(load(built, Resources.MEMORY)).isBetween(0.4, 0.7);
        assertThat(load(make("google-2011-like", Map.of("load", 1.2)), Resources.CPU))
                .isCloseTo(1.2, within(1e-9));
    }

    @Test
    void a_small_google_like_cell_has_the_same_load_and_proportions() {
        Built small = make("google-2011-like", Map.of("nodes", 500.0));
        Built cell = make("google-2011-like", Map.of());
        Set<String> types = new HashSet<>();
        for (NodeSpec node : small.cluster().nodes()) {
            types.add(node.labels().get("machine"));
        }
        assertThat(load(small, Resources.CPU)).isCloseTo(load(cell, Resources.CPU), within(0.01));
        assertThat(types).contains("0.5/0.5", "0.5/0.25", "0.5/0.75", "1.0/1.0", "0.25/0.25");
    }

    @Test
    void openb_like_pods_are_those_of_the_trace() throws IOException {
        Built built = make("openb-like", Map.of("tasks", 40_000.0));
        long[] sums = new long[4];
        long tasks = play(built, task -> {
            sums[0] += task.taskClass().request(Resources.CPU);
            sums[1] += task.taskClass().request(Resources.GPU);
            sums[2] += task.taskClass().gpuCount() == 0 ? 1 : 0;
            sums[3] += task.taskClass().gpuCount() > 1 ? 1 : 0;
        });
        long gpus =
                built.cluster().nodes().stream().mapToLong(NodeSpec::gpuCount).sum();

        assertThat(built.cluster().nodes()).hasSize(1523);
        assertThat(gpus).as("SOURCE.md: 6212 GPUs").isEqualTo(6212);
        assertThat(built.cluster().nodes().stream()
                        .filter(node -> node.gpuCount() == 0)
                        .count())
                .isEqualTo(310);
        // measured on the 7,483 pods from day 119 on; the table leaves out the rarest sizes, hence the margins
        assertThat(sums[0] / (double) tasks).as("mean millicores").isCloseTo(10_677, within(0.025 * 10_677));
        assertThat(sums[1] / (double) tasks).as("mean millis of GPU").isCloseTo(744, within(0.03 * 744));
        assertThat(sums[2] / (double) tasks).isCloseTo(0.1392, within(0.007));
        assertThat(sums[3] / (double) tasks).isCloseTo(0.0094, within(0.002));
        assertThat(load(built, Resources.GPU)).isCloseTo(0.7, within(1e-9));
        assertThat(load(make("openb-like", Map.of("load", 0.0)), Resources.GPU)).isLessThan(0.01);
    }

    @Test
    void the_uniform_bench_keeps_seven_tenths_of_the_cores_busy() throws IOException {
        Built built = make("uniform-bench", Map.of("nodes", 100.0, "tasks", 60_000.0));
        double[] held = new double[2];
        Set<Object> classes = new HashSet<>();
        long tasks = play(built, task -> {
            held[0] += task.taskClass().request(Resources.CPU) * (task.workNanos() / 1e9);
            held[1] = task.submitNanos() / 1e9;
            classes.add(task.taskClass());
        });

        assertThat(tasks).isEqualTo(60_000);
        assertThat(classes).hasSize(4);
        assertThat(held[0] / held[1] / OfferedLoad.capacity(built.cluster(), Resources.CPU))
                .isCloseTo(0.7, within(0.015));
    }

    @Test
    void a_model_is_calibrated_to_the_cluster_that_it_is_given() {
        Built built = BuiltInModels.named("mixed-day").make(Map.of("load", 0.9), ClusterSpec.pool(640));

        assertThat(load(built, Resources.CPU)).isCloseTo(0.9, within(1e-9));
    }

    @Test
    void a_mistaken_name_or_parameter_meets_the_nearest_ones() {
        assertThatThrownBy(() -> BuiltInModels.named("mixed-dya")).hasMessageContaining("did you mean mixed-day?");
        assertThatThrownBy(() -> make("mixed-day", Map.of("laod", 1.0)))
                .hasMessageContaining("laod = 1.0")
                .hasMessageContaining("did you mean load?");
        assertThatThrownBy(() -> make("mixed-day", Map.of("swing", 2.0)))
                .hasMessageContaining("swing = 2.0")
                .hasMessageContaining("0.75 of the mean would do");
    }
}
