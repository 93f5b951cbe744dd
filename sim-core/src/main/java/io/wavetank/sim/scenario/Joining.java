package io.wavetank.sim.scenario;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes that come while a run goes on are subject to what was said of the nodes that were there at the start.
 *
 * @param among the labels that such a node has
 * @param key the label whose value says with which others it breaks; null if it breaks by itself
 * @param word what comes before its name, or before that value, and after it, in the names of units; {@code %s} stands for the name or the value
 */
public record Joining(
        SortedMap<String, String> among, @Nullable String key, String word) {
    /** Copies the labels. */
    public Joining {
        among = Collections.unmodifiableSortedMap(new TreeMap<>(among));
    }

    /** Nodes with these labels. */
    public static Joining with(SortedMap<String, String> labels) {
        return new Joining(labels, null, "%s");
    }

    /** Whether a node with these labels is one of them. */
    public boolean covers(SortedMap<String, String> labels) {
        return labels.entrySet().containsAll(among.entrySet()) && (key == null || labels.containsKey(key));
    }

    /** What the unit is called that a node belongs to. */
    public String unit(String node, SortedMap<String, String> labels) {
        return word.replace("%s", key == null ? node : labels.getOrDefault(key, ""));
    }
}
