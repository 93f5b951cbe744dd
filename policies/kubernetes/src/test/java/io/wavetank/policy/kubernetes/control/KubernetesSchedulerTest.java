package io.wavetank.policy.kubernetes.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.TaskClass;
import io.wavetank.policy.constraint.PodGroup;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.policy.kubernetes.profile.Compatibility;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile;
import io.wavetank.policy.testkit.SchedulerRun;
import io.wavetank.policy.testkit.TestNode;
import io.wavetank.policy.testkit.TestTask.TaskSpec;
import io.wavetank.policy.testkit.Workload;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole runs small enough to work out on paper: nodes of 4 cores. Times are seconds in the tests. */
final class KubernetesSchedulerTest {
    private static final long SECOND = 1_000_000_000L;
    private static final KubernetesSettings SETTINGS =
            KubernetesSettings.of(SchedulerProfile.defaults(Compatibility.V1_26));

    @Test
    void a_pod_of_higher_priority_has_one_evicted_and_starts_when_its_grace_and_the_back_off_are_over() {
        List<String> log = run(1, task("low", 0, 100, asks(3).priority(0)), task("high", 10, 20, asks(3).priority(5)));

        // back-off of a first failure is a second and long over at 40; the flush that sees it is at that very instant
        assertThat(log)
                .containsExactly(
                        "0 bind low node 0 devices 0",
                        "10 nominate high node 0",
                        "10 reject high: 0 of 1 nodes fit: 1 NodeResourcesFit (Insufficient cpu)",
                        "10 evict low: preempted",
                        "40 off low",
                        "40 bind high node 0 devices 0",
                        "40 reject low: 0 of 1 nodes fit: 1 NodeResourcesFit (Insufficient cpu)",
                        "60 end high",
                        "60 bind low node 0 devices 0",
                        "160 end low");
    }

    @Test
    void one_that_never_preempts_waits() {
        var polite = PodSpec.builder().neverPreempts(true).build();

        List<String> log = run(
                1,
                task("low", 0, 100, asks(3).priority(0)),
                task("high", 10, 20, asks(3).priority(5).pod(polite)));

        assertThat(log)
                .containsExactly(
                        "0 bind low node 0 devices 0",
                        "10 reject high: 0 of 1 nodes fit: 1 NodeResourcesFit (Insufficient cpu)",
                        "100 end low",
                        "100 bind high node 0 devices 0",
                        "120 end high");
    }

    @Test
    void a_gang_holds_its_places_until_all_have_one() {
        List<String> log = run(2, task("a", 0, 50, gang(2)), task("b", 7, 50, gang(2)));

        assertThat(log)
                .hasSize(5)
                .startsWith("0 hold a node " + node(log, 0) + " devices 0")
                .contains("7 bind a node " + node(log, 0) + " where it is held")
                .containsSubsequence("57 end b");
        assertThat(log.get(1)).startsWith("7 bind a").endsWith("where it is held");
        assertThat(log.get(2)).startsWith("7 bind b");
    }

    @Test
    void a_gang_that_is_not_complete_in_time_gives_its_places_up_and_tries_again() {
        List<String> log = run(1, task("a", 0, 50, gang(2)), task("other", 60, 10, asks(4)));

        assertThat(log.subList(0, 3))
                .containsExactly("0 hold a node 0 devices 0", "60 off a", "60 bind other node 0 devices 0");
        assertThat(log).contains("70 end other").noneMatch(line -> line.contains("bind a"));
    }

    private static String node(List<String> log, int line) {
        return log.get(line).split(" ", -1)[4];
    }

    private static TaskClass.Builder asks(int cores) {
        return TaskClass.builder().cpuMillis(1000L * cores);
    }

    private static TaskClass.Builder gang(int members) {
        return asks(3).pod(PodSpec.builder().group(new PodGroup("g", members)).build());
    }

    private static TaskSpec task(String id, long submitSeconds, long runSeconds, TaskClass.Builder asks) {
        return new TaskSpec(id, asks.build(), submitSeconds * SECOND, runSeconds * SECOND, -1);
    }

    private static List<String> run(int nodes, TaskSpec... tasks) {
        List<TestNode> cluster = Collections.nCopies(nodes, TestNode.of(4000, 1L << 34));
        var workload = new Workload(cluster, List.of(tasks), List.of(), 100);
        return SchedulerRun.of(workload, (view, draws) -> new KubernetesScheduler(SETTINGS, view, draws), 1)
                .log()
                .stream()
                .map(entry -> entry.timeNanos() / SECOND + " " + entry.what())
                .toList();
    }
}
