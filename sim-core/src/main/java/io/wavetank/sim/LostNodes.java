package io.wavetank.sim;

import io.wavetank.policy.Draws;
import io.wavetank.policy.LostNodePolicy;
import io.wavetank.policy.NodeHealth;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.control.ControlPlane;
import io.wavetank.sim.record.Recorder;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What the control plane makes of nodes that are down or cut off: it finds out as its {@link NodeHealth} has it, and gives up what is there as its
 * {@link LostNodePolicy} has it. While it has no leader it finds out nothing; the next one counts from its beginning.
 */
final class LostNodes {
    private static final long NEVER = NodeOutages.NEVER;

    private final NodeHealth health;
    private final Supplier<LostNodePolicy> policies;
    private final NodeOutages outages;
    private final Cluster cluster;
    private final TaskTable tasks;
    private final ControlPlane control;
    private final Recorder recorder;
    private final RunListener listener;
    private final NodeFaults.Fate fate;
    private final Draws heartbeats;
    /** When a node that is down will count as lost; never, if that is not due. */
    private long[] lostNanos;
    /** Since when what is on a lost node is given up; never, if it is not yet. */
    private long[] begunNanos;

    private boolean paused;
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

    LostNodes(
            NodeHealth health,
            Supplier<LostNodePolicy> policies,
            NodeOutages outages,
            Cluster cluster,
            ControlPlane control,
            Recorder recorder,
            RunListener listener,
            NodeFaults.Fate fate,
            Draws heartbeats) {
        this.health = health;
        this.policies = policies;
        this.policy = policies.get();
        this.outages = outages;
        this.cluster = cluster;
        this.tasks = cluster.tasks();
        this.control = control;
        this.recorder = recorder;
        this.listener = listener;
        this.fate = fate;
        this.heartbeats = heartbeats;
        this.lostNanos = new long[outages.room()];
        this.begunNanos = new long[outages.room()];
    }

    /** Whether tasks start again on a node that is back. */
    boolean restartsInPlace() {
        return health.restartsInPlace();
    }

    /** Nodes come while the run goes on. */
    void makeRoom() {
        if (lostNanos.length < outages.room()) {
            lostNanos = Arrays.copyOf(lostNanos, outages.room());
            begunNanos = Arrays.copyOf(begunNanos, outages.room());
        }
    }

    /** Nothing is due for a node: it has gone down a moment ago, or is up again. */
    void forget(int node) {
        lostNanos[node] = NEVER;
        begunNanos[node] = NEVER;
    }

    /** A node is silent from now on: it is found out when its last heartbeat is too long ago. */
    void watch(long now, int node) throws IOException {
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

    /** A node that may have been lost is heard of again. */
    void heardOf(long now, int node) throws IOException {
        if (cluster.lost(node)) {
            cluster.setLost(node, false);
            control.nodeBack(now, node);
            policy.back(now, node, marks);
            carryOut(now);
        }
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
        for (int task : TasksOnNodes.of(tasks, one, TasksOnNodes.PLACED)) {
            if (!fate.guarded(task) && policy.tolerationNanos(tasks.taskClass(task)) <= now - begin) {
                fate.lose(now, task, Math.min(now, outages.goneNanos(node)));
            }
        }
    }

    /** Who guards a task gives up its place; says whether that could be done: not before its node counts as lost, and not without a leader. */
    boolean giveUp(long now, int task) throws IOException {
        int node = tasks.alive(task) ? tasks.node(task) : -1;
        if (node < 0 || !cluster.lost(node) || nobodyWatches() || !TasksOnNodes.PLACED.contains(tasks.state(task))) {
            return false;
        }
        fate.lose(now, task, Math.min(now, outages.goneNanos(node)));
        return true;
    }

    /** Those who watch nodes are down, or not. Says whether they are back. */
    boolean pause(boolean down) {
        boolean back = paused && !down;
        paused = down;
        return back;
    }

    /** Whether those who watch nodes are there, and a leader. */
    boolean watched() {
        return !nobodyWatches();
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
        for (int node = 0; node < outages.room(); node++) {
            if (!outages.isAway(node) || !cluster.present(node)) {
                continue;
            }
            if (cluster.lost(node)) {
                begunNanos[node] = NEVER;
                policy.lost(now, node, marks);
                carryOut(now);
            } else {
                watch(now, node);
            }
        }
    }
}
