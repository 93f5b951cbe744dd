package io.wavetank.workload.edit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes of workloads that are cut, sampled, merged, made anonymous. */
final class EditsTest {
    private static final long SECOND = 1_000_000_000L;

    /** Jobs of one to three tasks, a job each ten seconds, its tasks four seconds apart. */
    private static List<Submission> jobs(int count) {
        List<Submission> tasks = new ArrayList<>();
        for (int job = 0; job < count; job++) {
            for (int task = 0; task <= job % 3; task++) {
                var asked = TaskClass.builder()
                        .cpuMillis(1000)
                        .tenant("user-" + job % 5)
                        .labels(Map.of("app", "web"))
                        .build();
                String id = job % 3 == 0 ? "j" + job : "j" + job + "-" + task;
                tasks.add(new Submission(id, "j" + job, (10L * job + 4L * task) * SECOND, SECOND, -1, asked));
            }
        }
        return tasks.stream()
                .sorted(Comparator.comparingLong(Submission::submitNanos))
                .toList();
    }

    private static SubmissionSource source(List<Submission> tasks) {
        Iterator<Submission> each = tasks.iterator();
        return new SubmissionSource() {
            @Override
            public @Nullable Submission next() {
                return each.hasNext() ? each.next() : null;
            }
        };
    }

    private static List<Submission> all(SubmissionSource source) throws IOException {
        List<Submission> tasks = new ArrayList<>();
        for (Submission task = source.next(); task != null; task = source.next()) {
            assertThat(tasks.isEmpty() || tasks.get(tasks.size() - 1).submitNanos() <= task.submitNanos())
                    .isTrue();
            tasks.add(task);
        }
        return tasks;
    }

    @Test
    void a_window_begins_at_0_and_does_not_hold_its_end() throws IOException {
        List<Submission> cut = all(new TimeWindow(source(jobs(10)), 30 * SECOND, 60 * SECOND));

        assertThat(cut.stream().map(Submission::id)).containsExactly("j3", "j4-0", "j4-1", "j5-0", "j5-1", "j5-2");
        assertThat(cut.get(0).submitNanos()).isZero();
        assertThat(cut.get(5).submitNanos()).isEqualTo(28 * SECOND);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.25, 0.5, 0.9, 1, 1.5, 2, 3.7})
    void a_sample_keeps_jobs_whole_and_rates_at_all_times(double factor) throws IOException {
        int count = 6400;
        List<Submission> original = jobs(count);
        List<Submission> sample = all(new JobSample(source(original), factor, 0, new Draws(7, 0)));

        Map<String, Long> sizes =
                original.stream().collect(Collectors.groupingBy(Submission::job, Collectors.counting()));
        Map<String, Long> taken =
                sample.stream().collect(Collectors.groupingBy(Submission::job, Collectors.counting()));
        taken.forEach((job, tasks) -> assertThat(tasks).isEqualTo(sizes.get(job.replaceAll("~.*", ""))));
        assertThat((double) taken.size()).isBetween(factor * count - 1, factor * count + 1);
        long[] hundredths = new long[100];
        Map<String, Integer> seen = new HashMap<>();
        for (Submission task : sample) {
            if (seen.putIfAbsent(task.job(), 1) == null) {
                hundredths[(int) (task.submitNanos() / SECOND / 640)]++;
            }
        }
        for (long jobs : hundredths) {
            assertThat((double) jobs).isBetween(64 * factor - 2, 64 * factor + 2);
        }
        assertThat(all(new JobSample(source(original), factor, 0, new Draws(7, 0))).stream()
                        .map(Submission::id))
                .isEqualTo(sample.stream().map(Submission::id).toList());
    }

    @Test
    void copies_come_later_than_their_original_and_all_tasks_of_a_job_by_as_much() throws IOException {
        List<Submission> doubled = all(new JobSample(source(jobs(300)), 2, 600 * SECOND, new Draws(1, 0)));

        Map<String, Submission> byId = doubled.stream().collect(Collectors.toMap(Submission::id, task -> task));
        Map<String, Long> laterByJob = new HashMap<>();
        for (Submission task : jobs(300)) {
            Submission copy = byId.get(task.id() + "~2");
            assertThat(copy).isNotNull();
            long later = copy.submitNanos() - task.submitNanos();
            assertThat(later).isBetween(0L, 600 * SECOND - 1);
            assertThat(laterByJob.merge(task.job(), later, (a, b) -> a.equals(b) ? a : -1L))
                    .isNotNegative();
        }
        assertThat(laterByJob.values().stream().distinct().count()).isGreaterThan(150);
    }

    @Test
    void merged_workloads_are_in_order_and_their_names_apart() throws IOException {
        List<Submission> merged = all(new MergedTasks(List.of(
                new MergedTasks.Part(source(jobs(3)), "1/", 0),
                new MergedTasks.Part(source(jobs(2)), "2/", 10 * SECOND))));

        assertThat(merged.stream().map(Submission::id))
                .containsExactly("1/j0", "1/j1-0", "2/j0", "1/j1-1", "1/j2-0", "2/j1-0", "1/j2-1", "2/j1-1", "1/j2-2");
    }

    @Test
    void pseudonyms_keep_what_belongs_together_and_no_name() throws IOException {
        var names = new Pseudonyms("a key of sixteen".getBytes(StandardCharsets.UTF_8));
        List<Submission> original = jobs(50);
        List<Submission> hidden = all(names.of(source(original)));

        Map<String, String> tenants = new HashMap<>();
        Map<String, String> jobs = new HashMap<>();
        for (int i = 0; i < original.size(); i++) {
            Submission there = original.get(i);
            Submission here = hidden.get(i);
            assertThat(here.id()).isNotEqualTo(there.id()).doesNotContain("j" + i);
            assertThat(tenants.computeIfAbsent(
                            there.taskClass().tenant(), any -> here.taskClass().tenant()))
                    .isEqualTo(here.taskClass().tenant());
            assertThat(here.job().equals(here.id())).isEqualTo(there.job().equals(there.id()));
            if (!there.job().equals(there.id())) {
                assertThat(jobs.computeIfAbsent(there.job(), any -> here.job())).isEqualTo(here.job());
            }
            assertThat(here.taskClass().labels().toString())
                    .doesNotContain("app")
                    .doesNotContain("web");
            assertThat(here.submitNanos()).isEqualTo(there.submitNanos());
            assertThat(here.taskClass().request(Resources.CPU)).isEqualTo(1000);
        }
        assertThat(tenants.values().stream().distinct()).hasSize(5);
        assertThat(all(new Pseudonyms("another key here".getBytes(StandardCharsets.UTF_8)).of(source(original)))
                        .get(0)
                        .id())
                .isNotEqualTo(hidden.get(0).id());
    }

    @Test
    void a_selector_still_finds_its_machine_under_other_names() throws IOException {
        var names = new Pseudonyms("a key of sixteen".getBytes(StandardCharsets.UTF_8));
        var asked = TaskClass.builder().nodeSelector(Map.of("rack", "r7")).build();
        var cluster = new ClusterSpec(
                Resources.basic(),
                List.of(NodeSpec.builder("machine").label("rack", "r7").build()));

        Submission task = all(names.of(source(List.of(new Submission("a", "", 0, 1, -1, asked)))))
                .get(0);
        NodeSpec node = names.of(cluster).nodes().get(0);

        assertThat(node.name()).doesNotContain("machine");
        assertThat(node.labels()).isEqualTo(task.taskClass().nodeSelector());
    }
}
