package io.wavetank.policy.kubernetes.cluster;

import java.util.List;

/**
 * An image that a node has pulled.
 *
 * @param names the names it goes by
 * @param sizeBytes its size
 */
public record NodeImage(List<String> names, long sizeBytes) {
    /** Copies the names. */
    public NodeImage {
        names = List.copyOf(names);
    }
}
