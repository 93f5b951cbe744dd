package io.wavetank.policy.classic.index;

import io.wavetank.policy.NodeColumns;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;

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

    private final Measure cpu;
    private final Measure memory;
    private final Measure gpu;

    private Shares(Measure cpu, Measure memory, Measure gpu) {
        this.cpu = cpu;
        this.memory = memory;
        this.gpu = gpu;
    }

    /** Returns the measure for a cluster as it is now. */
    public static Shares of(NodeColumns nodes) {
        return new Shares(
                measure(nodes, Resources.CPU), measure(nodes, Resources.MEMORY), measure(nodes, Resources.GPU));
    }

    private static Measure measure(NodeColumns nodes, int resource) {
        long max = 0;
        for (int node = 0; node < nodes.count(); node++) {
            max = Math.max(max, nodes.allocatable(resource, node));
        }
        return new Measure(max);
    }

    /** The share of an amount of CPU. */
    public int cpu(long millis) {
        return cpu.share(millis);
    }

    /** The share of an amount of memory. */
    public int memory(long bytes) {
        return memory.share(bytes);
    }

    /** The share of an amount of GPU. */
    public int gpu(long millis) {
        return gpu.share(millis);
    }

    /** An amount of CPU as a fraction of the most that any node offers; 0 for none, or if no node has any. */
    public double cpuFraction(long millis) {
        return cpu.fraction(millis);
    }

    /** An amount of memory as a fraction of the most that any node offers. */
    public double memoryFraction(long bytes) {
        return memory.fraction(bytes);
    }

    /** An amount of GPU as a fraction of the most that any node offers. */
    public double gpuFraction(long millis) {
        return gpu.fraction(millis);
    }

    /** Whether any node has a GPU. */
    public boolean anyGpu() {
        return gpu.max > 0;
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

    /** Whether a task asks for more of something than the most that any node offers, so that it can never have it. */
    boolean beyondAnyNode(TaskClass task) {
        return task.totalRequest(Resources.CPU) > cpu.max
                || task.totalRequest(Resources.MEMORY) > memory.max
                || task.totalRequest(Resources.GPU) > gpu.max;
    }

    /** The measure of one resource. */
    private static final class Measure {
        private final long max;
        private final boolean exact;
        private final double sharePerUnit;

        Measure(long max) {
            this.max = max;
            this.exact = max <= LARGEST_EXACT;
            this.sharePerUnit = max == 0 ? 0 : (double) WHOLE / (double) max;
        }

        double fraction(long amount) {
            return amount <= 0 || max == 0 ? 0 : (double) amount / (double) max;
        }

        int share(long amount) {
            if (amount <= 0) {
                return 0;
            }
            return amount <= max && exact ? shareOfExact(amount) : shareByDivision(amount);
        }

        /** A product costs a fraction of a division; it is off by less than one, and what remains says which way. */
        private int shareOfExact(long amount) {
            int share = (int) (amount * sharePerUnit);
            long rest = amount * WHOLE - share * max;
            return rest < 0 ? share - 1 : rest >= max ? share + 1 : share;
        }

        private int shareByDivision(long amount) {
            if (max == 0) {
                return 0;
            }
            if (exact && amount <= LARGEST_EXACT) {
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
}
