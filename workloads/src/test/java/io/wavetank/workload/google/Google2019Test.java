package io.wavetank.workload.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.wavetank.policy.Resources;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.workload.Written;
import io.wavetank.workload.record.RecordType;
import io.wavetank.workload.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows made by hand after the published schema, numbers as texts and as numbers. */
final class Google2019Test {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path folder;

    private static String event(String time, int type, long collection, String alloc) {
        return "{\"time\":\"" + time + "\",\"type\":\"" + type + "\",\"collection_id\":\"" + collection
                + "\",\"scheduling_class\":\"2\",\"collection_type\":\"0\",\"priority\":\"103\",\"alloc_collection_id\":\""
                + alloc + "\",\"instance_index\":\"7\",\"machine_id\":\"23\","
                + "\"resource_request\":{\"cpus\":0.0096,\"memory\":0.0067},\"constraint\":[]}\n";
    }

    @Test
    void events_of_instances_become_tasks() throws IOException {
        Written.text(
                folder,
                "instance_events-000000000000.json",
                event("600000000", 0, 5, "0")
                        + event("600000001", 1, 5, "0")
                        + event("601000000", 3, 5, "0")
                        + event("602000000", 4, 5, "0")
                        + event("602500000", 0, 6, "99"));
        Written.text(
                folder,
                "instance_events-000000000001.json",
                event("603000000", 3, 5, "0")
                        + event("603000000", 3, 6, "99")
                        + event("613000000", 6, 5, "0")
                        + event("9223372036854775807", 6, 6, "99"));
        Written.text(folder, "machine_events.json", """
                {"time":0,"machine_id":"23","type":1,"switch_id":"s=","capacity":{"cpus":0.5,"memory":0.25},"platform_id":"p="}
                {"time":"700000000","machine_id":"23","type":"2","switch_id":"s="}
                """);
        Trace trace = Written.open(folder);
        assertThat(trace.format().name()).isEqualTo("google-2019");
        List<Submission> tasks = Written.submissions(trace);
        assertThat(tasks)
                .extracting(Submission::id, Submission::submitNanos, Submission::workNanos)
                .containsExactly(tuple("5-7", 600 * SECOND, 10 * SECOND));
        assertThat(tasks.get(0).taskClass().request(Resources.CPU)).isEqualTo(9_600_000);
        assertThat(tasks.get(0).taskClass().request(Resources.MEMORY)).isEqualTo(6_700_000_000L);
        assertThat(tasks.get(0).taskClass().priority()).isEqualTo(103);
        assertThat(trace.totals().get("events_of_tasks_inside_an_alloc_left_out"))
                .isEqualTo(3);
        assertThat(trace.cluster()).isNotNull();
        assertThat(trace.inspect(RecordType.MACHINES).totals().get("machines_removed"))
                .isEqualTo(1);
    }

    @Test
    void a_faulty_line_is_named() {
        assertThatThrownBy(() -> Written.open(Written.text(
                        folder,
                        "instance_events.json",
                        event("600000000", 0, 5, "0") + event("600000000", 11, 5, "0"))))
                .hasMessageContaining("instance_events.json:2: 'type' is 11");
        assertThatThrownBy(() -> Written.open(Written.text(
                        folder, "instance_events.json", event("600000000", 0, 5, "0") + event("6e400", 0, 5, "0"))))
                .hasMessageContaining("instance_events.json:2: 'time': whole number expected, got '6e400'");
    }

    private static String constrained(String type, String index, String constraints) {
        return "{\"time\":\"60" + type + "000000\",\"type\":\"" + type
                + "\",\"collection_id\":\"9\",\"instance_index\":\"" + index
                + "\",\"resource_request\":{\"cpus\":0.01,\"memory\":0.01},\"constraint\":[" + constraints + "]}\n";
    }

    private static String relation(String name, String relation, String value) {
        return "{\"name\":\"" + name + "\",\"value\":\"" + value + "\",\"relation\":\"" + relation + "\"}";
    }

    /** Task i of so many, each with one relation of the attribute a to 2. */
    private void constrainedTasks() throws IOException {
        var events = new StringBuilder();
        for (String type : List.of("0", "3", "6")) {
            for (int relation = 0; relation < 8; relation++) {
                events.append(
                        constrained(type, Integer.toString(relation), relation("a", Integer.toString(relation), "2")));
            }
        }
        Written.text(folder, "instance_events.json", events.toString());
        Written.text(folder, "machine_events.json", """
                {"time":0,"machine_id":"1","type":1,"capacity":{"cpus":0.5,"memory":0.25}}
                {"time":0,"machine_id":"2","type":1,"capacity":{"cpus":0.5,"memory":0.25}}
                {"time":0,"machine_id":"3","type":1,"capacity":{"cpus":0.5,"memory":0.25}}
                {"time":0,"machine_id":"4","type":1,"capacity":{"cpus":0.5,"memory":0.25}}
                """);
    }

    @Test
    void constraints_decide_the_machines_where_it_is_told_what_these_have() throws IOException {
        constrainedTasks();
        Written.text(folder, "machine_attributes.json", """
                {"time":"0","machine_id":"1","name":"a","value":"1","deleted":false}
                {"time":"0","machine_id":"2","name":"a","value":"2","deleted":false}
                {"time":"0","machine_id":"3","name":"a","value":"3","deleted":false}
                {"time":"700000000","machine_id":"4","name":"a","value":"2","deleted":false}
                """);
        Trace trace = Written.open(folder);
        ClusterSpec cluster = trace.cluster();
        assertThat(cluster).isNotNull();

        // =, !=, <, >, <=, >=, present, not present; machine 4 has no such attribute at the start
        assertThat(Written.submissions(trace).stream()
                        .map(task -> cluster.nodes().stream()
                                .filter(node ->
                                        task.taskClass().pod().nodeAffinity().allows(node.name(), node.labels()))
                                .map(NodeSpec::name)
                                .collect(Collectors.joining())))
                .containsExactly("2", "134", "1", "3", "12", "23", "123", "4");
        assertThat(trace.totals().get("rows_constrained")).isEqualTo(24);
        assertThat(trace.recordTypes()).contains(RecordType.ATTRIBUTES);
    }

    @Test
    void constraints_are_counted_where_nothing_tells_what_machines_have() throws IOException {
        constrainedTasks();
        Trace trace = Written.open(folder);

        assertThat(trace.totals().get("rows_constrained_not_honoured")).isEqualTo(24);
        assertThat(Written.submissions(trace))
                .allMatch(task -> task.taskClass().pod().equals(PodSpec.NONE));
    }

    @Test
    void a_relation_that_there_is_not_is_a_fault() throws IOException {
        Written.text(folder, "instance_events.json", constrained("0", "1", relation("a", "8", "2")));

        assertThatThrownBy(() -> Written.open(folder)).hasMessageContaining("'relation' is 8, and there are 0 to 7");
    }
}
