package io.wavetank.experiment.bench;

import java.util.Arrays;

/**
 * What the machine could do at best: exact best fit by CPU over lists of nodes of equal free CPU, and a 4-ary heap of ends, on plain arrays,
 * with no policies, views, books, statistics or output. Run in a JVM of its own, so that nothing else warms or burdens it.
 *
 * <p>Tasks of 1, 2, 4 and 8 cores (shares 4, 3, 2, 1) arrive at constant gaps and run for times drawn uniformly, so that about 70 % of the
 * cores are busy; each is an arrival and an end.
 */
public final class BareBound {
    private static final int CORES = 32;
    private static final int[] SIZES = {1, 1, 1, 1, 2, 2, 2, 4, 4, 8};
    private static final double MEAN_CORES = 2.6;
    private static final double LOAD = 0.7;
    private static final long MEAN_RUN = 600_000_000L;

    private final int nodes;
    private final int[] free;
    private final int[] next;
    private final int[] previous;
    private final int[] head = new int[CORES + 1];
    private long[] endAt = new long[1 << 16];
    private int[] endOf = new int[1 << 16];
    private int ends;
    private long state = 1;

    private BareBound(int nodes) {
        this.nodes = nodes;
        this.free = new int[nodes];
        this.next = new int[nodes];
        this.previous = new int[nodes];
        Arrays.fill(head, -1);
        for (int node = nodes - 1; node >= 0; node--) {
            link(node, CORES);
        }
    }

    /** Replays {@code arguments[1]} tasks on {@code arguments[0]} nodes and prints how many were placed and the seconds of CPU it took, without the start of the JVM. */
    public static void main(String[] arguments) {
        double before = ProcessCost.cpuSeconds();
        var bound = new BareBound(Integer.parseInt(arguments[0]));
        long placed = bound.replay(Long.parseLong(arguments[1]));
        System.out.println(placed + " " + (ProcessCost.cpuSeconds() - before));
    }

    private long replay(long tasks) {
        long gap = Math.max(1, (long) (MEAN_RUN * MEAN_CORES / (LOAD * CORES * nodes)));
        long now = 0;
        long placed = 0;
        for (long task = 0; task < tasks; task++) {
            now += gap;
            while (ends > 0 && endAt[0] <= now) {
                giveBack(endOf[0]);
                pop();
            }
            long draw = draw();
            int size = SIZES[(int) ((draw >>> 33) % SIZES.length)];
            int node = bestFit(size);
            if (node >= 0) {
                move(node, free[node] - size);
                push(now + MEAN_RUN / 2 + (draw & 0x3fffffff) % MEAN_RUN, node << 4 | size);
                placed++;
            }
        }
        return placed;
    }

    private long draw() {
        state ^= state << 13;
        state ^= state >>> 7;
        state ^= state << 17;
        return state & Long.MAX_VALUE;
    }

    private int bestFit(int size) {
        for (int left = size; left <= CORES; left++) {
            if (head[left] >= 0) {
                return head[left];
            }
        }
        return -1;
    }

    private void giveBack(int end) {
        int node = end >>> 4;
        move(node, free[node] + (end & 15));
    }

    private void move(int node, int left) {
        if (previous[node] >= 0) {
            next[previous[node]] = next[node];
        } else {
            head[free[node]] = next[node];
        }
        if (next[node] >= 0) {
            previous[next[node]] = previous[node];
        }
        link(node, left);
    }

    private void link(int node, int left) {
        free[node] = left;
        next[node] = head[left];
        previous[node] = -1;
        if (head[left] >= 0) {
            previous[head[left]] = node;
        }
        head[left] = node;
    }

    private void push(long at, int end) {
        if (ends == endAt.length) {
            endAt = Arrays.copyOf(endAt, 2 * ends);
            endOf = Arrays.copyOf(endOf, 2 * ends);
        }
        int place = ends++;
        while (place > 0 && endAt[(place - 1) >>> 2] > at) {
            int parent = (place - 1) >>> 2;
            endAt[place] = endAt[parent];
            endOf[place] = endOf[parent];
            place = parent;
        }
        endAt[place] = at;
        endOf[place] = end;
    }

    private void pop() {
        long at = endAt[--ends];
        int end = endOf[ends];
        int place = 0;
        for (int child = 1; child < ends; child = 4 * place + 1) {
            int least = child;
            for (int other = child + 1; other < Math.min(child + 4, ends); other++) {
                least = endAt[other] < endAt[least] ? other : least;
            }
            if (endAt[least] >= at) {
                break;
            }
            endAt[place] = endAt[least];
            endOf[place] = endOf[least];
            place = least;
        }
        endAt[place] = at;
        endOf[place] = end;
    }
}
