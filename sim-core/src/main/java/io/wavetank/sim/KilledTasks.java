package io.wavetank.sim;

import io.wavetank.policy.RestartBackOff;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.traffic.TaskMemory.Killed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Tasks that the kernel killed and that are no replicas: their kubelets find them dead, and start them again where they are, as {@link RestartBackOff#KUBELET} has it. */
final class KilledTasks {
    private final Cluster cluster;
    private final TaskTable tasks;
    private final TaskCrashes.Fate fate;
    private final List<Row> rows = new ArrayList<>();

    /** What is known of one task that was killed. */
    private static final class Row {
        final int task;
        final long sequence;
        boolean waits;
        long dueNanos;
        long runsSinceNanos;
        int inRow;

        Row(Killed killed) {
            this.task = killed.task();
            this.sequence = killed.sequence();
        }
    }

    KilledTasks(Cluster cluster, TaskCrashes.Fate fate) {
        this.cluster = cluster;
        this.tasks = cluster.tasks();
        this.fate = fate;
    }

    /** Tasks are found dead; what of them is no more, or on a node that is down, is not. */
    void found(long now, List<Killed> killed) throws IOException {
        for (Killed each : killed) {
            Row row = row(each);
            if (isThere(row)) {
                row.inRow = now - row.runsSinceNanos > RestartBackOff.KUBELET.resetNanos() ? 0 : row.inRow;
                long wait = RestartBackOff.KUBELET.waitNanos(row.inRow++);
                row.waits = true;
                row.dueNanos = now + wait;
                fate.restartAfter(now, row.task, wait);
            }
        }
    }

    /** Those that have waited for long enough run again. */
    void restart(long now) throws IOException {
        rows.removeIf(row -> !tasks.alive(row.task) || tasks.sequence(row.task) != row.sequence);
        for (Row row : rows) {
            if (row.waits && row.dueNanos <= now) {
                row.waits = false;
                row.runsSinceNanos = now;
                if (isThere(row)) {
                    fate.runs(now, row.task);
                }
            }
        }
    }

    private boolean isThere(Row row) {
        return tasks.alive(row.task)
                && tasks.sequence(row.task) == row.sequence
                && tasks.state(row.task) == TaskState.RUNNING
                && !cluster.down(tasks.node(row.task));
    }

    private Row row(Killed killed) {
        for (Row row : rows) {
            if (row.task == killed.task() && row.sequence == killed.sequence()) {
                return row;
            }
        }
        var row = new Row(killed);
        rows.add(row);
        return row;
    }
}
