package io.wavetank.policy.kubernetes.framework;

import io.wavetank.policy.kubernetes.cluster.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Pending pods that have had others evicted for them, and the node where: it is kept free of pods of lower priority. */
public final class Nominations {
    private final SortedMap<Integer, List<Pod>> byNode = new TreeMap<>();
    private final Map<Pod, Integer> byPod = new HashMap<>();

    /** Creates an empty list. */
    public Nominations() {}

    /** Remembers a pod for a node, in place of any other node. */
    public void nominate(Pod pod, int node) {
        forget(pod);
        byPod.put(pod, node);
        byNode.computeIfAbsent(node, each -> new ArrayList<>()).add(pod);
    }

    /** Forgets a pod, if it was nominated. */
    public void forget(Pod pod) {
        Integer node = byPod.remove(pod);
        List<Pod> there = node == null ? null : byNode.get(node);
        if (there != null) {
            there.remove(pod);
            if (there.isEmpty()) {
                byNode.remove(node);
            }
        }
    }

    /** Keeps the nomination of a pod that has changed; it is the latest of its node now, as in production. */
    public void replace(Pod before, Pod after) {
        int node = node(before);
        if (node != Pod.NOWHERE) {
            forget(before);
            nominate(after, node);
        }
    }

    /**
     * Forgets the pods of lower priority that are nominated for a node, as is done when a pod has others evicted there, and returns them. They
     * stay where they are in the queue.
     */
    public List<Pod> forgetBelow(Pod pod, int node) {
        List<Pod> below = on(node).stream()
                .filter(other -> other.priority() < pod.priority())
                .toList();
        below.forEach(this::forget);
        return below;
    }

    /** The node that a pod is nominated for, or {@link Pod#NOWHERE}. */
    public int node(Pod pod) {
        Integer node = byPod.get(pod);
        return node == null ? Pod.NOWHERE : node;
    }

    /** Whether no pod is nominated. */
    public boolean isEmpty() {
        return byNode.isEmpty();
    }

    /** The nodes that pods are nominated for. */
    public SortedSet<Integer> nodes() {
        return new TreeSet<>(byNode.keySet());
    }

    /** The pods nominated for a node, earliest first. */
    public List<Pod> on(int node) {
        return List.copyOf(byNode.getOrDefault(node, List.of()));
    }

    /** The other pods nominated for a node whose priority is not below the pod's. */
    List<Pod> notBelow(Pod pod, int node) {
        @Nullable List<Pod> there = byNode.isEmpty() ? null : byNode.get(node);
        if (there == null) {
            return List.of();
        }
        return there.stream()
                .filter(other -> other != pod && other.priority() >= pod.priority())
                .toList();
    }
}
