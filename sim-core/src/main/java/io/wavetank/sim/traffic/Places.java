package io.wavetank.sim.traffic;

import io.wavetank.policy.NodeView;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the nodes of a cluster are by their labels, and how fast they are; those that come while it runs among them. */
final class Places {
    private static final String ZONE = "topology.kubernetes.io/zone";
    private static final int NONE = -1;

    private final Numbers racks = new Numbers("topology.kubernetes.io/rack");
    private final Numbers zones = new Numbers(ZONE);
    private final Numbers regions = new Numbers("topology.kubernetes.io/region");
    private final List<Place> places = new ArrayList<>();
    private double[] speeds;
    private @Nullable Cluster live;

    Places(ClusterSpec cluster) {
        speeds = cluster.nodes().stream().mapToDouble(NodeSpec::speed).toArray();
        for (int node = 0; node < speeds.length; node++) {
            places.add(placed(node, cluster.nodes().get(node).labels()));
        }
    }

    /** Tells of the cluster as it will be while it runs. */
    void begin(Cluster cluster) {
        live = cluster;
    }

    /** How many zones nodes are in, those without one counted as one. */
    static int zones(List<NodeSpec> nodes) {
        var zones = new Numbers(ZONE);
        int most = 0;
        for (NodeSpec node : nodes) {
            most = Math.max(most, zones.of(node.labels(), 0));
        }
        return most + 1;
    }

    private Place placed(int node, Map<String, String> labels) {
        return new Place(node, racks.of(labels, NONE), zones.of(labels, 0), regions.of(labels, 0));
    }

    /** How many nodes it knows of. */
    int known() {
        return places.size();
    }

    Place of(int node) {
        return places.get(node);
    }

    double speed(int node) {
        return speeds[node];
    }

    /** Learns of the next node, which came while the cluster runs; where nobody tells of it, it is in the first zone and of speed 1, and the answer null. */
    @Nullable
    NodeView learnOfNext() {
        int next = places.size();
        if (next == speeds.length) {
            speeds = Arrays.copyOf(speeds, Math.max(16, 2 * next));
        }
        NodeView node = live == null ? null : live.node(next);
        places.add(node == null ? new Place(next, NONE, 0, 0) : placed(next, node.labels()));
        speeds[next] = node == null ? 1 : node.speed();
        return node;
    }

    /** Numbers for the values of a label, in the order of their appearance. */
    private static final class Numbers {
        private final String label;
        private final Map<String, Integer> numbers = new LinkedHashMap<>();

        Numbers(String label) {
            this.label = label;
        }

        int of(Map<String, String> labels, int otherwise) {
            String value = labels.get(label);
            return value == null ? otherwise : numbers.computeIfAbsent(value, each -> numbers.size());
        }
    }
}
