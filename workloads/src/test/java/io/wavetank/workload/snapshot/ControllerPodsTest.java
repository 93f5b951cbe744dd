package io.wavetank.workload.snapshot;

import static io.wavetank.workload.snapshot.Manifests.ids;
import static io.wavetank.workload.snapshot.Manifests.owned;
import static io.wavetank.workload.snapshot.Manifests.pod;
import static io.wavetank.workload.snapshot.Manifests.templated;
import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Taint;
import io.wavetank.sim.Submission;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What controllers have, and what they lack. */
final class ControllerPodsTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_stateful_set_makes_the_first_ordinals_that_no_pod_has() throws IOException {
        Snapshot snapshot = Manifests.read(
                folder,
                templated("StatefulSet", "db", "replicas: 4, ", ""),
                pod("db-1", owned("StatefulSet", "db"), ", nodeName: n1"),
                pod("db-2", owned("StatefulSet", "db"), ", nodeName: n1"));

        assertThat(ids(snapshot)).containsExactly("default/db-1", "default/db-2", "default/db-0", "default/db-3");
    }

    @Test
    void ordinals_begin_where_the_stateful_set_says() throws IOException {
        Snapshot snapshot = Manifests.read(
                folder,
                templated("StatefulSet", "db", "replicas: 2, ordinals: {start: 5}, ", ""),
                pod("db-5", owned("StatefulSet", "db"), ", nodeName: n1"));

        assertThat(ids(snapshot)).containsExactly("default/db-5", "default/db-6");
    }

    @Test
    void no_two_pods_have_one_id() throws IOException {
        Snapshot snapshot = Manifests.read(
                folder,
                pod("web-0", "", ", nodeName: n1"),
                templated("Deployment", "web", "replicas: 2, ", ""),
                templated("ReplicaSet", "web", "replicas: 2, ", ""));

        assertThat(ids(snapshot))
                .containsExactly(
                        "default/web-0", "default/web-0-n2", "default/web-1", "default/web-0-n3", "default/web-1-n2");
    }

    @Test
    void a_stateful_set_of_an_operator_makes_its_pods() throws IOException {
        Snapshot snapshot = Manifests.read(
                folder,
                "{kind: StatefulSet, metadata: {name: prom" + owned("Prometheus", "p")
                        + "}, spec: {replicas: 2, template: {}}}",
                "{apiVersion: monitoring.coreos.com/v1, kind: Prometheus, metadata: {name: p}}");

        assertThat(ids(snapshot)).containsExactly("default/prom-0", "default/prom-1");
        assertThat(snapshot.dropped()).containsEntry("object of kind Prometheus", 1L);
        assertThat(snapshot.ignored()).isEmpty();
    }

    @Test
    void pods_of_a_replica_set_that_stands_alone_are_none_of_a_deployment() throws IOException {
        Snapshot snapshot = Manifests.read(
                folder,
                templated("Deployment", "web", "replicas: 3, ", ""),
                templated("ReplicaSet", "web-canary", "replicas: 2, ", ""),
                pod("w1", owned("ReplicaSet", "web-canary"), ", nodeName: n1"),
                pod("w2", owned("ReplicaSet", "web-canary"), ", nodeName: n1"));

        assertThat(ids(snapshot))
                .containsExactly("default/w1", "default/w2", "default/web-0", "default/web-1", "default/web-2");
    }

    @Test
    void pods_that_a_deployment_has_and_those_it_lacks_are_of_one_job() throws IOException {
        Snapshot snapshot = Manifests.read(
                folder,
                templated("Deployment", "web", "replicas: 2, ", ""),
                pod("web-6d4b-x", owned("ReplicaSet", "web-6d4b"), ", nodeName: n1"),
                templated("Deployment", "api", "replicas: 2, ", ""),
                "{kind: ReplicaSet, metadata: {name: api-77" + owned("Deployment", "api") + "}, spec: {replicas: 2,"
                        + " template: {}}}",
                pod("api-77-x", owned("ReplicaSet", "api-77"), ", nodeName: n1"));

        assertThat(snapshot.pods().stream().map(each -> each.id() + " of " + each.job()))
                .containsExactly(
                        "default/web-6d4b-x of default/web",
                        "default/api-77-x of default/api",
                        "default/web-1 of default/web",
                        "default/api-1 of default/api");
    }

    @Test
    void daemons_in_the_network_of_their_host_run_where_the_network_is_not_there_yet() throws IOException {
        String node = "{kind: Node, metadata: {name: n1}, spec: {taints: [{key: node.kubernetes.io/network-unavailable,"
                + " effect: NoSchedule}]}, status: {allocatable: {cpu: 8, pods: 9}}}";
        Snapshot snapshot = Manifests.bare(
                folder,
                String.join(
                        "\n---\n",
                        node,
                        "{kind: DaemonSet, metadata: {name: cni}, spec: {template: {spec: {hostNetwork: true}}}}",
                        "{kind: DaemonSet, metadata: {name: log}, spec: {template: {spec: {hostNetwork: false}}}}"));

        assertThat(ids(snapshot)).containsExactly("default/cni-n1");
        Submission pod = snapshot.pods().get(0);
        assertThat(pod.taskClass()
                        .tolerates(new Taint("node.kubernetes.io/network-unavailable", "", Taint.Effect.NO_SCHEDULE)))
                .isTrue();
    }

    @Test
    void pods_that_pend_come_in_the_order_of_their_making_then_in_that_of_the_file() throws IOException {
        Snapshot snapshot = Manifests.read(
                folder,
                pod("unmade", "", ""),
                pod("late", ", creationTimestamp: 2024-01-02T00:00:00Z", ""),
                pod("early", ", creationTimestamp: '2024-01-01T00:00:00Z'", ""),
                pod("early-too", ", creationTimestamp: 2024-01-01T01:00:00+01:00", ""));

        assertThat(ids(snapshot))
                .containsExactly("default/early", "default/early-too", "default/late", "default/unmade");
    }

    @Test
    void of_several_default_classes_the_lowest_counts() throws IOException {
        Snapshot snapshot = Manifests.read(
                folder,
                "{kind: PriorityClass, metadata: {name: mid}, value: 50, globalDefault: true}",
                "{kind: PriorityClass, metadata: {name: low}, value: 10, globalDefault: true}",
                "{kind: PriorityClass, metadata: {name: high}, value: 100, globalDefault: true}",
                pod("a", "", ""));

        assertThat(snapshot.pods().get(0).taskClass().priority()).isEqualTo(10);
    }

    @Test
    void unknown_classes_are_counted_for_each_pod_that_is_made() throws IOException {
        String template = "template: {spec: {priorityClassName: lost}}";
        Snapshot snapshot = Manifests.read(
                folder,
                "{kind: Node, metadata: {name: n2}, status: {allocatable: {cpu: 1, pods: 9}}}",
                "{kind: Deployment, metadata: {name: none}, spec: {replicas: 0, " + template + "}}",
                "{kind: Deployment, metadata: {name: w}, spec: {replicas: 10, " + template + "}}",
                "{kind: DaemonSet, metadata: {name: d}, spec: {" + template + "}}");

        assertThat(snapshot.counts()).containsEntry("pods_of_unknown_priority_class_lost", 12L);
    }
}
