package io.wavetank.policy.kubernetes.framework;

import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** A plug-in that says which nodes will not do. */
public interface FilterPlugin extends Plugin {
    /** What {@link #filter} depends on. With {@link Scope#NODE} it depends on its arguments alone and needs no {@link #preFilter}. */
    Scope filterScope();

    /** Gets ready for a pod of this kind, in the cluster as it is now; a status rejects every node. */
    default @Nullable Status preFilter(PodClass pod) {
        return null;
    }

    /** Names of the only nodes that need to be looked at for a pod of this kind; null for all. */
    default @Nullable SortedSet<String> confinedTo(PodClass pod) {
        return null;
    }

    /** Returns why the node will not do, or null if the plug-in has nothing against it. */
    @Nullable
    Status filter(PodClass pod, int node);

    /**
     * Takes into account that, since {@link #preFilter}, another pod has been put on a node ({@code sign} 1) or taken off it (-1) for the time
     * being.
     */
    default void moved(PodClass pod, Pod other, int node, int sign) {}
}
