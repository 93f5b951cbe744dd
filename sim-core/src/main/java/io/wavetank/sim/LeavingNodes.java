package io.wavetank.sim;

import io.wavetank.policy.EvictionCause;
import io.wavetank.policy.Taint;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.control.ControlPlane;
import io.wavetank.sim.record.Recorder;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;

/** Nodes that are about to be taken away, at a notice. */
final class LeavingNodes {
    private static final Taint UNSCHEDULABLE =
            new Taint("node.kubernetes.io/unschedulable", "", Taint.Effect.NO_SCHEDULE);

    /** Replicas of services that are scaled or rolled out, which leave nodes in a way of their own. */
    interface Replicas {
        /** Whether a task is one. */
        boolean isReplica(int task);

        /** Those on a node that is about to go leave it as budgets allow. */
        void vacate(long now, int node) throws IOException;
    }

    private final Cluster cluster;
    private final TaskTable tasks;
    private final ControlPlane control;
    private final Recorder recorder;
    private final NodeFaults.Fate fate;
    private final Replicas replicas;

    LeavingNodes(Cluster cluster, ControlPlane control, Recorder recorder, NodeFaults.Fate fate, Replicas replicas) {
        this.cluster = cluster;
        this.tasks = cluster.tasks();
        this.control = control;
        this.recorder = recorder;
        this.fate = fate;
        this.replicas = replicas;
    }

    /** Nodes get notice: they take nothing more, replicas leave as budgets allow, and what else runs there is told to stop. */
    void leave(long now, List<Integer> nodes, long graceNanos) throws IOException {
        BitSet told = new BitSet();
        for (int node : nodes) {
            if (cluster.present(node)) {
                cluster.setCordoned(node, true);
                told.set(node);
            }
        }
        recorder.nodesChanged(now);
        for (int task : TasksOnNodes.of(tasks, told, TasksOnNodes.RUNNING)) {
            boolean stays = tasks.taskClass(task).tolerates(UNSCHEDULABLE) || replicas.isReplica(task);
            if (!stays && !cluster.down(tasks.node(task))) {
                fate.evict(now, task, graceNanos, EvictionCause.RECLAIMED);
            }
        }
        for (int node = told.nextSetBit(0); node >= 0; node = told.nextSetBit(node + 1)) {
            replicas.vacate(now, node);
        }
    }

    /** Nodes that were to be taken away take tasks again. */
    void stay(long now, List<Integer> nodes) throws IOException {
        for (int node : nodes) {
            if (cluster.present(node)) {
                cluster.setCordoned(node, false);
                control.nodeBack(now, node);
            }
        }
        recorder.nodesChanged(now);
    }
}
