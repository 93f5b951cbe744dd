package io.wavetank.sim;

import io.wavetank.policy.TaskClass;
import io.wavetank.policy.constraint.LabelSelector;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.policy.constraint.SpreadConstraint;
import io.wavetank.sim.failure.Guard;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tasks as they ask to be placed where a policy of failover has them spread evenly over the values of a label of nodes. */
final class SpreadTasks {
    private static final int SKEW = 1;

    private final Map<TaskClass, TaskClass> known = new LinkedHashMap<>();

    /** Returns a task as it asks to be placed, with the guard of its service if it has one. */
    Submission of(Submission task, @Nullable Guard guard) {
        if (guard == null || guard.traits().spreadOver().isEmpty()) {
            return task;
        }
        TaskClass wanted = known.get(task.taskClass());
        if (wanted == null) {
            wanted = spread(task.taskClass(), guard);
            known.put(task.taskClass(), wanted);
        }
        return task.asking(wanted);
    }

    private static TaskClass spread(TaskClass taskClass, Guard guard) {
        LabelSelector among = LabelSelector.of(guard.service().among());
        PodSpec pod = taskClass.pod();
        List<SpreadConstraint> all = new ArrayList<>(pod.spread());
        all.add(SpreadConstraint.of(SKEW, guard.traits().spreadOver(), false, among));
        return taskClass.withPod(pod.withSpread(all));
    }
}
