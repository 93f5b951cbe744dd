package io.wavetank.policy.kubernetes.plugin;

import io.wavetank.policy.constraint.LabelSelector;
import io.wavetank.policy.constraint.SpreadConstraint;
import io.wavetank.policy.kubernetes.cluster.NodeTable;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.cluster.PodList;
import org.jspecify.annotations.Nullable;

/** A spread constraint as it counts for one kind of pod: the topology key as a number, the selector complete. */
public final class SpreadTerm {
    private final SpreadConstraint constraint;
    private final int key;
    private final @Nullable LabelSelector selector;
    private final PodClass pod;
    private final ClassMemo memo;

    SpreadTerm(SpreadConstraint constraint, int key, @Nullable LabelSelector selector, PodClass pod, ClassMemo memo) {
        this.constraint = constraint;
        this.key = key;
        this.selector = selector;
        this.pod = pod;
        this.memo = memo;
    }

    /** Returns the same, to be kept for as long as what services and workloads select stays the same. */
    public SpreadTerm kept() {
        return new SpreadTerm(constraint, key, selector, pod, new ClassMemo());
    }

    /** The constraint as it was declared. */
    public SpreadConstraint constraint() {
        return constraint;
    }

    /** The number of the topology key. */
    public int key() {
        return key;
    }

    /** Whether pods of that kind are counted. */
    public boolean counts(PodClass other) {
        int known = memo.get(other.id());
        return known < 0 ? memo.put(other.id(), matches(other)) : known == 1;
    }

    private boolean matches(PodClass other) {
        return other.namespace().equals(pod.namespace()) && selector != null && selector.matches(other.labels());
    }

    /** Whether the pod's own labels match the selector. */
    public boolean countsItself() {
        return counts(pod);
    }

    /** How many pods on a node are counted: those that are not on their way out. */
    public long count(PodList pods) {
        long count = 0;
        for (int i = 0; i < pods.size(); i++) {
            Pod other = pods.get(i);
            count += !other.terminating() && counts(other.podClass()) ? 1 : 0;
        }
        return count;
    }

    /** Whether pods on the node are counted by the constraint's inclusion policies; {@code allowed} says what the pod's node affinity says. */
    public boolean includes(NodeTable nodes, int node, boolean allowed) {
        return (allowed || !constraint.honorNodeAffinity())
                && (!constraint.honorNodeTaints() || TaintToleration.untolerated(pod, nodes.taints(node)) == null);
    }
}
