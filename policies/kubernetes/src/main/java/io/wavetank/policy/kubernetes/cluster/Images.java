package io.wavetank.policy.kubernetes.cluster;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The images that nodes have or pods name, as numbers; how large each is, and how many nodes have it now.
 *
 * <p>An image's size is that on the first of the nodes that have it, as in kube-scheduler's cache.
 */
public final class Images {
    private final Map<String, Integer> numbers = new HashMap<>();
    private long[] sizeBytes = new long[16];
    private int[] holders = new int[16];

    Images() {}

    /** Returns the image's number, a new one if it was never named before. */
    int number(String name) {
        int number = numbers.computeIfAbsent(name, each -> numbers.size());
        if (number >= holders.length) {
            sizeBytes = Arrays.copyOf(sizeBytes, 2 * number);
            holders = Arrays.copyOf(holders, 2 * number);
        }
        return number;
    }

    /** The image's size in bytes. */
    public long sizeBytes(int image) {
        return sizeBytes[image];
    }

    /** How many nodes have the image now. */
    public int holders(int image) {
        return holders[image];
    }

    /** Returns the name with {@code :latest} behind it if it has no tag after its last slash. */
    static String normalised(String name) {
        return name.lastIndexOf(':') <= name.lastIndexOf('/') ? name + ":latest" : name;
    }

    /** Counts a node in that has these images; returns their numbers, ascending, each once. */
    int[] arrive(NodeSpec node) {
        int[] there = node.images().stream()
                .flatMap(image -> image.names().stream())
                .mapToInt(this::number)
                .sorted()
                .distinct()
                .toArray();
        for (NodeImage image : node.images()) {
            for (String name : image.names()) {
                int number = number(name);
                sizeBytes[number] = holders[number] == 0 ? image.sizeBytes() : sizeBytes[number];
            }
        }
        for (int image : there) {
            holders[image]++;
        }
        return there;
    }

    /** Counts a node out that had these images. */
    void leave(int[] there) {
        for (int image : there) {
            holders[image]--;
        }
    }
}
