package io.wavetank.policy;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Why no node would do for a task: how many nodes failed for which reason, the first that was found on each node.
 *
 * @param nodes how many nodes were looked at
 * @param byReason nodes by reason, such as {@code cpu -> 12}
 */
public record Unfit(int nodes, SortedMap<String, Integer> byReason) {
    /** Keeps a copy of the counts. */
    public Unfit {
        byReason = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(byReason));
    }

    /** Returns the reasons for which the nodes of a cluster, taken one by one, will not do for a class now. */
    public static Unfit explain(TaskClass task, ClusterView cluster) {
        var counts = new TreeMap<String, Integer>();
        for (int node = 0; node < cluster.nodeCount(); node++) {
            String reason = Feasibility.obstacle(task, cluster.node(node), cluster.resources());
            counts.merge(reason == null ? "policy" : reason, 1, Integer::sum);
        }
        return new Unfit(cluster.nodeCount(), counts);
    }

    /** Returns the sentence for people: {@code 0 of 15 nodes fit: 12 cpu, 3 gpu model}, most frequent reason first. */
    @Override
    public String toString() {
        var text = new StringBuilder("0 of ").append(nodes).append(" nodes fit");
        String separator = ": ";
        var entries = new java.util.ArrayList<>(byReason.entrySet());
        entries.sort(
                Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        for (var entry : entries) {
            text.append(separator).append(entry.getValue()).append(' ').append(entry.getKey());
            separator = ", ";
        }
        return text.toString();
    }
}
