package io.wavetank.policy;

import java.util.List;
import java.util.SortedMap;

/**
 * What one attempt at placing one task found out, for people who ask why.
 *
 * @param timeNanos when, in nanoseconds since the start of the run
 * @param chosen the node that was taken; -1 if none was
 * @param searched how many nodes were looked at
 * @param candidates the nodes that would do, best first
 * @param refusals the nodes that would not, by reason, most nodes first
 * @param notes what else there is to say, a line each: preemption, who keeps it waiting, what would wake it
 */
public record Account(
        long timeNanos,
        int chosen,
        int searched,
        List<Candidate> candidates,
        List<Refused> refusals,
        List<String> notes) {
    /**
     * A node that would do.
     *
     * @param node its number
     * @param score what it scored in all
     * @param parts what that is made of, by what gave it; empty where there are no parts
     */
    public record Candidate(int node, long score, SortedMap<String, Long> parts) {}

    /**
     * Nodes that would not do for one reason.
     *
     * @param reason the reason
     * @param nodes their numbers
     */
    public record Refused(String reason, List<Integer> nodes) {}

    /** Copies the lists. */
    public Account {
        candidates = List.copyOf(candidates);
        refusals = List.copyOf(refusals);
        notes = List.copyOf(notes);
    }
}
