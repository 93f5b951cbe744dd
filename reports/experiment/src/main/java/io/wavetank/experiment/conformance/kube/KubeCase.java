package io.wavetank.experiment.conformance.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wavetank.policy.Draws;
import io.wavetank.policy.kubernetes.KubeScheduler;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.ClusterObjects;
import io.wavetank.policy.kubernetes.cluster.DisruptionBudget;
import io.wavetank.policy.kubernetes.cluster.NodeImage;
import io.wavetank.policy.kubernetes.cluster.NodeSpec;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.framework.TieRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** One recorded file of kube-scheduler's decisions, brought to life: the cluster with its pods, and a scheduler beside it. */
final class KubeCase {
    private final JsonNode file;
    private final ClusterCache cluster = new ClusterCache();
    private final KubeScheduler scheduler;
    private final List<Integer> slots = new ArrayList<>();
    private final Map<String, Pod> pods = new HashMap<>();

    KubeCase(JsonNode file) {
        this.file = file;
        putObjects();
        for (JsonNode node : file.path("nodes")) {
            slots.add(cluster.putNode(node(node)));
        }
        for (JsonNode bound : file.path("bound")) {
            cluster.putPod(pod(bound, Fields.number(bound, "start")), slot(Fields.text(bound, "node")));
        }
        this.scheduler = new KubeScheduler(
                cluster, ProfileJson.profile(file.path("profile")), TieRule.LOWEST_NAME, new Draws(0, 0));
    }

    private void putObjects() {
        for (JsonNode each : file.path("namespaces")) {
            cluster.objects().putNamespace(Fields.text(each, "name"), Fields.labels(each, "labels"));
        }
        for (JsonNode each : file.path("services")) {
            cluster.objects()
                    .putService(new ClusterObjects.Service(
                            Fields.text(each, "ns"),
                            Fields.text(each, "name"),
                            each.has("selector") ? Fields.labels(each, "selector") : null));
        }
        for (JsonNode each : file.path("workloads")) {
            cluster.objects()
                    .putWorkload(new ClusterObjects.Workload(
                            Fields.text(each, "kind"),
                            Fields.text(each, "ns"),
                            Fields.text(each, "name"),
                            PodJson.selector(each, "selector")));
        }
        for (JsonNode each : file.path("pdbs")) {
            cluster.objects()
                    .putBudget(new DisruptionBudget(
                            Fields.text(each, "ns"),
                            Fields.text(each, "name"),
                            PodJson.selector(each, "selector"),
                            Fields.whole(each, "disruptionsAllowed"),
                            new TreeSet<>(Fields.texts(each, "disruptedPods"))));
        }
    }

    private static NodeSpec node(JsonNode node) {
        return new NodeSpec(
                Fields.text(node, "name"),
                Fields.labels(node, "labels"),
                Fields.list(node, "taints", PodJson::taint),
                Fields.flag(node, "unschedulable"),
                Fields.amounts(node, "allocatable"),
                Fields.list(
                        node,
                        "images",
                        each -> new NodeImage(Fields.texts(each, "names"), Fields.number(each, "size"))),
                Collections.emptySortedMap());
    }

    /** The pod's template with the pod's own keys laid over it. */
    private JsonNode whole(JsonNode own) {
        JsonNode template = file.path("templates").path(Fields.whole(own, "t"));
        if (!template.isObject() || !own.isObject()) {
            throw new IllegalArgumentException("there is no template for pod " + own);
        }
        ObjectNode whole = ((ObjectNode) template).deepCopy();
        whole.setAll((ObjectNode) own);
        return whole;
    }

    private Pod pod(JsonNode own, long start) {
        JsonNode whole = whole(own);
        Pod pod = new Pod(
                Fields.text(own, "name"),
                cluster.podClass(PodJson.template(whole)),
                Fields.whole(whole, "priority"),
                start);
        pods.put(pod.name(), pod);
        if (Fields.flag(whole, "terminating")) {
            cluster.terminate(pod);
        }
        return pod;
    }

    /** The pending pod at a place in the file; its start is the one that it gets when it is put on a node. */
    Pod pending(int place, long start) {
        return pod(file.path("pending").path(place), start);
    }

    int pendingCount() {
        return file.path("pending").size();
    }

    JsonNode expected(int place) {
        return file.path("expected").path(place);
    }

    boolean brief() {
        return Fields.text(file, "detail").equals("brief");
    }

    ClusterCache cluster() {
        return cluster;
    }

    KubeScheduler scheduler() {
        return scheduler;
    }

    int nodes() {
        return slots.size();
    }

    /** The cluster's number of the node at a position in the file. */
    int slot(int position) {
        return slots.get(position);
    }

    int slot(String name) {
        int slot = cluster.node(name);
        if (slot == Pod.NOWHERE) {
            throw new IllegalArgumentException("there is no node '" + name + "'");
        }
        return slot;
    }

    Pod pod(String name) {
        Pod pod = pods.get(name);
        if (pod == null) {
            throw new IllegalArgumentException("there is no pod '" + name + "'");
        }
        return pod;
    }
}
