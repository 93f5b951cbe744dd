package io.wavetank.policy.kubernetes.cluster;

import io.wavetank.policy.Taint;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A node as the API server describes it.
 *
 * @param name its name
 * @param labels its labels
 * @param taints its taints, in order
 * @param unschedulable whether it is cordoned
 * @param allocatable what it offers, by Kubernetes' resource names and in their units ({@code cpu} in millicores, {@code pods} a count)
 * @param images the images that it has pulled
 * @param attachLimits how many volumes it can attach, by driver; a driver that is missing has no limit
 */
public record NodeSpec(
        String name,
        SortedMap<String, String> labels,
        List<Taint> taints,
        boolean unschedulable,
        SortedMap<String, Long> allocatable,
        List<NodeImage> images,
        SortedMap<String, Integer> attachLimits) {
    /** Copies its parts. */
    public NodeSpec {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        taints = List.copyOf(taints);
        allocatable = Collections.unmodifiableSortedMap(new TreeMap<>(allocatable));
        images = List.copyOf(images);
        attachLimits = Collections.unmodifiableSortedMap(new TreeMap<>(attachLimits));
    }

    /** Returns a node without taints and images, not cordoned. */
    public static NodeSpec of(String name, Map<String, String> labels, Map<String, Long> allocatable) {
        return new NodeSpec(
                name,
                new TreeMap<>(labels),
                List.of(),
                false,
                new TreeMap<>(allocatable),
                List.of(),
                Collections.emptySortedMap());
    }

    /** Returns the same with these taints. */
    public NodeSpec withTaints(List<Taint> values) {
        return new NodeSpec(name, labels, values, unschedulable, allocatable, images, attachLimits);
    }

    /** Returns the same with these labels. */
    public NodeSpec withLabels(Map<String, String> values) {
        return new NodeSpec(name, new TreeMap<>(values), taints, unschedulable, allocatable, images, attachLimits);
    }

    /** Returns the same with these images. */
    public NodeSpec withImages(List<NodeImage> values) {
        return new NodeSpec(name, labels, taints, unschedulable, allocatable, values, attachLimits);
    }

    /** Returns the same, cordoned or not. */
    public NodeSpec withUnschedulable(boolean value) {
        return new NodeSpec(name, labels, taints, value, allocatable, images, attachLimits);
    }

    /** Returns the same with these limits on attached volumes. */
    public NodeSpec withAttachLimits(Map<String, Integer> values) {
        return new NodeSpec(name, labels, taints, unschedulable, allocatable, images, new TreeMap<>(values));
    }
}
