package io.wavetank.workload.snapshot;

import static io.wavetank.workload.snapshot.Manifests.ids;
import static io.wavetank.workload.snapshot.Manifests.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.Resources;
import io.wavetank.sim.Submission;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read, what is refused, what is reported as not honoured. */
final class SnapshotReaderTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void kinds_of_other_groups_are_other_kinds() throws IOException {
        Snapshot snapshot = Manifests.read(
                folder,
                "{apiVersion: batch.volcano.sh/v1alpha1, kind: Job, metadata: {name: s}, spec: {tasks: []}}",
                "{apiVersion: serving.knative.dev/v1, kind: Service, metadata: {name: s}, spec: {template: {}}}",
                "{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {selector: {a: b}}}",
                "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {}}");

        assertThat(ids(snapshot)).containsExactly("default/p");
        assertThat(snapshot.dropped())
                .containsOnly(
                        Map.entry("object of kind Job.batch.volcano.sh", 1L),
                        Map.entry("object of kind Service.serving.knative.dev", 1L));
        assertThat(snapshot.counts()).containsEntry("objects_Service", 1L).doesNotContainKey("objects_Job");
    }

    @Test
    void a_snapshot_of_which_nothing_runs_says_what_was_left_out() {
        assertThatThrownBy(() -> Manifests.read(
                        folder, "{apiVersion: batch.volcano.sh/v1alpha1, kind: Job, metadata: {name: s}}"))
                .hasMessageEndingWith("there is no pod, and nothing that makes one; left out: object of kind"
                        + " Job.batch.volcano.sh; add Pods, Deployments or Jobs");
    }

    @Test
    void merge_keys_add_what_is_not_said() throws IOException {
        Snapshot snapshot = Manifests.read(folder, """
                kind: Pod
                metadata: {name: p}
                spec:
                  containers:
                  - &two {name: a, resources: {requests: {cpu: 2}}}
                  - {<<: *two, name: b}
                  - {resources: {requests: {cpu: 500m}}, <<: *two}
                  - <<: [{image: first}, *two, {resources: {requests: {cpu: 64}}}]
                """);

        Submission pod = snapshot.pods().get(0);
        assertThat(pod.taskClass().request(Resources.CPU)).isEqualTo(2000 + 2000 + 500 + 2000);
        assertThat(snapshot.ignored()).isEmpty();
    }

    @Test
    void what_cannot_be_merged_is_a_fault_where_it_stands() {
        assertThatThrownBy(() -> Manifests.read(folder, "kind: Pod\nmetadata:\n  <<: word\n"))
                .hasMessageContaining("all.yaml:5: '<<' merges a mapping or a list of them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpu", "ephemeral_storage", "''"})
    void names_that_no_resource_of_kubernetes_has_are_refused(String name) {
        assertThatThrownBy(() -> Manifests.bare(
                        folder, "kind: Node\nmetadata: {name: n}\nstatus:\n  capacity:\n    " + name + ": 2\n"))
                .hasMessageContaining("all.yaml:5: Kubernetes has no resource named '" + name.replace("'", "") + "'");
        assertThatThrownBy(() -> Manifests.read(
                        folder,
                        "{kind: Pod, metadata: {name: p}, spec: {containers: [{resources: {requests: {" + name
                                + ": 1}}}]}}"))
                .hasMessageContaining("all.yaml:3: Kubernetes has no resource named");
    }

    @Test
    void a_node_takes_as_many_pods_as_can_be_counted() {
        assertThatThrownBy(() -> Manifests.bare(
                        folder, "\n{kind: Node, metadata: {name: n}, status: {capacity: {cpu: 1, pods: 99999999999}}}"))
                .hasMessageContaining("all.yaml:2: node 'n' takes 99999999999 pods; write at most 2147483647");
    }

    @ParameterizedTest
    @CsvSource({"forever, Always, false", "forever, Never, false", "5m, OnFailure, false", "5m, Always, true"})
    void restart_policies_are_reported_where_they_would_do_what_the_run_does_not(
            String runTime, String policy, boolean reported) throws IOException {
        Snapshot snapshot = Manifests.read(
                folder,
                pod("p", ", annotations: {wavetank.io/run-time: " + runTime + "}", ", restartPolicy: " + policy));

        assertThat(snapshot.ignored().containsKey("Pod.spec.restartPolicy")).isEqualTo(reported);
    }

    @Test
    void what_changes_nothing_is_not_reported() throws IOException {
        Snapshot snapshot = Manifests.read(
                folder,
                "{kind: Job, metadata: {name: j}, spec: {completionMode: NonIndexed, selector: {matchLabels: {a: b}},"
                        + " template: {spec: {restartPolicy: Never, containers: [{name: c}]}}}, status: {active: 1}}",
                "{kind: Job, metadata: {name: k}, spec: {completionMode: Indexed, ttlSecondsAfterFinished: 9, template: {}}}",
                "{kind: StatefulSet, metadata: {name: s}, spec: {serviceName: s, template: {}}}",
                "{kind: DaemonSet, metadata: {name: d}, spec: {selector: {matchLabels: {a: b}}, template: {}}}");

        assertThat(snapshot.ignored()).containsOnlyKeys("Job.spec.completionMode", "Job.spec.ttlSecondsAfterFinished");
    }

    @Test
    void annotations_say_when_pods_come_and_how_long_they_run() throws IOException {
        String times = ", annotations: {wavetank.io/submit-time: 1h0.5s, wavetank.io/run-time: 1500ms,"
                + " wavetank.io/estimated-time: 1m}";
        Snapshot snapshot = Manifests.read(folder, pod("late", times, ""), pod("first", "", ""));

        assertThat(ids(snapshot)).containsExactly("default/first", "default/late");
        Submission late = snapshot.pods().get(1);
        assertThat(late.submitNanos()).isEqualTo(3_600_500_000_000L);
        assertThat(late.workNanos()).isEqualTo(1_500_000_000L);
        assertThat(late.estimateNanos()).isEqualTo(60_000_000_000L);
        assertThat(snapshot.pods().get(0).workNanos()).isEqualTo(Submission.FOREVER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "5", "1h 2m", "-3s", "soon", "1.s"})
    void what_is_no_run_time_is_refused(String text) {
        assertThatThrownBy(() ->
                        Manifests.read(folder, pod("p", ", annotations: {wavetank.io/run-time: '" + text + "'}", "")))
                .hasMessageContaining("all.yaml:3: '" + text + "' is no such time; write one such as 90s");
    }
}
