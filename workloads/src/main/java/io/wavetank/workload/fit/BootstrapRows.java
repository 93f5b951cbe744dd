package io.wavetank.workload.fit;

import io.wavetank.policy.Draws;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plain bootstrap: tasks are drawn from those that were seen, each with the gap before it, with replacement and independently of each other. Each is a
 * job by itself. Of more than {@value #MOST} tasks the first are taken.
 *
 * <p>Source: B. Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7(1), 1979.
 */
final class BootstrapRows {
    private static final int MOST = 500_000;

    private final List<Submission> tasks = new ArrayList<>();
    private final List<Long> gapsNanos = new ArrayList<>();
    private long lastNanos = -1;

    void add(Submission task) {
        if (task.workNanos() == Submission.FOREVER || tasks.size() == MOST) {
            return;
        }
        if (lastNanos >= 0) {
            tasks.add(task);
            gapsNanos.add(task.submitNanos() - lastNanos);
        }
        lastNanos = task.submitNanos();
    }

    /** Returns so many tasks. */
    SubmissionSource draw(Draws draws, long count) {
        return new SubmissionSource() {
            private long made;
            private long nanos;

            @Override
            public @Nullable Submission next() {
                if (made == count || tasks.isEmpty()) {
                    return null;
                }
                int row = draws.below(tasks.size(), made++, 0);
                nanos += gapsNanos.get(row);
                Submission task = tasks.get(row);
                return new Submission("b" + made, "", nanos, task.workNanos(), task.estimateNanos(), task.taskClass());
            }
        };
    }
}
