package io.wavetank.policy.kubernetes.plugin;

import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.NodeTable;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.cluster.ResourceNames;
import io.wavetank.policy.kubernetes.profile.Compatibility;
import io.wavetank.policy.kubernetes.profile.FitArguments.ResourceWeight;
import java.util.List;

/** The resources that a score looks at: what a node offers of each, and what of it would be requested with the pod there. */
final class ScoredResources {
    private final NodeTable nodes;
    private final int[] numbers;
    private final long[] weights;
    private final boolean assumed;
    private final boolean wholeUnits;

    /**
     * Puts them together.
     *
     * @param assumed whether containers that do not name CPU or memory count as if they asked for a little
     */
    ScoredResources(ClusterCache cluster, List<ResourceWeight> resources, boolean assumed, Compatibility version) {
        this.nodes = cluster.nodes();
        List<ResourceWeight> known = resources.stream()
                .filter(each -> cluster.resources().number(each.name()) != ResourceNames.NONE)
                .toList();
        this.numbers = known.stream()
                .mapToInt(each -> cluster.resources().number(each.name()))
                .toArray();
        this.weights = known.stream().mapToLong(ResourceWeight::weight).toArray();
        this.assumed = assumed;
        this.wholeUnits = version.addsOverheadInWholeUnits();
    }

    int count() {
        return numbers.length;
    }

    long weight(int i) {
        return weights[i];
    }

    /** What the node offers; 0, as if it offered nothing, of a scalar resource that the pod does not ask for. */
    long allocatable(int i, PodClass pod, int node) {
        int resource = numbers[i];
        return resource >= ResourceNames.FIXED && ofPod(resource, pod) == 0 ? 0 : nodes.allocatable(resource, node);
    }

    long requested(int i, PodClass pod, int node) {
        int resource = numbers[i];
        return onNode(resource, node) + ofPod(resource, pod);
    }

    private long ofPod(int resource, PodClass pod) {
        return pod.requests().whileScored(resource, assumed, wholeUnits);
    }

    private long onNode(int resource, int node) {
        if (assumed && resource == ResourceNames.CPU) {
            return nodes.scoringCpuMillis()[node];
        } else if (assumed && resource == ResourceNames.MEMORY) {
            return nodes.scoringMemoryBytes()[node];
        }
        return nodes.requested(resource, node);
    }
}
