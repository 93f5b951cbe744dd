package io.wavetank.experiment.conformance.queue;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.policy.Taint;
import io.wavetank.policy.kubernetes.cluster.NodeSpec;
import io.wavetank.policy.kubernetes.queue.ClusterEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A node of a recorded timeline as it was at one time.
 *
 * @param spec its description
 * @param ready its only condition
 */
record QueueNode(NodeSpec spec, boolean ready) {
    /** Reads a body. */
    static QueueNode read(JsonNode body) {
        var labels = new TreeMap<String, String>();
        if (!body.path("pool").asText("").isEmpty()) {
            labels.put("pool", body.path("pool").asText());
        }
        var allocatable = Map.of(
                "cpu", body.path("cpu").asLong(),
                "memory", body.path("memory").asLong(),
                "pods", body.path("pods").asLong());
        List<Taint> taints = new ArrayList<>();
        body.path("taints")
                .forEach(taint -> taints.add(new Taint(
                        taint.path(0).asText(), "", effect(taint.path(1).asText()))));
        NodeSpec spec = NodeSpec.of(body.path("name").asText(), labels, allocatable)
                .withTaints(taints)
                .withUnschedulable(body.path("unschedulable").asBoolean());
        return new QueueNode(spec, body.path("ready").asBoolean());
    }

    private static Taint.Effect effect(String name) {
        return switch (name) {
            case "NoSchedule" -> Taint.Effect.NO_SCHEDULE;
            case "PreferNoSchedule" -> Taint.Effect.PREFER_NO_SCHEDULE;
            case "NoExecute" -> Taint.Effect.NO_EXECUTE;
            default -> throw new IllegalArgumentException("No such effect of a taint: " + name);
        };
    }

    /** The event that the change from another body to this one causes, if any. */
    @Nullable
    ClusterEvent eventSince(QueueNode before) {
        return ClusterEvent.ofNodeUpdate(
                before.spec.unschedulable() && !spec.unschedulable(),
                !before.spec.allocatable().equals(spec.allocatable()),
                !before.spec.labels().equals(spec.labels()),
                !before.spec.taints().equals(spec.taints()),
                before.ready != ready);
    }
}
