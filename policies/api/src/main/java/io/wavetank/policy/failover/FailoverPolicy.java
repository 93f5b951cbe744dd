package io.wavetank.policy.failover;

import io.wavetank.policy.Draws;
import io.wavetank.policy.TaskView;
import java.util.List;

/**
 * Says what is done for the tasks of one service, or of one class of jobs, when what they run on breaks: which of them serve and which stand by, when
 * those on lost nodes are given up, what is held free for them, and where they go before their nodes are emptied.
 *
 * <p>It is an actor: told what happens, it answers with {@link FailoverActions}. What it does between is its own. It is new for every run; it belongs to the
 * service and not to the control plane, so that it lives on when that loses its leader. It reads no clock and makes no random numbers.
 *
 * <p>Which task is placed where stays with the scheduler.
 */
public interface FailoverPolicy {
    /** Something happened; everything else of this instant has been seen to before. */
    void on(long nowNanos, FailoverEvent event, FailoverActions out);

    /**
     * Whether a task that has just come may be placed now. One that may not waits, in the order of coming, until it is asked again: when a task has ended, or a
     * node is back. Asked only of a policy whose {@link FailoverTraits} say that it admits.
     */
    default boolean admits(TaskView task) {
        return true;
    }

    /** Makes the policy of one service in one run. */
    interface Factory {
        /**
         * Makes a policy that has seen nothing.
         *
         * @param service the service that it is for; a live view
         * @param draws its chance, keyed
         */
        FailoverPolicy create(FailoverView service, Draws draws);

        /** What the policies made here take upon themselves. */
        default FailoverTraits traits() {
            return FailoverTraits.PLAIN;
        }

        /** The labels of nodes that the policies made here go by: keys, or a key and its value as {@code pool=spare}. Some node has to have each. */
        default List<String> nodeLabels() {
            return List.of();
        }
    }
}
