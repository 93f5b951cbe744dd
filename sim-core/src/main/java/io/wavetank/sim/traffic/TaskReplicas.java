package io.wavetank.sim.traffic;

import io.wavetank.policy.Draws;
import io.wavetank.policy.NodeView;
import io.wavetank.policy.Resources;
import io.wavetank.sim.RunListener.ClusterMoment;
import io.wavetank.sim.RunListener.Moment;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.TaskTable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The replicas that the tasks of a cluster are: they come and go with their tasks and nodes. What tasks are beside that keeps cores busy and holds memory. */
final class TaskReplicas {
    private static final int NONE = -1;

    private final TrafficLoop loop;
    private final List<ReplicaRule> rules;
    private final Places places;
    /** What keeps cores busy beside the replicas; null where nodes' cores are no matter. */
    private final @Nullable OtherTasks others;

    private final Draws startUps;
    /** Services whose replicas are endpoints when they are told to be. */
    private final BitSet managed = new BitSet();

    private @Nullable TaskMemory memory;
    /** By row of the task: the replica that it is, or NONE. */
    private int[] replicaOf = new int[64];

    TaskReplicas(
            TrafficLoop loop, List<ReplicaRule> rules, Places places, @Nullable OtherTasks others, Draws startUps) {
        this.loop = loop;
        this.rules = rules;
        this.places = places;
        this.others = others;
        this.startUps = startUps;
        Arrays.fill(replicaOf, NONE);
        for (int node = 0; node < places.known(); node++) {
            locate(node);
        }
    }

    /** Tells of the cluster as it will be while it runs, and of what memory tasks hold; null if that does not matter. */
    void begin(Cluster cluster, @Nullable TaskMemory held) {
        places.begin(cluster);
        memory = held;
    }

    /** Replicas of a service are endpoints when they are told to be. */
    void manage(int service) {
        managed.set(service);
    }

    /** Whether a task is a replica. */
    boolean is(int task) {
        return task < replicaOf.length && replicaOf[task] != NONE;
    }

    /** The number of the replica that a task is; -1 if it is none. */
    int of(int task) {
        return is(task) ? replicaOf[task] : NONE;
    }

    /** The replica that a task is; null if it is none. */
    @Nullable
    Replica replica(int task) {
        return is(task) ? loop.fleet().replica(replicaOf[task]) : null;
    }

    /** A task's replica is killed and made anew where it is; it takes no requests yet. */
    void restart(long now, int task) {
        Replica old = loop.fleet().replica(replicaOf[task]);
        gone(now, task);
        set(now, task, loop.fleet().add(old.service.number, old.place, speed(old.place.node()), 1, old.version));
    }

    /** Something happens to a task. */
    void event(long now, Moment moment, TaskTable tasks, int task) {
        switch (moment) {
            case STARTED, RESTARTED -> started(now, tasks, task);
            case STOPPING -> {
                if (is(task)) {
                    loop.standAt(now);
                    loop.fleet().retireForGood(replicaOf[task]);
                }
            }
            case EVICTED, FINISHED, LOST, CRASHED, FAILED, REMOVED -> gone(now, task);
            case SUBMITTED, REJECTED, NOMINATED, HELD, RELEASED, BOUND -> {
                // no replica yet
            }
        }
    }

    private void started(long now, TaskTable tasks, int task) {
        gone(now, task); // what starts anew where it is
        for (ReplicaRule rule : rules) {
            if (rule.selects(tasks.taskClass(task))) {
                loop.standAt(now);
                int node = tasks.node(task);
                int version = rule.version(tasks.taskClass(task));
                int replica = loop.fleet().add(rule.service(), place(node), speed(node), 1, version);
                set(now, task, replica);
                if (managed.get(rule.service())) {
                    return;
                }
                ServiceTime startUp = rule.start().startUp();
                loop.start(
                        replica,
                        rule.start(),
                        startUp.nanos(startUps.uniform(tasks.sequence(task), tasks.attempts(task))));
                return;
            }
        }
        if (others != null) {
            others.started(now, tasks, task);
        }
        holdMemory(now, task, null);
    }

    private void holdMemory(long now, int task, @Nullable Replica replica) {
        if (memory != null) {
            loop.standAt(now);
            memory.started(now, task, replica);
        }
    }

    private Place place(int node) {
        learnOf(node);
        return places.of(node);
    }

    private double speed(int node) {
        learnOf(node);
        return places.speed(node);
    }

    private void learnOf(int node) {
        while (places.known() <= node) {
            NodeView next = places.learnOfNext();
            locate(places.known() - 1);
            if (others != null && next != null) {
                loop.fleet().addNode(next.allocatable(Resources.CPU) / 1000.0);
            }
        }
    }

    private void locate(int node) {
        loop.sides().locate(places.of(node).zone(), places.of(node).region());
    }

    private void set(long now, int task, int replica) {
        if (task >= replicaOf.length) {
            int old = replicaOf.length;
            replicaOf = Arrays.copyOf(replicaOf, Math.max(task + 1, 2 * old));
            Arrays.fill(replicaOf, old, replicaOf.length, NONE);
        }
        replicaOf[task] = replica;
        holdMemory(now, task, loop.fleet().replica(replica));
    }

    private void gone(long now, int task) {
        if (is(task)) {
            loop.standAt(now);
            loop.fleet().retireForGood(replicaOf[task]);
            loop.lose(replicaOf[task], 0);
            replicaOf[task] = NONE;
        }
        if (others != null) {
            others.gone(now, task);
        }
        if (memory != null) {
            loop.standAt(now);
            memory.gone(task);
        }
    }

    /** Something happens to a node. */
    void clusterEvent(long now, ClusterMoment moment, int node) {
        switch (moment) {
            case NODE_DOWN -> {
                loop.standAt(now);
                boolean served = false;
                for (int replica : loop.fleet().on(node)) {
                    served |= loop.fleet().replica(replica).alive;
                    loop.lose(replica, resetNanos(replica));
                }
                if (served) {
                    loop.nodeLost();
                }
            }
            case NODE_LOST -> {
                loop.standAt(now);
                for (int replica : loop.fleet().on(node)) {
                    loop.fleet().lookAway(replica);
                }
            }
            case NODE_UP -> {
                loop.standAt(now);
                for (int replica : loop.fleet().on(node)) {
                    loop.fleet().lookAgain(replica);
                }
            }
            case LEADER_LOST,
                    LEADER_ELECTED,
                    NODE_CUT_OFF,
                    NODE_SLOW,
                    NODE_ADDED,
                    NODE_DRAINING,
                    NODE_KEPT,
                    NODE_REMOVED -> {
                // requests go on; how fast, is told by itself
            }
        }
    }

    private long resetNanos(int replica) {
        int service = loop.fleet().service(replica);
        for (ReplicaRule rule : rules) {
            if (rule.service() == service) {
                return rule.resetNanos();
            }
        }
        return 0;
    }
}
