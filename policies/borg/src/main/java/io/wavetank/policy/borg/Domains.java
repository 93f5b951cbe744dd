package io.wavetank.policy.borg;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.TaskView;
import java.util.Map;
import java.util.TreeMap;

/** How many tasks of each job run in each failure domain, so that they can be spread. */
final class Domains {
    private final ClusterView cluster;
    private final String label;
    private final Map<String, TreeMap<String, Integer>> byJob = new TreeMap<>();

    Domains(ClusterView cluster, String label) {
        this.cluster = cluster;
        this.label = label;
    }

    boolean spreads() {
        return !label.isEmpty();
    }

    /** How many tasks of the same job run in the domain of a machine. */
    int alike(TaskView task, int machine) {
        TreeMap<String, Integer> counts = byJob.get(task.job());
        return counts == null ? 0 : counts.getOrDefault(domain(machine), 0);
    }

    /** A task runs on a machine, or no more with -1. */
    void add(TaskView task, int machine, int change) {
        if (!spreads() || task.job().isEmpty()) {
            return;
        }
        TreeMap<String, Integer> counts = byJob.computeIfAbsent(task.job(), key -> new TreeMap<>());
        int left = counts.merge(domain(machine), change, Integer::sum);
        if (left == 0) {
            counts.remove(domain(machine));
            if (counts.isEmpty()) {
                byJob.remove(task.job());
            }
        }
    }

    private String domain(int machine) {
        return cluster.node(machine).labels().getOrDefault(label, "");
    }
}
