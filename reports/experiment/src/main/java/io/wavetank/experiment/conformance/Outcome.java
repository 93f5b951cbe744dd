package io.wavetank.experiment.conformance;

import java.util.List;

/**
 * How far one recorded file and our replay agree.
 *
 * @param decisions how many decisions the file holds that a scheduler here claims to reproduce
 * @param agreed how many of them are equal in everything that was recorded
 * @param firstDifference the first that is not, for people; the empty string if all are
 * @param tallies the parts of the decisions, each by itself
 * @param uncovered what was recorded and nobody here claims to reproduce
 */
public record Outcome(
        long decisions, long agreed, String firstDifference, List<Tally> tallies, List<String> uncovered) {
    /** Checks the counts and copies the lists. */
    public Outcome {
        if (agreed < 0 || agreed > decisions || (agreed == decisions) != firstDifference.isEmpty()) {
            throw new IllegalArgumentException(
                    agreed + " of " + decisions + " agree, yet the first difference is '" + firstDifference + "'");
        }
        tallies = List.copyOf(tallies);
        uncovered = List.copyOf(uncovered);
    }
}
