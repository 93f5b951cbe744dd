package io.wavetank.policy;

/**
 * How a control plane keeps a leader: it has one while more than half of its managers are up, and after a loss a new one decides when an election
 * is over.
 *
 * @param managers how many there are, at least 1: members of the raft group, masters, or the replicas of whatever the leader needs to decide
 * @param electionNanos from the moment at which there may be a new leader until it decides, in nanoseconds
 * @param livesOn whether the scheduler goes through the loss itself, being more than its leader: it is told of {@link SchedulerEvent.LeaderLost}
 *     and {@link SchedulerEvent.LeaderElected}, and of everything else in between, and sees to it that the leader's part decides nothing
 *     meanwhile. Otherwise its leader's state is gone, and another scheduler takes its place
 */
public record Leadership(int managers, long electionNanos, boolean livesOn) {
    /** One manager, whose place another takes in no time once it is back. */
    public static final Leadership ALONE = new Leadership(1, 0, false);

    /** Checks the ranges. */
    public Leadership {
        if (managers < 1 || electionNanos < 0) {
            throw new IllegalArgumentException(
                    "Not a control plane: " + managers + " managers, election of " + electionNanos + " ns");
        }
    }
}
