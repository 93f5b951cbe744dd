package io.wavetank.policy.constraint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A volume that a pod uses, as far as it matters for placement.
 *
 * @param name the volume's name, unique within its driver; pods that name the same volume share one attachment on a node
 * @param driver who attaches it; nodes limit their attachments by driver
 * @param reachableFrom terms of which one must match the node, such as the volume's zone; null if it can be reached from every node
 */
public record VolumeNeed(
        String name, String driver, @Nullable List<NodeSelectorTerm> reachableFrom) {
    /** Copies the terms. */
    public VolumeNeed {
        reachableFrom = reachableFrom == null ? null : List.copyOf(reachableFrom);
    }
}
