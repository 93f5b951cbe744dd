package io.wavetank.policy.failover;

import io.wavetank.policy.CheckpointRule;
import io.wavetank.policy.NodeHealth;
import org.jspecify.annotations.Nullable;

/**
 * What a policy takes upon itself, known before a run begins.
 *
 * @param givesUp whether it says when its tasks on lost nodes are given up; otherwise the system does, as it does for all others
 * @param moves whether it says what becomes of its tasks whose nodes are to be emptied or taken away; otherwise they are told to stop
 * @param admits whether it is asked before tasks that have just come may be placed
 * @param watch how its members watch one another; null if they hear from the control plane alone that one is gone
 * @param spreadOver the label of nodes over whose values its tasks are to be spread evenly by who places them; the empty string for none
 * @param checkpoints how its tasks save what they have done; null if they do not
 */
public record FailoverTraits(
        boolean givesUp,
        boolean moves,
        boolean admits,
        @Nullable NodeHealth watch,
        String spreadOver,
        @Nullable Checkpoints checkpoints) {
    /** The system says what becomes of its tasks. */
    public static final FailoverTraits PLAIN = new FailoverTraits(false, false, false, null, "", null);

    /** It says when its tasks on lost nodes are given up. */
    public static final FailoverTraits GIVES_UP = new FailoverTraits(true, false, false, null, "", null);

    /** Returns the same for members that watch one another. */
    public FailoverTraits watching(@Nullable NodeHealth health) {
        return new FailoverTraits(givesUp, moves, admits, health, spreadOver, checkpoints);
    }

    /** Returns the same with tasks that are spread. */
    public FailoverTraits spread(String label) {
        return new FailoverTraits(givesUp, moves, admits, watch, label, checkpoints);
    }

    /**
     * How tasks save what they have done. Times are nanoseconds.
     *
     * @param rule how much work is done between two checkpoints
     * @param costNanos how long it takes to write one
     * @param restartNanos how long a task that goes on takes before it works again
     * @param meanNanos the mean time between failures that the rule reckons with
     * @param onNotice whether a task that is told to stop writes one more, if it is left the time
     */
    public record Checkpoints(
            CheckpointRule rule, long costNanos, long restartNanos, long meanNanos, boolean onNotice) {}
}
