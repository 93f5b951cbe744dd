package io.wavetank.policy.omega;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;

/** What each scheduler's tasks hold, as shares of the cell. */
final class Shares {
    private final long[] totals;
    private final long[][] taken;

    Shares(ClusterView cluster, int schedulers) {
        this.totals = new long[cluster.resources().count()];
        this.taken = new long[schedulers][totals.length];
        for (int node = 0; node < cluster.nodeCount(); node++) {
            for (int resource = 0; resource < totals.length; resource++) {
                totals[resource] += cluster.columns().allocatable(resource, node);
            }
        }
    }

    /** Adds a task, or takes it off with -1. */
    void add(int scheduler, TaskClass task, int times) {
        for (int i = 0; i < task.askedCount(); i++) {
            taken[scheduler][task.asked(i)] += times * task.totalRequest(task.asked(i));
        }
    }

    /** The share of one resource. */
    double of(int scheduler, int resource) {
        return totals[resource] == 0 ? 0 : (double) taken[scheduler][resource] / totals[resource];
    }

    /** The larger of the shares of processors and memory. */
    double dominant(int scheduler) {
        return Math.max(of(scheduler, Resources.CPU), of(scheduler, Resources.MEMORY));
    }
}
