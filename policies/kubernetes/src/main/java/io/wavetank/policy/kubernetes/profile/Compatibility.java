package io.wavetank.policy.kubernetes.profile;

/**
 * The minor version whose decisions are reproduced. 1.26 is held to recorded decisions; the later ones differ from it in the points below, which
 * were read in their source and not recorded.
 */
public enum Compatibility {
    /** Kubernetes 1.26. */
    V1_26,
    /** Kubernetes 1.27: overhead in scoring is in millicores, minDomains and matchLabelKeys are on, names that rule a node out do so for good. */
    V1_27,
    /** Kubernetes 1.28: a resource that is not asked for is not checked; affinity and spread that say nothing are left out of the sum. */
    V1_28,
    /** Kubernetes 1.29: as 1.28. */
    V1_29,
    /** Kubernetes 1.30: node affinity that says nothing is left out of the sum too. */
    V1_30;

    /** Whether scoring adds CPU overhead in whole cores rounded up, as if a core were a millicore. */
    public boolean addsOverheadInWholeUnits() {
        return this == V1_26;
    }

    /** Whether {@code minDomains} and {@code matchLabelKeys} of spread constraints count unless a profile says otherwise. */
    public boolean hasSpreadGates() {
        return this != V1_26;
    }

    /** Whether scheduling gates keep pods out of the queue unless a profile says otherwise. */
    public boolean hasSchedulingGates() {
        return this != V1_26;
    }

    /** Whether nodes that a pod's required names rule out are still tried for preemption. */
    public boolean triesNodesRuledOutByName() {
        return this == V1_26;
    }

    /** Whether a node that is overcommitted in a resource rejects pods that do not ask for it. */
    public boolean checksWhatIsNotRequested() {
        return compareTo(V1_28) < 0;
    }

    /** Whether a score plug-in to which all nodes are alike is left out of the sum. */
    public boolean leavesOut(String plugin) {
        if (plugin.equals(PluginNames.NODE_AFFINITY)) {
            return compareTo(V1_30) >= 0;
        }
        return compareTo(V1_28) >= 0
                && (plugin.equals(PluginNames.INTER_POD_AFFINITY) || plugin.equals(PluginNames.POD_TOPOLOGY_SPREAD));
    }
}
