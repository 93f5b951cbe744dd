package io.wavetank.policy.borg;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.NodeColumns;
import io.wavetank.policy.Resources;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The machines of the cell as columns, brought up to date from the feed of changes, each with a number that grows whenever so much of it changed
 * that scores worked out before are no good any more.
 */
final class Machines implements ClusterView.ChangeVisitor {
    /** Is told of machines on which more may fit than before. */
    @FunctionalInterface
    interface Freed {
        void freed(int machine);
    }

    private final ClusterView cluster;
    private final double smallChange;
    private final Freed freed;
    private final Reservations reservations;
    private int count;
    /** Those that take something new. */
    private final BitSet open = new BitSet();
    /** What is free beside reservations. */
    private long[] cpu = {};

    private long[] memory = {};
    private double[] cpuShare = {};
    private double[] memoryShare = {};
    /** What was free when the scores were last called off. */
    private int[] scoredCpu = {};

    private int[] scoredMemory = {};
    private int[] epoch = {};
    private long seenVersion = -1;

    Machines(ClusterView cluster, double smallChange, Reservations reservations, Freed freed) {
        this.cluster = cluster;
        this.smallChange = smallChange;
        this.freed = freed;
        this.reservations = reservations;
        catchUp();
    }

    int count() {
        return count;
    }

    /** Takes in what changed since the last time. */
    void catchUp() {
        long version = cluster.version();
        if (version == seenVersion) {
            return;
        }
        boolean grown = cluster.nodeCount() != count;
        if (grown) {
            grow(cluster.nodeCount());
        }
        if (seenVersion < 0 || !cluster.changesSince(seenVersion, this)) {
            for (int machine = 0; machine < count; machine++) {
                changed(machine, true);
            }
        }
        seenVersion = version;
    }

    private void grow(int to) {
        cpu = Arrays.copyOf(cpu, to);
        memory = Arrays.copyOf(memory, to);
        cpuShare = Arrays.copyOf(cpuShare, to);
        memoryShare = Arrays.copyOf(memoryShare, to);
        scoredCpu = Arrays.copyOf(scoredCpu, to);
        scoredMemory = Arrays.copyOf(scoredMemory, to);
        epoch = Arrays.copyOf(epoch, to);
        for (int machine = count; machine < to; machine++) {
            cpuShare[machine] = share(cluster.columns().allocatable(Resources.CPU, machine));
            memoryShare[machine] = share(cluster.columns().allocatable(Resources.MEMORY, machine));
            epoch[machine] = 1;
        }
        count = to;
    }

    private static double share(long whole) {
        return whole <= 0 ? 0 : (double) Packing.WHOLE / whole;
    }

    @Override
    public void changed(int machine, boolean mayFitMore) {
        NodeColumns columns = cluster.columns();
        open.set(machine, columns.schedulable(machine));
        cpu[machine] = columns.free(Resources.CPU, machine);
        memory[machine] = columns.free(Resources.MEMORY, machine);
        int cpuNow = share(cpu[machine], cpuShare[machine]);
        int memoryNow = share(memory[machine], memoryShare[machine]);
        int change = Math.max(Math.abs(cpuNow - scoredCpu[machine]), Math.abs(memoryNow - scoredMemory[machine]));
        if (change > smallChange * Packing.WHOLE) {
            scoredCpu[machine] = cpuNow;
            scoredMemory[machine] = memoryNow;
            callOff(machine);
        }
        if (mayFitMore) {
            freed.freed(machine);
        }
    }

    /** Scores of a machine worked out before are no good any more. */
    void callOff(int machine) {
        epoch[machine]++;
    }

    /** Grows when scores of the machine are called off. */
    int epoch(int machine) {
        return epoch[machine];
    }

    /** Whether the machine takes anything new and has that much left, for production or the rest. */
    boolean hasLeft(int machine, long cpuMillis, long memoryBytes, boolean prod) {
        return open(machine) && cpu(machine, prod) >= cpuMillis && memory(machine, prod) >= memoryBytes;
    }

    boolean open(int machine) {
        return open.get(machine);
    }

    /** What is left of cpu: beside limits for production, which uses nothing that is given out again; beside reservations for the rest. */
    long cpu(int machine, boolean prod) {
        return prod ? cpu[machine] - reservations.givenCpu(machine) : cpu[machine];
    }

    /** What is left of memory, likewise. */
    long memory(int machine, boolean prod) {
        return prod ? memory[machine] - reservations.givenMemory(machine) : memory[machine];
    }

    /** An amount of cpu as a share of what the machine offers. */
    int cpuShare(int machine, long millis) {
        return share(millis, cpuShare[machine]);
    }

    /** An amount of memory as a share of what the machine offers. */
    int memoryShare(int machine, long bytes) {
        return share(bytes, memoryShare[machine]);
    }

    private static int share(long amount, double share) {
        return (int) Math.max(-Packing.WHOLE, Math.min(Packing.WHOLE, amount * share));
    }
}
