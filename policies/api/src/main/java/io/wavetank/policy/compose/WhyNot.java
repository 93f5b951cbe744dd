package io.wavetank.policy.compose;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.Unfit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Remembers, class by class, why no node would do, and looks again only when as many changes have gone by as there are nodes: a full look
 * costs what there are nodes, so that answers cost no more than the changes they are about. What is told is at most that many changes old.
 */
public final class WhyNot {
    private final ClusterView cluster;
    private @Nullable Reasons[] known = new @Nullable Reasons[64];

    private record Reasons(TaskClass taskClass, long version, Unfit unfit) {}

    /** Creates it for the scheduler of one run. */
    public WhyNot(ClusterView cluster) {
        this.cluster = cluster;
    }

    /** Returns the reasons for a task's class; the same object as before as long as they were not looked for again. */
    public Unfit of(TaskView task) {
        int index = task.classIndex();
        if (index >= known.length) {
            known = Arrays.copyOf(known, Math.max(index + 1, 2 * known.length));
        }
        TaskClass taskClass = task.taskClass();
        Reasons reasons = known[index];
        if (reasons == null
                || !reasons.taskClass().equals(taskClass)
                || cluster.version() - reasons.version() >= cluster.nodeCount()) {
            reasons = new Reasons(taskClass, cluster.version(), Unfit.explain(taskClass, cluster));
            known[index] = reasons;
        }
        return reasons.unfit();
    }
}
