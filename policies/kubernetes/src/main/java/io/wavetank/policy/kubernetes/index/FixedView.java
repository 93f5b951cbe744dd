package io.wavetank.policy.kubernetes.index;

import io.wavetank.policy.Toleration;
import io.wavetank.policy.constraint.NodeAffinity;
import io.wavetank.policy.constraint.NodeSelectorTerm;
import io.wavetank.policy.constraint.VolumeNeed;
import io.wavetank.policy.kubernetes.cluster.ChangeLog;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the nodes' descriptions alone say to pods that look at them in one way: which nodes are ruled out by cordon, name, taint, label or the
 * reach of a volume, and how many taints and preferences speak against and for them. It changes only when a node is described anew.
 */
final class FixedView {
    private final ClusterCache cluster;
    private final Points points;
    private final PodClass sample;
    private boolean[] allowed = new boolean[0];
    private int[] taints = new int[0];
    private long[] preferences = new long[0];
    private int tainted;
    private int preferred;
    private long epoch = -1;
    private long version;

    /**
     * What pods that look at nodes in one way have in common.
     *
     * @param reaches for each volume, the nodes from which it can be reached
     */
    record Key(
            List<Toleration> tolerations,
            SortedMap<String, String> nodeSelector,
            NodeAffinity nodeAffinity,
            String nodeName,
            List<List<NodeSelectorTerm>> reaches) {
        static Key of(PodClass pod) {
            List<List<NodeSelectorTerm>> reaches = new ArrayList<>();
            for (VolumeNeed volume : pod.spec().volumes()) {
                @Nullable List<NodeSelectorTerm> reach = volume.reachableFrom();
                if (reach != null) {
                    reaches.add(reach);
                }
            }
            return new Key(
                    pod.template().tolerations(),
                    pod.template().nodeSelector(),
                    pod.spec().nodeAffinity(),
                    pod.spec().nodeName(),
                    reaches);
        }
    }

    /**
     * Creates the view, empty until first refreshed.
     *
     * @param sample any one of the pods that look at nodes in this way
     */
    FixedView(ClusterCache cluster, Points points, PodClass sample) {
        this.cluster = cluster;
        this.points = points;
        this.sample = sample;
    }

    /** Brings the view up to date. */
    void refresh() {
        ChangeLog log = cluster.changes();
        if (epoch != cluster.descriptionEpoch()) {
            int slots = cluster.nodes().slots();
            if (allowed.length < slots) {
                int capacity = Math.max(slots, 2 * allowed.length);
                allowed = Arrays.copyOf(allowed, capacity);
                taints = Arrays.copyOf(taints, capacity);
                preferences = Arrays.copyOf(preferences, capacity);
            }
            if (epoch < 0 || !log.reachesBackTo(version)) {
                for (int node = 0; node < slots; node++) {
                    look(node);
                }
            } else {
                for (long entry = version; entry < log.version(); entry++) {
                    if (log.podClass(entry) == ChangeLog.NODE_ITSELF) {
                        look(log.node(entry));
                    }
                }
            }
            epoch = cluster.descriptionEpoch();
        }
        version = log.version();
    }

    private void look(int node) {
        tainted -= taints[node] == 0 ? 0 : 1;
        preferred -= preferences[node] == 0 ? 0 : 1;
        boolean present = cluster.nodes().present(node);
        allowed[node] = present && points.allowsByDescription(sample, node);
        taints[node] = present ? (int) points.taintScore(sample, node) : 0;
        preferences[node] = present ? points.affinityScore(sample, node) : 0;
        tainted += taints[node] == 0 ? 0 : 1;
        preferred += preferences[node] == 0 ? 0 : 1;
    }

    /** Whether nodes differ in what {@link #taints} or {@link #preferences} say. */
    boolean prefers() {
        return tainted > 0 || preferred > 0;
    }

    /** Which nodes are not ruled out, by slot. */
    boolean[] allowed() {
        return allowed;
    }

    /** How many taints speak against each node, by slot. */
    int[] taints() {
        return taints;
    }

    /** The weights of the preferences for each node, by slot. */
    long[] preferences() {
        return preferences;
    }
}
