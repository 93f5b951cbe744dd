package io.wavetank.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
    /** More than the reasons of {@link Feasibility#obstacle} that are no resource, and "policy". */
    private static final int OTHER_REASONS = 8;

    /** Keeps a copy of the counts. */
    public Unfit {
        byReason = Collections.unmodifiableSortedMap(new TreeMap<>(byReason));
    }

    /** Returns the reasons for which the nodes of a cluster, taken one by one, will not do for a class now. */
    public static Unfit explain(TaskClass task, ClusterView cluster) {
        List<String> reasons = new ArrayList<>();
        int[] counts = new int[cluster.resources().count() + OTHER_REASONS];
        int present = 0;
        for (int node = 0; node < cluster.nodeCount(); node++) {
            if (!cluster.node(node).present()) {
                continue;
            }
            present++;
            String reason = Feasibility.obstacle(task, cluster.node(node), cluster.resources());
            String counted = reason == null ? "policy" : reason;
            int at = reasons.indexOf(counted);
            if (at < 0) {
                at = reasons.size();
                reasons.add(counted);
            }
            counts[at]++;
        }
        var byReason = new TreeMap<String, Integer>();
        for (int i = 0; i < reasons.size(); i++) {
            byReason.put(reasons.get(i), counts[i]);
        }
        return new Unfit(present, byReason);
    }

    /** Returns the sentence for people: {@code 0 of 15 nodes fit: 12 cpu, 3 gpu model}, most frequent reason first. */
    @Override
    public String toString() {
        var text = new StringBuilder("0 of ").append(nodes).append(" nodes fit");
        String separator = ": ";
        var entries = new ArrayList<>(byReason.entrySet());
        entries.sort(
                Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        for (var entry : entries) {
            text.append(separator).append(entry.getValue()).append(' ').append(entry.getKey());
            separator = ", ";
        }
        return text.toString();
    }
}
