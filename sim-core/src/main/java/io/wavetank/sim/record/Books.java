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
        if (accounted != counts.submitted()) {
            throw unbalanced("tasks", "all tasks", counts.submitted(), accounted);
        }
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
            for (int resource = 0; resource < resources.count(); resource++) {
                checkResource(cluster, node, resource, held[resource][node]);
            }
            for (int device = 0; device < devicesHeld[node].length; device++) {
                checkDevice(cluster, node, device, devicesHeld[node][device]);
            }
        }
    }

    // what a difference is called is put together where there is one: the nodes are many, and looked at after every run

    private static void checkResource(Cluster cluster, int node, int resource, long held) {
        long taken = cluster.node(node).requested(resource) + cluster.reclaimed(resource, node);
        if (taken != held) {
            throw unbalanced(
                    cluster.resources().name(resource), cluster.node(node).name(), held, taken);
        }
        if (cluster.free(resource, node) < 0 && cluster.usage() == null) {
            throw unbalanced(
                    "capacity of " + cluster.resources().name(resource),
                    cluster.node(node).name(),
                    0,
                    taken);
        }
    }

    private static void checkDevice(Cluster cluster, int node, int device, int held) {
        int taken = 1000 - cluster.node(node).gpuFreeMillis(device);
        if (taken != held) {
            throw unbalanced("device " + device, cluster.node(node).name(), held, taken);
        }
    }

    private static IllegalStateException unbalanced(String what, String where, long expected, long found) {
        return new IllegalStateException("The books do not balance: " + what + " of " + where + ": " + expected
                + " expected, " + found + " found");
    }
}
