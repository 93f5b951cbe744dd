package io.wavetank.sim;

import io.wavetank.policy.EvictionCause;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.control.ControlPlane;
import io.wavetank.sim.record.Recorder;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Nodes whose disks are full: see {@link io.wavetank.sim.scenario.Impairment.DiskFull}. A node that goes down meanwhile evicts nothing more. */
final class DiskPressure {
    private static final long SECOND = 1_000_000_000L;
    private static final long LOOK_NANOS = 10 * SECOND;
    private static final long TRANSITION_NANOS = 300 * SECOND;
    private static final int CRITICAL = 2_000_000_000;
    private static final int NONE = -1;

    private final Cluster cluster;
    private final TaskTable tasks;
    private final ControlPlane control;
    private final Recorder recorder;
    private final NodeFaults.Fate fate;
    private final BitSet pressed = new BitSet();
    /** By node: for how many reasons its disk is full, and when something happens next. */
    private int[] reasons = new int[0];

    private long[] dueNanos = new long[0];

    DiskPressure(Cluster cluster, ControlPlane control, Recorder recorder, NodeFaults.Fate fate) {
        this.cluster = cluster;
        this.tasks = cluster.tasks();
        this.control = control;
        this.recorder = recorder;
        this.fate = fate;
    }

    /** The disks of nodes are full from now on. */
    void begins(long now, List<Integer> nodes) {
        int known = reasons.length;
        if (known < cluster.nodeCount()) {
            reasons = Arrays.copyOf(reasons, cluster.nodeCount());
            dueNanos = Arrays.copyOf(dueNanos, cluster.nodeCount());
        }
        for (int node : nodes) {
            if (reasons[node]++ == 0 && cluster.present(node)) {
                if (!pressed.get(node)) {
                    pressed.set(node);
                    cluster.setCordoned(node, true);
                }
                arrange(node, now + LOOK_NANOS);
            }
        }
        recorder.nodesChanged(now);
    }

    private void arrange(int node, long at) {
        dueNanos[node] = at;
        fate.schedule(at, EventKind.DISK, node);
    }

    /** There is room again. */
    void ends(long now, List<Integer> nodes) {
        for (int node : nodes) {
            if (--reasons[node] == 0 && pressed.get(node)) {
                arrange(node, now + TRANSITION_NANOS);
            }
        }
    }

    /** Something may happen to a node now. */
    void due(long now, int node) throws IOException {
        if (dueNanos[node] != now || !cluster.present(node)) {
            return;
        }
        if (reasons[node] == 0) {
            pressed.clear(node);
            cluster.setCordoned(node, false);
            recorder.nodesChanged(now);
            control.nodeBack(now, node);
            return;
        }
        int victim = cluster.down(node) ? NONE : victim(node);
        if (victim != NONE) {
            fate.evict(now, victim, 0, EvictionCause.SHORTAGE);
            arrange(node, now + LOOK_NANOS);
        }
    }

    private int victim(int node) {
        int victim = NONE;
        for (int task = tasks.firstOn(node); task >= 0; task = tasks.nextOn(task)) {
            boolean may = tasks.state(task) == TaskState.RUNNING
                    && tasks.taskClass(task).priority() < CRITICAL;
            if (may && (victim == NONE || before(task, victim))) {
                victim = task;
            }
        }
        return victim;
    }

    private boolean before(int task, int other) {
        int byPriority = Integer.compare(
                tasks.taskClass(task).priority(), tasks.taskClass(other).priority());
        int byStart = Long.compare(tasks.startNanos(other), tasks.startNanos(task));
        int order = byPriority != 0 ? byPriority : byStart;
        return order < 0 || (order == 0 && tasks.sequence(task) > tasks.sequence(other));
    }
}
