package io.wavetank.policy.constraint;

import java.util.List;

/**
 * An image that a node has pulled.
 *
 * @param names the names it goes by
 * @param sizeBytes its size
 */
public record ContainerImage(List<String> names, long sizeBytes) {
    /** Checks the size and copies the names. */
    public ContainerImage {
        if (sizeBytes < 0) {
            throw new IllegalArgumentException("The size of an image is not negative: " + sizeBytes);
        }
        names = List.copyOf(names);
    }
}
