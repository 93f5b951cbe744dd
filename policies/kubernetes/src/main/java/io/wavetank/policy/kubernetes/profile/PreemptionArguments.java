package io.wavetank.policy.kubernetes.profile;

/**
 * How many nodes DefaultPreemption tries.
 *
 * @param minCandidateNodesPercentage at least this share of the nodes on which evicting could help, 0 to 100
 * @param minCandidateNodesAbsolute at least this many
 */
public record PreemptionArguments(int minCandidateNodesPercentage, int minCandidateNodesAbsolute) {
    /** A tenth of the nodes, at least 100. */
    public static final PreemptionArguments DEFAULT = new PreemptionArguments(10, 100);

    /** Checks the numbers. */
    public PreemptionArguments {
        if (minCandidateNodesPercentage < 0
                || minCandidateNodesPercentage > 100
                || minCandidateNodesAbsolute < 0
                || minCandidateNodesPercentage + minCandidateNodesAbsolute == 0) {
            throw new IllegalArgumentException(
                    "Not a number of candidates: " + minCandidateNodesPercentage + " %, " + minCandidateNodesAbsolute);
        }
    }

    /** How many candidates are enough where evicting could help on so many nodes. */
    public int candidates(int nodes) {
        int share = (int) ((long) nodes * minCandidateNodesPercentage / 100);
        return Math.min(nodes, Math.max(share, minCandidateNodesAbsolute));
    }
}
