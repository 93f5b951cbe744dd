package io.wavetank.workload.generate;

import io.wavetank.workload.generate.distribution.Constant;
import io.wavetank.workload.generate.distribution.Distribution;
import io.wavetank.workload.generate.distribution.Key;
import java.util.List;

/**
 * What one arrival brings: a job of tasks.
 *
 * @param tasks how many tasks, at least 1; default 1, and such a lone task belongs to no job
 * @param staggerSeconds how long after each other they come; default 0, all at once
 * @param members how many equal members each task has that start and end together, a rigid gang, at least 1; default 1
 * @param sameSizes whether all tasks of a job ask for the same; default true, as in most systems. Run times differ in any case
 * @param nodes names of nodes, of which each has one task, bound to it as a DaemonSet's pods are; empty for tasks that are not bound. Their number
 *     is then the number of tasks
 */
public record JobShape(
        Amount tasks, Distribution staggerSeconds, Amount members, boolean sameSizes, List<String> nodes) {
    /** One task, one member. */
    public static final JobShape SINGLE = new JobShape(Amount.of(1), new Constant(0), Amount.of(1), true);

    /** Of tasks that are not bound to nodes. */
    public JobShape(Amount tasks, Distribution staggerSeconds, Amount members, boolean sameSizes) {
        this(tasks, staggerSeconds, members, sameSizes, List.of());
    }

    /** Checks that there is something in it. */
    public JobShape {
        nodes = List.copyOf(nodes);
        if (tasks.most() < 1 || tasks.step() != 1) {
            throw Key.fault("tasks", tasks, "not a number of tasks; at least 1, in steps of 1");
        }
        if (members.most() < 1 || members.step() != 1) {
            throw Key.fault("members", members, "not a number of members; at least 1, in steps of 1");
        }
        if (members.most() > Integer.MAX_VALUE) {
            throw Key.fault("members", members, "without a sensible bound; 1 to 1024 would do");
        }
        if (!nodes.isEmpty() && !(tasks.constant() && tasks.most() == nodes.size())) {
            throw Key.fault("tasks", tasks, "not one for each of " + nodes.size() + " nodes; as many would do");
        }
        Key.notNegative(
                "stagger_seconds", staggerSeconds.mean(), "its mean must be finite; 0 would do for all at once");
    }

    /** Returns jobs of so many tasks that come all at once. */
    public static JobShape tasks(Amount count) {
        return new JobShape(count, new Constant(0), Amount.of(1), true);
    }

    /** Returns the same with one task for each of these nodes. */
    public JobShape eachOf(List<String> names) {
        return new JobShape(Amount.of(names.size()), staggerSeconds, members, sameSizes, names);
    }

    /** Returns single tasks of so many members. */
    public static JobShape gang(Amount size) {
        return new JobShape(Amount.of(1), new Constant(0), size, true);
    }

    double meanTasks() {
        return tasks.meanFromOne();
    }

    double meanMembers() {
        return members.meanFromOne();
    }

    /** Whether each is a lone task, which belongs to no job. */
    public boolean single() {
        return nodes.isEmpty() && tasks.constant() && tasks.most() == 1;
    }
}
