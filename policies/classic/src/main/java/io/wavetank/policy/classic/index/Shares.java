package io.wavetank.policy.classic.index;

import io.wavetank.policy.NodeColumns;
import io.wavetank.policy.Resources;

/**
 * The common measure for amounts of different resources: an amount as a share of the most that any node offers, in fixed point.
 *
 * <p>{@code share = floor(amount * 2^20 / max over all nodes of allocatable)}, 0 for a negative amount and for a resource that no node has.
 * Cordoned nodes count in the maximum. Where a node offers more than 2^42 units of a resource, amounts are first divided by a power of two
 * that brings the maximum down to 2^42. A share never falls when the amount rises, so what fits in amounts fits in shares.
 *
 * <p>Source: definition here. Only cpu, memory and gpu are measured; scratch space, slots and extended resources do not count.
 */
public final class Shares {
    /** The share of an amount equal to the largest that a node offers. */
    public static final int WHOLE = 1 << 20;

    private static final long LARGEST_EXACT = 1L << 42;

    private final long cpuMax;
    private final long memoryMax;
    private final long gpuMax;

    private Shares(long cpuMax, long memoryMax, long gpuMax) {
        this.cpuMax = cpuMax;
        this.memoryMax = memoryMax;
        this.gpuMax = gpuMax;
    }

    /** Returns the measure for a cluster as it is now. */
    public static Shares of(NodeColumns nodes) {
        return new Shares(max(nodes, Resources.CPU), max(nodes, Resources.MEMORY), max(nodes, Resources.GPU));
    }

    private static long max(NodeColumns nodes, int resource) {
        long max = 0;
        for (int node = 0; node < nodes.count(); node++) {
            max = Math.max(max, nodes.allocatable(resource, node));
        }
        return max;
    }

    /** The share of an amount of CPU. */
    public int cpu(long millis) {
        return share(millis, cpuMax);
    }

    /** The share of an amount of memory. */
    public int memory(long bytes) {
        return share(bytes, memoryMax);
    }

    /** The share of an amount of GPU. */
    public int gpu(long millis) {
        return share(millis, gpuMax);
    }

    /** An amount of CPU as a fraction of the most that any node offers; 0 for none, or if no node has any. */
    public double cpuFraction(long millis) {
        return fraction(millis, cpuMax);
    }

    /** An amount of memory as a fraction of the most that any node offers. */
    public double memoryFraction(long bytes) {
        return fraction(bytes, memoryMax);
    }

    /** An amount of GPU as a fraction of the most that any node offers. */
    public double gpuFraction(long millis) {
        return fraction(millis, gpuMax);
    }

    private static double fraction(long amount, long max) {
        return amount <= 0 || max == 0 ? 0 : (double) amount / (double) max;
    }

    /** Whether any node has a GPU. */
    public boolean anyGpu() {
        return gpuMax > 0;
    }

    /**
     * What a node has left: the sum of the shares of cpu, memory and gpu that are free; 0 to 3 times {@link #WHOLE}.
     *
     * <p>What is left <em>after</em> a task is this less the task's own shares, which are the same on every node. So the order of nodes by
     * what they have left does not depend on the task.
     */
    public int leftOver(NodeColumns nodes, int node) {
        return cpu(nodes.free(Resources.CPU, node))
                + memory(nodes.free(Resources.MEMORY, node))
                + gpu(nodes.free(Resources.GPU, node));
    }

    private static int share(long amount, long max) {
        if (amount <= 0 || max == 0) {
            return 0;
        }
        if (max <= LARGEST_EXACT && amount <= LARGEST_EXACT) {
            return clip(amount * WHOLE / max);
        }
        int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(max - 1) - 42);
        long reduced = amount >> shift;
        return reduced > LARGEST_EXACT ? Integer.MAX_VALUE / 4 : clip(reduced * WHOLE / (max >> shift));
    }

    private static int clip(long share) {
        return (int) Math.min(share, Integer.MAX_VALUE / 4);
    }
}
