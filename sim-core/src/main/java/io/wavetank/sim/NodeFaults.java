package io.wavetank.sim;

import io.wavetank.policy.Draws;
import io.wavetank.policy.NodeHealth;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.control.ControlPlane;
import io.wavetank.sim.record.Recorder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Nodes that go down and come up: what runs there stops at once; the control plane finds out as its {@link NodeHealth} has it, and gives up what
 * is there; until it knows, it may place more on them, which does not start. While it has no leader it finds out nothing; the next one counts
 * from its beginning.
 */
final class NodeFaults {
    private static final long NEVER = Long.MAX_VALUE;

    /** What becomes of tasks. */
    interface Fate {
        /** It does no more, and nobody knows. */
        void freeze(int task);

        /** It is gone with its node, and waits again; what it did until {@code untilNanos} is lost. */
        void lose(long now, int task, long untilNanos) throws IOException;

        /** It starts anew where it is. */
        void restart(long now, int task, long untilNanos) throws IOException;

        /** It starts where it was bound while its node was down. */
        void startBound(long now, int task) throws IOException;

        /** The place that is held for it is given up, without telling anybody. */
        void dropHold(long now, int task) throws IOException;

        /** Schedules an event. */
        int schedule(long timeNanos, EventKind kind, int subject);
    }

    private final NodeHealth health;
    private final Cluster cluster;
    private final TaskTable tasks;
    private final ControlPlane control;
    private final Recorder recorder;
    private final RunListener listener;
    private final Fate fate;
    private final Draws heartbeats;
    private final int[] reasonsDown;
    private final long[] downNanos;
    /** When a node that is down will count as lost, and when it will be given up; never, if neither is due. */
    private final long[] lostNanos;

    private final long[] givenUpNanos;

    NodeFaults(
            NodeHealth health,
            Cluster cluster,
            ControlPlane control,
            Recorder recorder,
            RunListener listener,
            Fate fate,
            Draws draws) {
        this.health = health;
        this.cluster = cluster;
        this.tasks = cluster.tasks();
        this.control = control;
        this.recorder = recorder;
        this.listener = listener;
        this.fate = fate;
        this.heartbeats = draws.stream("heartbeat");
        int nodes = cluster.nodeCount();
        this.reasonsDown = new int[nodes];
        this.downNanos = new long[nodes];
        this.lostNanos = new long[nodes];
        this.givenUpNanos = new long[nodes];
    }

    /** Nodes go down. */
    void down(long now, List<Integer> nodes) throws IOException {
        BitSet gone = new BitSet();
        for (int node : nodes) {
            if (reasonsDown[node]++ == 0) {
                gone.set(node);
                cluster.setDown(node, true);
                downNanos[node] = now;
                lostNanos[node] = NEVER;
                givenUpNanos[node] = NEVER;
                listener.clusterEvent(now, RunListener.ClusterMoment.NODE_DOWN, node);
            }
        }
        recorder.nodesChanged(now);
        for (int task : on(gone, TaskState.RUNNING)) {
            fate.freeze(task);
        }
        for (int node = gone.nextSetBit(0); node >= 0; node = gone.nextSetBit(node + 1)) {
            watch(now, node);
        }
    }

    private void watch(long now, int node) throws IOException {
        long phase = health.heartbeatNanos() == 0 ? 0 : (long) (heartbeats.uniform(node, 0) * health.heartbeatNanos());
        lostNanos[node] = health.lostNanos(now, phase);
        if (lostNanos[node] == now) {
            lost(now, node);
        } else {
            fate.schedule(lostNanos[node], EventKind.NODE_LOST, node);
        }
    }

    /** A node's last heartbeat is too long ago. */
    void lost(long now, int node) throws IOException {
        if (lostNanos[node] != now || !cluster.down(node) || cluster.lost(node) || recorder.leaderless()) {
            return;
        }
        cluster.setLost(node, true);
        listener.clusterEvent(now, RunListener.ClusterMoment.NODE_LOST, node);
        control.nodeLost(now, node);
        tolerate(now, node);
    }

    private void tolerate(long now, int node) throws IOException {
        givenUpNanos[node] = Math.addExact(now, health.tolerationNanos());
        if (health.tolerationNanos() == 0) {
            givenUp(now, node);
        } else {
            fate.schedule(givenUpNanos[node], EventKind.NODE_GIVEN_UP, node);
        }
    }

    /** What is on a node that is lost has been waited for long enough. */
    void givenUp(long now, int node) throws IOException {
        if (givenUpNanos[node] != now || !cluster.lost(node) || recorder.leaderless()) {
            return;
        }
        BitSet one = new BitSet();
        one.set(node);
        for (int task : on(one, TaskState.RUNNING, TaskState.STOPPING, TaskState.HELD)) {
            fate.lose(now, task, downNanos[node]);
        }
    }

    /** There is a new leader: it begins to watch the nodes that are down, and to wait for what is on those that are lost. */
    void watchAgain(long now) throws IOException {
        for (int node = 0; node < reasonsDown.length; node++) {
            if (reasonsDown[node] > 0 && cluster.lost(node)) {
                tolerate(now, node);
            } else if (reasonsDown[node] > 0) {
                watch(now, node);
            }
        }
    }

    /** Nodes come up again. */
    void up(long now, List<Integer> nodes) throws IOException {
        BitSet back = new BitSet();
        for (int node : nodes) {
            if (--reasonsDown[node] == 0) {
                back.set(node);
                cluster.setDown(node, false);
                lostNanos[node] = NEVER;
                givenUpNanos[node] = NEVER;
                listener.clusterEvent(now, RunListener.ClusterMoment.NODE_UP, node);
            }
        }
        recorder.nodesChanged(now);
        for (int task : on(back, TaskState.RUNNING, TaskState.STOPPING, TaskState.HELD)) {
            cameBack(now, task);
        }
        for (int node = back.nextSetBit(0); node >= 0; node = back.nextSetBit(node + 1)) {
            if (cluster.lost(node)) {
                cluster.setLost(node, false);
                control.nodeBack(now, node);
            }
        }
    }

    private void cameBack(long now, int task) throws IOException {
        boolean held = tasks.state(task) == TaskState.HELD;
        if (held && tasks.endEvent(task) >= 0) {
            return; // a place that is only held
        }
        if (!health.restartsInPlace() || tasks.state(task) == TaskState.STOPPING) {
            fate.lose(now, task, downNanos[tasks.node(task)]);
        } else if (held) {
            fate.startBound(now, task);
        } else {
            fate.restart(now, task, downNanos[tasks.node(task)]);
        }
    }

    /** The tasks on some nodes that are in some states, in the order of submission. */
    private List<Integer> on(BitSet nodes, TaskState... states) {
        List<Integer> found = new ArrayList<>();
        for (int task = 0; task < tasks.rows(); task++) {
            if (tasks.alive(task) && List.of(states).contains(tasks.state(task)) && nodes.get(tasks.node(task))) {
                found.add(task);
            }
        }
        found.sort(Comparator.comparingLong(tasks::sequence));
        return found;
    }
}
