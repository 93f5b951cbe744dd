package io.wavetank.sim.record;

import io.wavetank.sim.cluster.Cluster;
import java.util.Arrays;

/**
 * What is given out of one resource on nodes that come and go, sample by sample, in groups of neighbours that are the same nodes from beginning to end.
 *
 * <p>A group is so many nodes in the order in which they came; a node that is gone keeps its place and has nothing. When there are more groups than may
 * be, each two become one, in the samples taken before too.
 */
final class GrowingHeat {
    private static final long[] NONE = {};

    private final int resource;
    private final int most;
    private final long[][] taken = new long[Timeline.MOST_ROWS][];
    private final long[][] capacity = new long[Timeline.MOST_ROWS][];
    private int nodesEach = 1;
    private int groups;

    /**
     * Creates it without samples.
     *
     * @param resource of which it is told
     * @param most how many groups there may be
     */
    GrowingHeat(int resource, int most) {
        this.resource = resource;
        this.most = most;
        Arrays.fill(taken, NONE);
        Arrays.fill(capacity, NONE);
    }

    /** Looks at all nodes there were so far. */
    void sample(int row, Cluster cluster) {
        int nodes = cluster.nodeCount();
        while (nodes > (long) most * nodesEach) {
            widen();
        }
        groups = (nodes + nodesEach - 1) / nodesEach;
        taken[row] = new long[groups];
        capacity[row] = new long[groups];
        for (int node = 0; node < nodes; node++) {
            long offered = cluster.allocatable(resource, node);
            taken[row][node / nodesEach] += offered - cluster.free(resource, node);
            capacity[row][node / nodesEach] += offered;
        }
    }

    private void widen() {
        nodesEach *= 2;
        for (int row = 0; row < taken.length; row++) {
            taken[row] = inPairs(taken[row]);
            capacity[row] = inPairs(capacity[row]);
        }
    }

    private static long[] inPairs(long[] amounts) {
        var sums = new long[(amounts.length + 1) / 2];
        for (int i = 0; i < amounts.length; i++) {
            sums[i / 2] += amounts[i];
        }
        return sums;
    }

    /** Of twice so many samples, the second, fourth and so on are forgotten. */
    void keepEveryOther(int rows) {
        for (int row = 0; row < rows; row++) {
            taken[row] = taken[2 * row];
            capacity[row] = capacity[2 * row];
        }
        Arrays.fill(taken, rows, taken.length, NONE);
        Arrays.fill(capacity, rows, capacity.length, NONE);
    }

    /** How many groups there are. */
    int groups() {
        return groups;
    }

    /** How many nodes a group is; the last may be fewer. */
    int nodesEach() {
        return nodesEach;
    }

    /** What share was given out on a group, 0 to 1; NaN while none of its nodes is there. */
    float share(int row, int group) {
        long offered = group < capacity[row].length ? capacity[row][group] : 0;
        return offered == 0 ? Float.NaN : (float) ((double) taken[row][group] / offered);
    }
}
