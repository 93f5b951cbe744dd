package io.wavetank.experiment.external;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wavetank.policy.ClusterView;
import io.wavetank.policy.NodeView;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;

/** Tasks and nodes as they stand in the protocol. */
final class Wire {
    private final ClusterView cluster;

    Wire(ClusterView cluster) {
        this.cluster = cluster;
    }

    /** Writes what a policy is told once: resources and nodes. */
    void cluster(ObjectNode to) {
        ArrayNode resources = to.putArray("resources");
        for (int resource = 0; resource < cluster.resources().count(); resource++) {
            resources.add(cluster.resources().name(resource));
        }
        ArrayNode nodes = to.putArray("nodes");
        for (int node = 0; node < cluster.nodeCount(); node++) {
            node(node, nodes.addObject());
        }
    }

    /** Writes a node in full, as when it is told for the first time. */
    void node(int number, ObjectNode to) {
        state(number, to);
        lasting(cluster.node(number), to);
    }

    /** Writes what of a node changes. */
    void state(int number, ObjectNode to) {
        NodeView node = cluster.node(number);
        to.put("node", number).put("schedulable", node.schedulable());
        ObjectNode free = to.putObject("free");
        for (int resource = 0; resource < cluster.resources().count(); resource++) {
            free.put(cluster.resources().name(resource), node.free(resource));
        }
        if (!node.present()) {
            to.put("gone", true);
        }
        if (node.gpuCount() > 0) {
            ArrayNode devices = to.putArray("gpu_free");
            for (int device = 0; device < node.gpuCount(); device++) {
                devices.add(node.gpuFreeMillis(device));
            }
        }
    }

    private void lasting(NodeView node, ObjectNode to) {
        to.put("name", node.name());
        ObjectNode capacity = to.putObject("capacity");
        for (int resource = 0; resource < cluster.resources().count(); resource++) {
            capacity.put(cluster.resources().name(resource), node.allocatable(resource));
        }
        if (node.gpuCount() > 0) {
            to.put("gpu_model", node.gpuModel());
        }
        ObjectNode labels = to.putObject("labels");
        node.labels().forEach(labels::put);
        ArrayNode taints = to.putArray("taints");
        node.taints()
                .forEach(taint -> taints.addObject()
                        .put("key", taint.key())
                        .put("value", taint.value())
                        .put("effect", taint.effect().name()));
        to.put("speed", node.speed()).put("price_per_hour", node.pricePerHour());
    }

    /** Writes a task. */
    void task(TaskView task, ObjectNode to) {
        TaskClass asked = task.taskClass();
        to.put("task", task.index())
                .put("sequence", task.sequence())
                .put("id", task.id())
                .put("job", task.job())
                .put("class", task.classIndex())
                .put("priority", asked.priority())
                .put("tenant", asked.tenant())
                .put("submitted", task.submitNanos())
                .put("estimate", task.estimateNanos())
                .put("attempts", task.attempts());
        ObjectNode request = to.putObject("request");
        for (int i = 0; i < asked.askedCount(); i++) {
            request.put(cluster.resources().name(asked.asked(i)), asked.totalRequest(asked.asked(i)));
        }
        if (asked.gpuCount() > 0) {
            to.put("gpus", asked.gpuCount() * asked.members()).put("gpu_each", asked.gpuMillisEach());
            ArrayNode models = to.putArray("gpu_models");
            asked.gpuModels().forEach(models::add);
        }
        ObjectNode labels = to.putObject("labels");
        asked.labels().forEach(labels::put);
        ObjectNode selector = to.putObject("selector");
        asked.nodeSelector().forEach(selector::put);
        ArrayNode tolerations = to.putArray("tolerations");
        asked.tolerations()
                .forEach(each -> tolerations
                        .addObject()
                        .put("key", each.key())
                        .put("value", each.value())
                        .put(
                                "effect",
                                each.effect() == null ? null : each.effect().name()));
    }
}
