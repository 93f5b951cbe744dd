package io.wavetank.policy.kubernetes.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The nodes in groups by zone: groups in the order in which their first node appeared, nodes within a group in the order in which they were
 * added. Listed, they take turns: the first of every group, then the second of every group that has one, and so on.
 *
 * <p>A zone is a pair of region and zone label; a legacy label wins over its successor. Nodes with neither are a group like any other.
 *
 * <p>Source: Kubernetes 1.26, the scheduler cache's node tree.
 */
final class NodeTree {
    private static final String REGION = "topology.kubernetes.io/region";
    private static final String LEGACY_REGION = "failure-domain.beta.kubernetes.io/region";
    private static final String LEGACY_ZONE = "failure-domain.beta.kubernetes.io/zone";

    private final LinkedHashMap<ZoneName, List<Integer>> zones = new LinkedHashMap<>();
    private int size;

    private record ZoneName(String region, String zone) {
        static ZoneName of(NodeSpec node) {
            return new ZoneName(
                    node.labels().getOrDefault(LEGACY_REGION, node.labels().getOrDefault(REGION, "")),
                    node.labels().getOrDefault(LEGACY_ZONE, node.labels().getOrDefault(Topology.ZONE, "")));
        }
    }

    int size() {
        return size;
    }

    void add(int slot, NodeSpec node) {
        zones.computeIfAbsent(ZoneName.of(node), zone -> new ArrayList<>()).add(slot);
        size++;
    }

    void remove(int slot, NodeSpec node) {
        ZoneName zone = ZoneName.of(node);
        List<Integer> group = zones.getOrDefault(zone, List.of());
        if (!group.remove(Integer.valueOf(slot))) {
            throw new IllegalStateException("Not in its zone: " + node.name());
        }
        if (group.isEmpty()) {
            zones.remove(zone);
        }
        size--;
    }

    void update(int slot, NodeSpec before, NodeSpec after) {
        if (!ZoneName.of(before).equals(ZoneName.of(after))) {
            remove(slot, before);
            add(slot, after);
        }
    }

    int[] list() {
        int[] order = new int[size];
        int filled = 0;
        for (int turn = 0; filled < size; turn++) {
            for (List<Integer> group : zones.values()) {
                if (turn < group.size()) {
                    order[filled++] = group.get(turn);
                }
            }
        }
        return order;
    }
}
