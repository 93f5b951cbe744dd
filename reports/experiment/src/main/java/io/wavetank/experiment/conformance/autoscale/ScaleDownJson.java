package io.wavetank.experiment.conformance.autoscale;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.experiment.conformance.kube.Fields;
import io.wavetank.policy.Taint;
import io.wavetank.policy.constraint.LabelSelector;
import io.wavetank.policy.kubernetes.autoscale.ca.EvictionBudget;
import io.wavetank.policy.kubernetes.autoscale.ca.NodeGroupSize;
import io.wavetank.policy.kubernetes.autoscale.ca.RunningPod;
import io.wavetank.policy.kubernetes.autoscale.ca.ScalableNode;
import io.wavetank.policy.kubernetes.autoscale.ca.ScaleDownCluster;
import io.wavetank.policy.kubernetes.autoscale.ca.ScaleDownCluster.Workload;
import io.wavetank.policy.kubernetes.autoscale.ca.ScaleDownOptions;
import io.wavetank.policy.kubernetes.cluster.NodeSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Clusters as the recordings of scaling down write them. Time 0 is that of the first step. */
final class ScaleDownJson {
    private static final long SECOND_MILLIS = 1000;
    private static final long GRACE_SECONDS = 30;

    private ScaleDownJson() {}

    static long millis(JsonNode node, String field) {
        return Math.multiplyExact(Fields.number(node, field), SECOND_MILLIS);
    }

    static ScaleDownOptions options(JsonNode options) {
        ScaleDownOptions defaults = ScaleDownOptions.DEFAULTS;
        return new ScaleDownOptions(
                RecordedCases.real(options, "utilizationThreshold", 0),
                Fields.whole(options, "minReplicaCount"),
                Fields.flag(options, "ignoreDaemonSetsUtilization"),
                Fields.flag(options, "ignoreMirrorPodsUtilization"),
                Fields.flag(options, "skipNodesWithLocalStorage"),
                Fields.flag(options, "skipNodesWithSystemPods"),
                defaults.unneededMillis(),
                defaults.unreadyMillis(),
                defaults.recheckMillis());
    }

    static ScaleDownCluster cluster(JsonNode recorded) {
        SortedMap<String, NodeGroupSize> groups = new TreeMap<>();
        JsonNode sizes = recorded.path("groups");
        sizes.fieldNames()
                .forEachRemaining(name -> groups.put(
                        name,
                        new NodeGroupSize(
                                Fields.whole(sizes.path(name), "min"), Fields.whole(sizes.path(name), "size"))));
        Map<Workload, Integer> workloads = new HashMap<>();
        for (JsonNode each : recorded.path("controllers")) {
            workloads.put(
                    new Workload(
                            each.path(0).asText(),
                            each.path(1).asText(),
                            each.path(2).asText()),
                    Math.toIntExact(RecordedCases.at(each, 3)));
        }
        return ScaleDownCluster.of(
                Fields.list(recorded, "nodes", ScaleDownJson::node),
                Fields.list(recorded, "pods", ScaleDownJson::pod),
                groups,
                workloads,
                Fields.list(
                        recorded,
                        "pdbs",
                        each -> new EvictionBudget(
                                Fields.text(each, "ns"),
                                LabelSelector.of(Fields.labels(each, "match")),
                                Fields.whole(each, "allowed"))));
    }

    private static ScalableNode node(JsonNode node) {
        NodeSpec spec = CaJson.node(node);
        boolean going = node.has("toBeDeletedAgoSec");
        if (going) {
            List<Taint> taints = new ArrayList<>(spec.taints());
            taints.add(new Taint("ToBeDeletedByClusterAutoscaler", "", Taint.Effect.NO_SCHEDULE));
            spec = spec.withTaints(taints);
        }
        String group = Fields.text(node, "group");
        return new ScalableNode(
                spec,
                group.isEmpty() ? null : group,
                !Fields.flag(node, "scaleDownDisabled"),
                going ? -millis(node, "toBeDeletedAgoSec") : null,
                !node.has("ready") || Fields.flag(node, "ready"));
    }

    private static RunningPod pod(JsonNode pod) {
        JsonNode owner = pod.path("owner");
        return new RunningPod(
                Fields.text(pod, "name"),
                Fields.text(pod, "node"),
                CaJson.pod(pod),
                owner.isArray()
                        ? new RunningPod.Owner(
                                owner.path(0).asText(), owner.path(1).asText())
                        : null,
                Fields.flag(pod, "mirror"),
                Fields.flag(pod, "daemonsetAnnotation"),
                eviction(pod),
                Fields.list(
                        pod,
                        "volumes",
                        each -> new RunningPod.Volume(
                                each.path(0).asText(), each.path(1).asText())),
                Fields.text(pod, "safeLocalVolumes"),
                phase(pod),
                restart(pod),
                pod.has("deletedAgoSec") ? deletion(pod) : null);
    }

    private static RunningPod.Deletion deletion(JsonNode pod) {
        long grace = Fields.number(pod, "grace", GRACE_SECONDS);
        return new RunningPod.Deletion(-millis(pod, "deletedAgoSec"), Math.multiplyExact(grace, SECOND_MILLIS));
    }

    private static RunningPod.Eviction eviction(JsonNode pod) {
        return switch (Fields.text(pod, "safeToEvict")) {
            case "true" -> RunningPod.Eviction.SAFE;
            case "false" -> RunningPod.Eviction.NOT_SAFE;
            default -> RunningPod.Eviction.UNSAID;
        };
    }

    private static RunningPod.Phase phase(JsonNode pod) {
        return switch (Fields.text(pod, "phase")) {
            case "", "Running" -> RunningPod.Phase.RUNNING;
            case "Pending" -> RunningPod.Phase.PENDING;
            case "Succeeded" -> RunningPod.Phase.SUCCEEDED;
            case "Failed" -> RunningPod.Phase.FAILED;
            case "Unknown" -> RunningPod.Phase.UNKNOWN;
            default -> throw Fields.wrong("phase", pod.path("phase"));
        };
    }

    private static RunningPod.Restart restart(JsonNode pod) {
        return switch (Fields.text(pod, "restart")) {
            case "", "Always" -> RunningPod.Restart.ALWAYS;
            case "OnFailure" -> RunningPod.Restart.ON_FAILURE;
            case "Never" -> RunningPod.Restart.NEVER;
            default -> throw Fields.wrong("restart", pod.path("restart"));
        };
    }
}
