package io.wavetank.policy;

import java.util.Comparator;

/**
 * The order in which waiting tasks are considered, first one first: a total order over tasks that does not change while they wait.
 */
@FunctionalInterface
public interface QueueSort extends Comparator<TaskView> {
    /** Higher priority first, then first come first served. */
    QueueSort PRIORITY_FIFO = (a, b) -> {
        int byPriority = Integer.compare(b.taskClass().priority(), a.taskClass().priority());
        return byPriority != 0 ? byPriority : Long.compare(a.sequence(), b.sequence());
    };
    /** First come, first served. */
    QueueSort FIFO = (a, b) -> Long.compare(a.sequence(), b.sequence());
}
