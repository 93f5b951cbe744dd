package io.wavetank.policy.kubernetes.framework;

import io.wavetank.policy.constraint.PodGroup;
import io.wavetank.policy.kubernetes.cluster.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * The Permit point for gangs: a pod that has got a place waits there, holding what it asks for, until so many of its group have places that all
 * of them can start.
 *
 * <p>Members that run count too, so that one that was lost and comes back need not wait for the others. How long a pod may wait is the caller's
 * to decide: it then calls {@link #giveUp}.
 *
 * <p>Source: the Permit plug-in {@code Coscheduling} of kubernetes-sigs/scheduler-plugins, its idea; nothing of it is recorded.
 */
public final class Gangs {
    private final Map<String, Gang> gangs = new HashMap<>();

    private static final class Gang {
        private final LinkedHashSet<Pod> waiting = new LinkedHashSet<>();
        private final LinkedHashSet<Pod> started = new LinkedHashSet<>();
    }

    /** Creates the point with no pod at it. */
    public Gangs() {}

    /**
     * Asks whether a pod that has been put on its node may start.
     *
     * @return the pods that start now, in the order in which they were put on their nodes: this one alone if it is in no gang, none if it
     *     must wait, all that wait if it completes the number
     */
    public List<Pod> permit(Pod pod) {
        PodGroup group = pod.podClass().spec().group();
        if (group == null) {
            return List.of(pod);
        }
        Gang gang = gangs.computeIfAbsent(key(pod, group), name -> new Gang());
        gang.waiting.add(pod);
        if (gang.waiting.size() + gang.started.size() < group.minMembers()) {
            return List.of();
        }
        List<Pod> starting = new ArrayList<>(gang.waiting);
        gang.started.addAll(starting);
        gang.waiting.clear();
        return starting;
    }

    /**
     * Gives up for a pod that waits: all of its gang that wait lose their places.
     *
     * @return the pods to be taken off their nodes; none if the pod does not wait
     */
    public List<Pod> giveUp(Pod pod) {
        PodGroup group = pod.podClass().spec().group();
        Gang gang = group == null ? null : gangs.get(key(pod, group));
        if (group == null || gang == null || !gang.waiting.contains(pod)) {
            return List.of();
        }
        List<Pod> waiting = new ArrayList<>(gang.waiting);
        gang.waiting.clear();
        forgetIfEmpty(key(pod, group), gang);
        return waiting;
    }

    /** Whether a pod has a place and waits for others. */
    public boolean waits(Pod pod) {
        PodGroup group = pod.podClass().spec().group();
        Gang gang = group == null ? null : gangs.get(key(pod, group));
        return gang != null && gang.waiting.contains(pod);
    }

    /** Counts a pod out that has ended or was evicted, whether it waited or ran. */
    public void gone(Pod pod) {
        PodGroup group = pod.podClass().spec().group();
        Gang gang = group == null ? null : gangs.get(key(pod, group));
        if (group != null && gang != null) {
            gang.waiting.remove(pod);
            gang.started.remove(pod);
            forgetIfEmpty(key(pod, group), gang);
        }
    }

    private void forgetIfEmpty(String key, Gang gang) {
        if (gang.waiting.isEmpty() && gang.started.isEmpty()) {
            gangs.remove(key);
        }
    }

    private static String key(Pod pod, PodGroup group) {
        return pod.podClass().namespace() + "/" + group.name();
    }
}
