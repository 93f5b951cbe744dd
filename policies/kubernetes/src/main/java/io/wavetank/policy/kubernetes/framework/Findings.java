package io.wavetank.policy.kubernetes.framework;

import io.wavetank.policy.kubernetes.cluster.Pod;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a cycle found out about one pod: which nodes will do and what they scored, which will not and why. It is overwritten by the next cycle.
 */
public final class Findings implements SearchOutcome {
    private final int plugins;
    int[] feasible = new int[16];
    int feasibleCount;
    int[] rejected = new int[16];
    int rejectedCount;
    int toFind;
    int nodes;
    int startBefore;
    int startAfter;
    long[][] raw;
    long[][] normalised;
    long[] total = new long[16];
    long bestTotal;
    int ties;
    int chosen = Pod.NOWHERE;
    private @Nullable Status[] statuses = new Status[16];

    Findings(int plugins) {
        this.plugins = plugins;
        this.raw = new long[plugins][16];
        this.normalised = new long[plugins][16];
    }

    void clear(int slots) {
        if (statuses.length < slots) {
            int size = Math.max(slots, 2 * statuses.length);
            statuses = new Status[size];
            feasible = new int[size];
            rejected = new int[size];
            total = new long[size];
            raw = new long[plugins][size];
            normalised = new long[plugins][size];
        }
        Arrays.fill(statuses, 0, slots, null);
        feasibleCount = 0;
        rejectedCount = 0;
        toFind = 0;
        bestTotal = 0;
        ties = 0;
        chosen = Pod.NOWHERE;
    }

    void accept(int node) {
        feasible[feasibleCount++] = node;
    }

    void reject(int node, Status status) {
        if (statuses[node] == null) {
            rejected[rejectedCount++] = node;
        }
        statuses[node] = status;
    }

    void retract(int node) {
        if (statuses[node] != null) {
            statuses[node] = null;
            rejectedCount--;
        }
    }

    @Override
    public int feasibleCount() {
        return feasibleCount;
    }

    /** The nodes that will do, in the order in which they were found: a live array, filled up to {@link #feasibleCount}. */
    public int[] feasible() {
        return feasible;
    }

    /** How many nodes were found that will not do. */
    public int rejectedCount() {
        return rejectedCount;
    }

    /** The nodes that will not do, in the order in which they were found: a live array, filled up to {@link #rejectedCount}. */
    public int[] rejected() {
        return rejected;
    }

    /** Why a node will not do; null if it will, or was not looked at. */
    public @Nullable Status status(int node) {
        return node < statuses.length ? statuses[node] : null;
    }

    @Override
    public int nodes() {
        return nodes;
    }

    @Override
    public int toFind() {
        return toFind;
    }

    @Override
    public int startBefore() {
        return startBefore;
    }

    @Override
    public int startAfter() {
        return startAfter;
    }

    /** Raw scores of a score plug-in, by its place in the profile, parallel to {@link #feasible}. */
    public long[] raw(int plugin) {
        return raw[plugin];
    }

    /** Scores of a score plug-in after normalisation, parallel to {@link #feasible}. */
    public long[] normalised(int plugin) {
        return normalised[plugin];
    }

    /** Weighted sums, parallel to {@link #feasible}. */
    public long[] total() {
        return total;
    }

    @Override
    public long bestTotal() {
        return bestTotal;
    }

    @Override
    public int ties() {
        return ties;
    }

    @Override
    public int chosen() {
        return chosen;
    }
}
