package io.wavetank.experiment.scenario;

import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.scenario.FailureProcess.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Nodes of a cluster that share something: themselves alone, a zone, a rack, a region, or any label. */
final class NodeGroups {
    static final String NODE = "node";
    private static final List<String> TOPOLOGY = List.of("zone", "rack", "region");

    private NodeGroups() {}

    /** Returns the label's key that a word stands for: {@code zone}, {@code rack} and {@code region} are those of Kubernetes' topology. */
    static String label(String word) {
        return TOPOLOGY.contains(word) ? "topology.kubernetes.io/" + word : word;
    }

    /** Returns the label's key that a word stands for in a cluster: that of Kubernetes' topology, unless no node has it. */
    static String key(String word, ClusterSpec cluster) {
        return values(label(word), cluster).isEmpty() ? word : label(word);
    }

    /** Returns the groups in the order of their first nodes, each called by what it shares and {@code what} is wrong with it; nodes that share nothing are in none. */
    static List<Unit> by(String word, Map<String, String> labels, String what, ClusterSpec cluster) {
        String key = key(word, cluster);
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int node : with(labels, cluster)) {
            NodeSpec spec = cluster.nodes().get(node);
            String value = word.equals(NODE) ? spec.name() : spec.labels().get(key);
            if (value != null) {
                groups.computeIfAbsent(value, each -> new ArrayList<>()).add(node);
            }
        }
        List<Unit> units = new ArrayList<>();
        groups.forEach((value, nodes) -> units.add(new Unit(word + " " + value + " " + what, nodes)));
        return units;
    }

    /** Returns the numbers of the nodes that have all of some labels. */
    static List<Integer> with(Map<String, String> labels, ClusterSpec cluster) {
        List<Integer> found = new ArrayList<>();
        for (int node = 0; node < cluster.nodes().size(); node++) {
            if (cluster.nodes().get(node).labels().entrySet().containsAll(labels.entrySet())) {
                found.add(node);
            }
        }
        return found;
    }

    /** Returns the values that nodes have of a label, in order. */
    static List<String> values(String label, ClusterSpec cluster) {
        var known = new TreeSet<String>();
        for (NodeSpec node : cluster.nodes()) {
            String value = node.labels().get(label);
            if (value != null) {
                known.add(value);
            }
        }
        return List.copyOf(known);
    }

    /** Returns the keys of all labels that nodes have, in order. */
    static List<String> keys(ClusterSpec cluster) {
        var known = new TreeSet<String>();
        cluster.nodes().forEach(each -> known.addAll(each.labels().keySet()));
        return List.copyOf(known);
    }
}
