package io.wavetank.sim;

import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.record.Recorder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives every task that the end of the run finds in the system its final state, in the order of submission. */
final class Closing {
    private final Cluster cluster;
    private final TaskTable tasks;

    Closing(Cluster cluster) {
        this.cluster = cluster;
        this.tasks = cluster.tasks();
    }

    void close(long endNanos, Execution execution, Recorder recorder, RunListener listener) throws IOException {
        List<Integer> left = new ArrayList<>();
        @Nullable Object[] reasonByClass = new @Nullable Object[tasks.rows() + 1];
        for (int task = 0; task < tasks.rows(); task++) {
            if (tasks.alive(task)) {
                left.add(task);
                execution.close(endNanos, task);
                settle(task);
                if (tasks.state(task).waiting() && tasks.reason(task) != null) {
                    reasonByClass[tasks.classIndex(task)] = tasks.reason(task);
                }
            }
        }
        left.sort(Comparator.comparingLong(tasks::sequence));
        for (int task : left) {
            if (tasks.state(task).waiting() && tasks.reason(task) == null) {
                Object reason = reasonByClass[tasks.classIndex(task)];
                tasks.setReason(task, reason == null ? "waits behind others in the queue" : reason);
            }
            recorder.unfinished(endNanos, task);
            listener.finalState(tasks, task, tasks.state(task), -1);
        }
    }

    /** What is under way when the run ends stays undone: held places are given up, and what is being stopped runs. */
    private void settle(int task) {
        if (tasks.state(task) == TaskState.HELD) {
            cluster.giveBack(tasks.taskClass(task), tasks.node(task), tasks.devices(task));
            tasks.release(task);
        } else if (tasks.state(task) == TaskState.STOPPING) {
            tasks.keepRunning(task);
        }
    }
}
