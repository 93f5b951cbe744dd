package io.wavetank.policy.kubernetes.autoscale.ca;

import java.util.List;

/**
 * How far new nodes of one kind would help.
 *
 * @param nodes how many new nodes would receive pods
 * @param scheduled how many pods of each group would find a place on them
 */
public record Estimate(int nodes, List<Integer> scheduled) {
    /** Copies the counts. */
    public Estimate {
        scheduled = List.copyOf(scheduled);
    }
}
