package io.wavetank.workload.snapshot;

import io.wavetank.policy.Resources;
import io.wavetank.policy.Taint;
import io.wavetank.policy.constraint.ContainerImage;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.workload.input.TraceFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** Turns a Node into a node: what is allocatable, its labels and taints, the images that it has pulled, whether it is cordoned. */
final class NodeReader {
    private final Resources resources;

    NodeReader(Resources resources) {
        this.resources = resources;
    }

    /** Adds the names of what the node offers. */
    static void names(Fields node, Set<String> into) throws TraceFormatException {
        into.addAll(node.at("status", "allocatable").keys());
        into.addAll(node.at("status", "capacity").keys());
    }

    NodeSpec read(Fields object) throws TraceFormatException {
        Fields metadata = object.at("metadata");
        Fields status = object.at("status");
        var node = NodeSpec.builder(metadata.at("name").text(""));
        SortedMap<String, Long> capacity = Amounts.of(status.at("capacity"));
        SortedMap<String, Long> allocatable = Amounts.of(status.at("allocatable"));
        if (allocatable.isEmpty()) {
            allocatable.putAll(capacity);
        }
        node.capacity(Resources.PODS, 0);
        for (Map.Entry<String, Long> entry : allocatable.entrySet()) {
            int resource = number(entry.getKey());
            if (resource == Resources.PODS && entry.getValue() > Integer.MAX_VALUE) {
                throw object.fault(
                        "node '" + Objects.name(object) + "' takes " + entry.getValue() + " pods",
                        "write at most " + Integer.MAX_VALUE);
            }
            long installed = Math.max(capacity.getOrDefault(entry.getKey(), 0L), entry.getValue());
            node.capacity(resource, installed).reserved(resource, installed - entry.getValue());
        }
        node.label("kubernetes.io/hostname", metadata.at("name").text(""));
        metadata.at("labels").strings().forEach(node::label);
        List<Taint> taints = new ArrayList<>();
        for (Fields taint : object.at("spec", "taints").list()) {
            taints.add(new Taint(taint.at("key").text(""), taint.at("value").text(""), Selections.effect(taint)));
        }
        List<ContainerImage> images = new ArrayList<>();
        for (Fields image : status.at("images").list()) {
            Fields size = image.at("sizeBytes");
            images.add(new ContainerImage(image.at("names").texts(), size.given() ? size.amount(false) : 0));
        }
        return node.taints(taints)
                .images(images)
                .cordoned(object.at("spec", "unschedulable").truth())
                .build();
    }

    private int number(String name) {
        return switch (name) {
            case Amounts.CPU -> Resources.CPU;
            case Amounts.MEMORY -> Resources.MEMORY;
            case Amounts.STORAGE -> Resources.EPHEMERAL_STORAGE;
            case Amounts.PODS -> Resources.PODS;
            default -> resources.indexOf(name);
        };
    }
}
