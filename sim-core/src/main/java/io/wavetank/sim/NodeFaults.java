package io.wavetank.sim;

import io.wavetank.policy.Draws;
import io.wavetank.policy.EvictionCause;
import io.wavetank.policy.LostNodePolicy;
import io.wavetank.policy.NodeHealth;
import io.wavetank.policy.Taint;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.control.ControlPlane;
import io.wavetank.sim.record.Recorder;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Nodes that go down and come up, are cut off and reached again: what runs on a node that is down stops at once, and goes on unheard of on one that is
 * cut off; the control plane finds out as its {@link NodeHealth} has it, and gives up what
 * is there; until it knows, it may place more on them, which does not start. While it has no leader it finds out nothing; the next one counts
 * from its beginning.
 */
final class NodeFaults {
    private static final long NEVER = Long.MAX_VALUE;
    private static final Taint UNSCHEDULABLE =
            new Taint("node.kubernetes.io/unschedulable", "", Taint.Effect.NO_SCHEDULE);
    private static final Set<TaskState> RUNNING = EnumSet.of(TaskState.RUNNING);
    private static final Set<TaskState> PLACED = EnumSet.of(TaskState.RUNNING, TaskState.STOPPING, TaskState.HELD);

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
    /** For how many reasons a node is down or cut off. */
    private int[] reasonsAway;

    private int[] reasonsDown;
    /** Since when what ran on a node is gone; {@link #NEVER} if it goes on. */
    private long[] goneNanos;
    /** When a node that is down will count as lost, and when it will be given up; never, if neither is due. */
    private long[] lostNanos;

    /** Since when what is on a lost node is given up; never, if it is not yet. */
    private long[] begunNanos;

    private boolean paused;
    private final Supplier<LostNodePolicy> policies;
    private LostNodePolicy policy;
    /** The only time at which the policy is going to act. */
    private long actNanos = NEVER;

    /** What a policy decided a moment ago. */
    private final BitSet begun = new BitSet();

    private final LostNodePolicy.Marks marks = new LostNodePolicy.Marks() {
        @Override
        public void begin(int node) {
            begun.set(node);
        }

        @Override
        public void stop(int node) {
            begunNanos[node] = NEVER;
        }
    };

    NodeFaults(
            NodeHealth health,
            Supplier<LostNodePolicy> policies,
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
        this.reasonsAway = new int[nodes];
        this.reasonsDown = new int[nodes];
        this.goneNanos = new long[nodes];
        this.lostNanos = new long[nodes];
        this.begunNanos = new long[nodes];
        this.policies = policies;
        this.policy = policies.get();
    }

    /** Nodes go down, or are cut off. */
    void away(long now, List<Integer> nodes, boolean down) throws IOException {
        BitSet gone = new BitSet();
        makeRoom();
        for (int node : nodes) {
            if (!cluster.present(node)) {
                reasonsAway[node]++; // it was taken away before it could break
                reasonsDown[node] += down ? 1 : 0;
                continue;
            }
            if (reasonsAway[node]++ == 0) {
                gone.set(node);
                cluster.setDown(node, true);
                goneNanos[node] = NEVER;
                lostNanos[node] = NEVER;
                begunNanos[node] = NEVER;
                recorder.nodeAway(now, node);
                listener.clusterEvent(now, moment(down, true), node);
            }
            if (down && reasonsDown[node]++ == 0 && goneNanos[node] == NEVER) {
                goneNanos[node] = now;
                stopped(now, node);
            }
        }
        recorder.nodesChanged(now);
        for (int task : on(gone, RUNNING)) {
            fate.freeze(task);
        }
        for (int node = gone.nextSetBit(0); node >= 0; node = gone.nextSetBit(node + 1)) {
            watch(now, node);
        }
    }

