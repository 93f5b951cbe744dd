package io.wavetank.policy.kubernetes.framework;

/**
 * How many feasible nodes a search looks for.
 *
 * <p>Fewer than 100 nodes: all. Else a percentage of them, at least 100; a percentage of 0 means {@code 50 - nodes / 125}, at least 5.
 * Division truncates.
 *
 * <p>Source: Kubernetes 1.26, {@code numFeasibleNodesToFind}; {@code golden/kube-sampling}.
 */
public final class SearchSize {
    private static final int LEAST_NODES = 100;
    private static final int LEAST_PERCENTAGE = 5;
    private static final int MOST_PERCENTAGE = 50;
    private static final int NODES_PER_PERCENT = 125;

    private SearchSize() {}

    /** Returns the number to look for among so many nodes; a percentage of 0 lets it depend on their number. */
    public static int toFind(int nodes, int percentage) {
        if (nodes < LEAST_NODES || percentage >= 100) {
            return nodes;
        }
        int share =
                percentage == 0 ? Math.max(LEAST_PERCENTAGE, MOST_PERCENTAGE - nodes / NODES_PER_PERCENT) : percentage;
        return Math.max(LEAST_NODES, (int) ((long) nodes * share / 100));
    }
}
