package io.wavetank.sim;

import io.wavetank.policy.EvictionCause;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.record.Recorder;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;

/**
 * Nodes that go down and come up, are cut off and reached again: what runs on a node that is down stops at once, and goes on unheard of on one that is
 * cut off. The control plane finds out later ({@link LostNodes}); until it knows, it may place more on them, which does not start.
 */
final class NodeFaults {
    private static final long NEVER = NodeOutages.NEVER;

    /** What becomes of tasks. */
    interface Fate {
        /** It does no more, and nobody knows. */
        void freeze(int task);

        /** It is gone with its node, and waits again; what it did until {@code untilNanos} is lost. */
        void lose(long now, int task, long untilNanos) throws IOException;

        /** It has gone on where it was, and its end is heard of. */
        void resume(long now, int task);

        /** It starts anew where it is. */
        void restart(long now, int task, long untilNanos) throws IOException;

        /** It works at the rate of its node, which has changed; its end is heard of, or not. */
        void changeRate(int task, boolean heard);

        /** It is told to stop, since its node is to be emptied. */
        void evict(long now, int task, long graceNanos, EvictionCause cause) throws IOException;

        /** It starts where it was bound while its node was down. */
        void startBound(long now, int task) throws IOException;

        /** The place that is held for it is given up, without telling anybody. */
        void dropHold(long now, int task) throws IOException;

        /** The GPU that it uses is gone: so is what it did, and it waits again. */
        void loseGpu(long now, int task) throws IOException;

        /** Whether somebody else says when its place on a lost node is given up. */
        boolean guarded(int task);

        /** Whether it was marked for deletion while its node was not reached. */
        boolean deleted(long now, int task);

        /** Schedules an event. */
        void schedule(long timeNanos, EventKind kind, int subject);
    }

    private final NodeOutages outages;
    private final LostNodes lost;
    private final Cluster cluster;
    private final TaskTable tasks;
    private final Recorder recorder;
    private final RunListener listener;
    private final Fate fate;

    NodeFaults(
            NodeOutages outages, LostNodes lost, Cluster cluster, Recorder recorder, RunListener listener, Fate fate) {
        this.outages = outages;
        this.lost = lost;
        this.cluster = cluster;
        this.tasks = cluster.tasks();
        this.recorder = recorder;
        this.listener = listener;
        this.fate = fate;
    }

    /** Nodes go down, or are cut off. */
    void away(long now, List<Integer> nodes, boolean down) throws IOException {
        BitSet gone = new BitSet();
        outages.makeRoom(cluster.nodeCount());
        lost.makeRoom();
        for (int node : nodes) {
            if (!cluster.present(node)) {
                outages.countOnly(node, down);
                continue;
            }
            boolean first = outages.away(node);
            if (first) {
                gone.set(node);
                cluster.setDown(node, true);
                lost.forget(node);
                recorder.nodeAway(now, node);
                listener.clusterEvent(now, moment(down, true), node);
            }
            if (down && outages.down(now, node)) {
                stopped(now, node);
                if (!first) { // it was cut off before
                    listener.clusterEvent(now, RunListener.ClusterMoment.NODE_DOWN, node);
                }
            }
        }
        recorder.nodesChanged(now);
        for (int task : TasksOnNodes.of(tasks, gone, TasksOnNodes.RUNNING)) {
            fate.freeze(task);
        }
        for (int node = gone.nextSetBit(0); node >= 0; node = gone.nextSetBit(node + 1)) {
            lost.watch(now, node);
        }
    }

    private void stopped(long now, int node) {
        for (int task = tasks.firstOn(node); task >= 0; task = tasks.nextOn(task)) {
            if (tasks.state(task) == TaskState.RUNNING) {
                recorder.stopped(now, task);
            }
        }
    }

    private static RunListener.ClusterMoment moment(boolean down, boolean away) {
        if (away) {
            return down ? RunListener.ClusterMoment.NODE_DOWN : RunListener.ClusterMoment.NODE_CUT_OFF;
        }
        return RunListener.ClusterMoment.NODE_UP;
    }

    /** Nodes come up again, or are reached again. */
    void back(long now, List<Integer> nodes, boolean down) throws IOException {
        BitSet back = new BitSet();
        for (int node : nodes) {
            if (outages.over(node, down) && cluster.present(node)) {
                back.set(node);
                cluster.setDown(node, false);
                recorder.nodeBack(now, node, cluster.lost(node));
                lost.forget(node);
                listener.clusterEvent(now, moment(down, false), node);
            }
        }
        recorder.nodesChanged(now);
        for (int task : TasksOnNodes.of(tasks, back, TasksOnNodes.PLACED)) {
            cameBack(now, task);
        }
        for (int node = back.nextSetBit(0); node >= 0; node = back.nextSetBit(node + 1)) {
            lost.heardOf(now, node);
        }
    }

    private void cameBack(long now, int task) throws IOException {
        boolean held = tasks.state(task) == TaskState.HELD;
        long gone = outages.goneNanos(tasks.node(task));
        if (!held && fate.deleted(now, task)) {
            fate.lose(now, task, Math.min(now, gone));
            return;
        }
        if (held && tasks.hasEnd(task)) {
            return; // a place that is only held
        }
        if (held && lost.restartsInPlace()) {
            fate.startBound(now, task);
        } else if (gone == NEVER && !held) {
            if (tasks.state(task) == TaskState.RUNNING) {
                fate.resume(now, task);
            }
        } else if (!lost.restartsInPlace() || tasks.state(task) == TaskState.STOPPING) {
            fate.lose(now, task, Math.min(now, gone));
        } else {
            fate.restart(now, task, gone);
        }
    }

    /** Nodes become slower, or have that behind them. */
    void slow(List<Integer> nodes) {
        BitSet changed = new BitSet();
        nodes.forEach(changed::set);
        for (int task : TasksOnNodes.of(tasks, changed, TasksOnNodes.RUNNING)) {
            fate.changeRate(task, !cluster.down(tasks.node(task)));
        }
    }
}