    /** Nodes come while the run goes on. */
    private void makeRoom() {
        int known = reasonsAway.length;
        if (known < cluster.nodeCount()) {
            int room = Math.max(cluster.nodeCount(), 2 * known);
            reasonsAway = Arrays.copyOf(reasonsAway, room);
            reasonsDown = Arrays.copyOf(reasonsDown, room);
            goneNanos = Arrays.copyOf(goneNanos, room);
            lostNanos = Arrays.copyOf(lostNanos, room);
            begunNanos = Arrays.copyOf(begunNanos, room);
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
        if (lostNanos[node] != now || !cluster.down(node) || cluster.lost(node) || nobodyWatches()) {
            return;
        }
        cluster.setLost(node, true);
        recorder.nodeLost(now, node);
        listener.clusterEvent(now, RunListener.ClusterMoment.NODE_LOST, node);
        control.nodeLost(now, node);
        policy.lost(now, node, marks);
        carryOut(now);
    }

    /** Sees to it that what the policy decided is done, and that it is asked again in time. */
    private void carryOut(long now) throws IOException {
        if (policy.wakeNanos() < NEVER && policy.wakeNanos() != actNanos) {
            actNanos = policy.wakeNanos();
            fate.schedule(actNanos, EventKind.LOST_NODES, 0);
        }
        for (int node = begun.nextSetBit(0); node >= 0; node = begun.nextSetBit(node + 1)) {
            begun.clear(node);
            begin(now, node);
        }
    }

    /** The policy goes on to deal with lost nodes. */
    void act(long now) throws IOException {
        if (now != actNanos || nobodyWatches()) {
            return;
        }
        actNanos = NEVER;
        policy.act(now, marks);
        carryOut(now);
    }

    /** From now on what is on a node is given up, each task after its own time; the node is looked at when the time of any of them has come. */
    private void begin(long now, int node) throws IOException {
        begunNanos[node] = now;
        var times = new TreeSet<Long>();
        for (int task = tasks.firstOn(node); task >= 0; task = tasks.nextOn(task)) {
            times.add(policy.tolerationNanos(tasks.taskClass(task)));
        }
        for (long time : times) {
            if (time == 0) {
                givenUp(now, node);
            } else if (time < NEVER - now) {
                fate.schedule(now + time, EventKind.NODE_GIVEN_UP, node);
            }
        }
    }

    /** The time of some tasks on a node that is lost is over. */
    void givenUp(long now, int node) throws IOException {
        long begin = begunNanos[node];
        if (begin == NEVER || !cluster.lost(node) || nobodyWatches()) {
            return;
        }
        BitSet one = new BitSet();
        one.set(node);
        for (int task : on(one, PLACED)) {
            if (!fate.guarded(task) && policy.tolerationNanos(tasks.taskClass(task)) <= now - begin) {
                fate.lose(now, task, Math.min(now, goneNanos[node]));
            }
        }
    }

    /** Who guards a task gives up its place; says whether that could be done: not before its node counts as lost, and not without a leader. */
    boolean giveUp(long now, int task) throws IOException {
        int node = tasks.alive(task) ? tasks.node(task) : -1;
        if (node < 0 || !cluster.lost(node) || nobodyWatches() || !PLACED.contains(tasks.state(task))) {
            return false;
        }
        fate.lose(now, task, Math.min(now, goneNanos[node]));
        return true;
    }

    /** Those who watch nodes are down, or not. Says whether they are back. */
    boolean pause(boolean down) {
        boolean back = paused && !down;
        paused = down;
        return back;
    }

    private boolean nobodyWatches() {
        return paused || recorder.leaderless();
    }

    /** There is a new leader: it begins to watch the nodes that are down, and to wait for what is on those that are lost. */
    void watchAgain(long now) throws IOException {
        if (paused) {
            return;
        }
        policy = policies.get();
        actNanos = NEVER;
        for (int node = 0; node < reasonsAway.length; node++) {
            if (reasonsAway[node] > 0 && !cluster.present(node)) {
                continue;
            }
            if (reasonsAway[node] > 0 && cluster.lost(node)) {
                begunNanos[node] = NEVER;
                policy.lost(now, node, marks);
                carryOut(now);
            } else if (reasonsAway[node] > 0) {
                watch(now, node);
            }
        }
    }

    /** Nodes come up again, or are reached again. */
    void back(long now, List<Integer> nodes, boolean down) throws IOException {
        BitSet back = new BitSet();
        for (int node : nodes) {
            reasonsDown[node] -= down ? 1 : 0;
            if (--reasonsAway[node] == 0 && cluster.present(node)) {
                back.set(node);
                cluster.setDown(node, false);
                recorder.nodeBack(now, node, cluster.lost(node));
                lostNanos[node] = NEVER;
                begunNanos[node] = NEVER;
                listener.clusterEvent(now, moment(down, false), node);
            }
        }
        recorder.nodesChanged(now);
        for (int task : on(back, PLACED)) {
            cameBack(now, task);
        }
        for (int node = back.nextSetBit(0); node >= 0; node = back.nextSetBit(node + 1)) {
            if (cluster.lost(node)) {
                cluster.setLost(node, false);
                control.nodeBack(now, node);
                policy.back(now, node, marks);
                carryOut(now);
            }
        }
    }

    private void cameBack(long now, int task) throws IOException {
        boolean held = tasks.state(task) == TaskState.HELD;
        long gone = goneNanos[tasks.node(task)];
        if (!held && fate.deleted(now, task)) {
            fate.lose(now, task, Math.min(now, gone));
            return;
        }
        if (held && tasks.endEvent(task) >= 0) {
            return; // a place that is only held
        }
        if (held && health.restartsInPlace()) {
            fate.startBound(now, task);
        } else if (gone == NEVER && !held) {
            if (tasks.state(task) == TaskState.RUNNING) {
                fate.resume(now, task);
            }
        } else if (!health.restartsInPlace() || tasks.state(task) == TaskState.STOPPING) {
            fate.lose(now, task, Math.min(now, gone));
        } else {
            fate.restart(now, task, gone);
        }
    }

    /** Replicas of services that are scaled, which leave nodes in a way of their own. */
    interface Replicas {
        /** Whether a task is one. */
        boolean isReplica(int task);

        /** Those on a node that is about to go leave it as budgets allow. */
        void vacate(long now, int node) throws IOException;
    }

    /** Nodes are about to be taken away: they take nothing more, replicas leave as budgets allow, and what else runs there is told to stop. */
    void leaving(long now, List<Integer> nodes, long graceNanos, Replicas replicas) throws IOException {
        BitSet told = new BitSet();
        for (int node : nodes) {
            if (cluster.present(node)) {
                cluster.setCordoned(node, true);
                told.set(node);
            }
        }
        recorder.nodesChanged(now);
        for (int task : on(told, RUNNING)) {
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
    void staying(long now, List<Integer> nodes) throws IOException {
        for (int node : nodes) {
            if (cluster.present(node)) {
                cluster.setCordoned(node, false);
                control.nodeBack(now, node);
            }
        }
        recorder.nodesChanged(now);
    }

    /** Nodes become slower, or have that behind them. */
    void slow(List<Integer> nodes) {
        BitSet changed = new BitSet();
        nodes.forEach(changed::set);
        for (int task : on(changed, RUNNING)) {
            fate.changeRate(task, !cluster.down(tasks.node(task)));
        }
    }

    /** The tasks on some nodes that are in some states, in the order of submission. */
    private int[] on(BitSet nodes, Set<TaskState> states) {
        int[] found = new int[16];
        int count = 0;
        for (int node = nodes.nextSetBit(0); node >= 0; node = nodes.nextSetBit(node + 1)) {
            for (int task = tasks.firstOn(node); task >= 0; task = tasks.nextOn(task)) {
                if (states.contains(tasks.state(task))) {
                    if (count == found.length) {
                        found = Arrays.copyOf(found, 2 * count);
                    }
                    found[count++] = task;
                }
            }
        }
        return tasks.inOrder(Arrays.copyOf(found, count));
    }
}
