package io.wavetank.policy.testkit;

import io.wavetank.policy.testkit.TestTask.TaskSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * What happens to a scheduler in one run of the driver.
 *
 * @param nodes the cluster
 * @param tasks in the order of submission
 * @param cordons when which node stops or begins again to take new tasks
 * @param feedLength how far the feed of changes reaches back
 */
public record Workload(List<TestNode> nodes, List<TaskSpec> tasks, List<Cordon> cordons, int feedLength) {
    /**
     * A node stops or begins again to take new tasks.
     *
     * @param timeNanos when
     * @param node which
     * @param cordoned whether it takes nothing new from then on
     */
    public record Cordon(long timeNanos, int node, boolean cordoned) {}

    /** Keeps copies. */
    public Workload {
        nodes = List.copyOf(nodes);
        tasks = List.copyOf(tasks);
        cordons = List.copyOf(cordons);
    }

    /** Returns the same with every time multiplied. */
    public Workload scaled(long factor) {
        List<TaskSpec> scaledTasks = new ArrayList<>();
        for (TaskSpec task : tasks) {
            long estimate = task.estimateNanos() < 0 ? -1 : task.estimateNanos() * factor;
            scaledTasks.add(new TaskSpec(
                    task.id(), task.taskClass(), task.submitNanos() * factor, task.runNanos() * factor, estimate));
        }
        List<Cordon> scaledCordons = new ArrayList<>();
        for (Cordon cordon : cordons) {
            scaledCordons.add(new Cordon(cordon.timeNanos() * factor, cordon.node(), cordon.cordoned()));
        }
        return new Workload(nodes, scaledTasks, scaledCordons, feedLength);
    }
}
