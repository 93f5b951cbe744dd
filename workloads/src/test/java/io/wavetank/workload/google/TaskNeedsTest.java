package io.wavetank.workload.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.workload.Written;
import io.wavetank.workload.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where tasks of Google's trace of 2011 may go: constraints of tasks and attributes of machines come together. */
final class TaskNeedsTest {
    private static final String KERNEL = "wN4k1BRr7D/a2Jk4cz2WDZOWQlmi7vEpt1JYVQ==";
    private static final String CLUSTER = "5dKuEuNMk2BV0ZpqL5UMmKxmJMA5dGRyLVSCWg==";

    @TempDir
    private Path folder;

    private void table(String name, String rows) throws IOException {
        Files.createDirectories(folder.resolve(name));
        Written.text(folder.resolve(name), "part-00000-of-00001.csv", rows);
    }

    private Trace trace(String constraints) throws IOException {
        table(
                "task_events",
                Google2011Test.event(600_000_000, 0, 0)
                        + Google2011Test.event(600_000_000, 1, 0)
                        + Google2011Test.event(601_000_000, 0, 1)
                        + Google2011Test.event(601_000_000, 1, 1)
                        + Google2011Test.event(611_000_000, 0, 4)
                        + Google2011Test.event(612_000_000, 1, 4));
        table("machine_events", "0,5,0,HofLGzk1Or/8=,0.5,0.25\n0,6,0,HofLGzk1Or/8=,0.5,0.25\n");
        table("task_constraints", constraints);
        return Written.open(folder);
    }

    private void attributes() throws IOException {
        table(
                "machine_attributes",
                "0,5," + KERNEL + ",3,0\n0,6," + KERNEL + ",1,0\n0,6," + CLUSTER + ",a,0\n0,6," + CLUSTER + ",a,1\n0,5,"
                        + CLUSTER + ",b,0\n700000000,6," + KERNEL + ",9,0\n");
    }

    @Test
    void attributes_at_the_start_are_labels_of_the_machines() throws IOException {
        attributes();

        List<NodeSpec> nodes = Objects.requireNonNull(
                        trace("600000000,100,0,0," + KERNEL + ",3\n").cluster())
                .nodes();

        assertThat(nodes.get(0).labels()).containsEntry(KERNEL, "3").containsEntry(CLUSTER, "b");
        assertThat(nodes.get(1).labels()).containsEntry(KERNEL, "1").doesNotContainKey(CLUSTER);
        assertThat(nodes.get(1).labels()).containsKey("platform");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 3, true, false", // equal
        "0, , false, false", // equal to nothing: the machine has no such attribute
        "1, 3, false, true", // not equal
        "1, 7, true, true",
        "2, 3, false, true", // less
        "3, 1, true, false", // greater
        "3, x, false, false"
    })
    void a_comparison_lets_machines_in_or_keeps_them_out(int operator, String value, boolean first, boolean second)
            throws IOException {
        attributes();
        Trace trace = trace("600000000,100,1," + operator + "," + KERNEL + "," + (value == null ? "" : value) + "\n");

        List<Submission> tasks = Written.submissions(trace);

        assertThat(tasks.get(0).taskClass().selective()).isFalse();
        assertThat(tasks.get(1).taskClass().selective()).isTrue();
        assertThat(allowed(trace, tasks.get(1))).containsExactly(first, second);
        assertThat(trace.totals().get("submissions_constrained")).isEqualTo(1);
    }

    private static List<Boolean> allowed(Trace trace, Submission task) {
        return Objects.requireNonNull(trace.cluster()).nodes().stream()
                .map(node -> task.taskClass().pod().nodeAffinity().allows(node.name(), node.labels()))
                .toList();
    }

    @Test
    void all_constraints_of_a_task_hold_at_once_and_each_task_has_its_own() throws IOException {
        attributes();
        Trace trace = trace("600000000,100,0,3," + KERNEL + ",0\n600000000,100,0,1," + CLUSTER
                + ",b\n600000000,100,1,0," + CLUSTER + ",b\n");

        List<Submission> tasks = Written.submissions(trace);

        assertThat(allowed(trace, tasks.get(0))).containsExactly(false, true);
        assertThat(allowed(trace, tasks.get(1))).containsExactly(true, false);
    }

    @Test
    void without_attributes_constraints_are_counted_and_not_honoured() throws IOException {
        Trace trace = trace("600000000,100,0,0," + KERNEL + ",3\n600000000,100,0,0," + CLUSTER + ",a\n");

        assertThat(Written.submissions(trace))
                .noneMatch(task -> task.taskClass().selective());
        assertThat(trace.totals().get("submissions_constrained_not_honoured")).isEqualTo(1);
    }
}
