package io.wavetank.sim.record;

import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;

/**
 * The check at the end of every run: each submitted task is in exactly one final state, and what the nodes count as taken is what the tasks
 * still running hold, resource by resource and device by device.
 */
public final class Books {
    private Books() {}

    /**
     * Checks the books.
     *
     * @throws IllegalStateException if they do not balance, naming what differs
     */
    public static void check(Cluster cluster, RunResult.TaskCounts counts) {
        long accounted = counts.finished()
                + counts.failed()
                + counts.evicted()
                + counts.lost()
                + counts.running()
                + counts.neverPlaced()
                + counts.removed();
        require(accounted == counts.submitted(), "tasks", "all tasks", counts.submitted(), accounted);
        checkCapacity(cluster);
    }

    private static void checkCapacity(Cluster cluster) {
        Resources resources = cluster.resources();
        long[][] held = new long[resources.count()][cluster.nodeCount()];
        int[][] devicesHeld = new int[cluster.nodeCount()][];
        for (int node = 0; node < cluster.nodeCount(); node++) {
            devicesHeld[node] = new int[cluster.node(node).gpuCount()];
        }
        TaskTable tasks = cluster.tasks();
        for (int task = 0; task < tasks.rows(); task++) {
            if (tasks.alive(task) && tasks.state(task) == TaskState.RUNNING) {
                TaskClass taskClass = tasks.taskClass(task);
                int node = tasks.node(task);
                for (int resource = 0; resource < resources.count(); resource++) {
                    held[resource][node] += taskClass.totalRequest(resource);
                }
                for (long rest = tasks.devices(task); rest != 0; rest &= rest - 1) {
                    devicesHeld[node][Long.numberOfTrailingZeros(rest)] += taskClass.gpuMillisEach();
                }
            }
        }
        for (int node = 0; node < cluster.nodeCount(); node++) {
            String name = cluster.node(node).name();
            for (int resource = 0; resource < resources.count(); resource++) {
                long again = cluster.reclaimed(resource, node);
                long taken = cluster.node(node).requested(resource) + again;
                require(taken == held[resource][node], resources.name(resource), name, held[resource][node], taken);
                require(
                        cluster.free(resource, node) >= 0 || cluster.usage() != null,
                        "capacity of " + resources.name(resource),
                        name,
                        0,
                        taken);
            }
            for (int device = 0; device < devicesHeld[node].length; device++) {
                int taken = 1000 - cluster.node(node).gpuFreeMillis(device);
                require(taken == devicesHeld[node][device], "device " + device, name, devicesHeld[node][device], taken);
            }
        }
    }

    private static void require(boolean holds, String what, String where, long expected, long found) {
        if (!holds) {
            throw new IllegalStateException("The books do not balance: " + what + " of " + where + ": " + expected
                    + " expected, " + found + " found");
        }
    }
}
