package io.wavetank.sim.traffic;

import io.wavetank.policy.Draws;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.cluster.TaskTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Requests to services whose replicas are tasks of a cluster: what happens to the tasks happens to the replicas.
 *
 * <p>A task that starts is a replica, and an endpoint when it is ready. One that is told to stop is no endpoint any more, and serves what it has
 * until its grace period is over. What a task or node that is gone was serving is reset; that a node is down, callers find out by waiting in
 * vain, and it stays an endpoint until the control plane knows.
 *
 * <p>The traffic has an event loop of its own, which is advanced up to each event of the cluster.
 */
public final class ClusterTraffic implements RunListener {
    private static final int NONE = -1;

    private final TrafficLoop loop;
    private final List<ReplicaRule> rules;
    private final List<Place> places = new ArrayList<>();
    private final double[] speeds;
    private final Draws startUps;
    /** By row of the task: the replica that it is, or NONE. */
    private int[] replicaOf = new int[64];

    /** Creates the traffic of a run that has not begun. */
    public ClusterTraffic(TrafficSpec spec, List<ReplicaRule> rules, ClusterSpec cluster, Draws draws) {
        this.rules = List.copyOf(rules);
        this.loop = new TrafficLoop(spec, draws);
        this.startUps = draws.stream("start-up");
        this.speeds = cluster.nodes().stream().mapToDouble(NodeSpec::speed).toArray();
        var racks = new Numbers("topology.kubernetes.io/rack");
        var zones = new Numbers("topology.kubernetes.io/zone");
        var regions = new Numbers("topology.kubernetes.io/region");
        for (int node = 0; node < speeds.length; node++) {
            Map<String, String> labels = cluster.nodes().get(node).labels();
            places.add(new Place(node, racks.of(labels, NONE), zones.of(labels, 0), regions.of(labels, 0)));
        }
        Arrays.fill(replicaOf, NONE);
    }

    /** How many zones the nodes of a cluster are in, those without one counted as one. */
    public static int zones(ClusterSpec cluster) {
        var zones = new Numbers("topology.kubernetes.io/zone");
        int most = 0;
        for (NodeSpec node : cluster.nodes()) {
            most = Math.max(most, zones.of(node.labels(), 0));
        }
        return most + 1;
    }

    @Override
    public void event(long now, Moment moment, TaskTable tasks, int task) {
        switch (moment) {
            case STARTED, RESTARTED -> started(now, tasks, task);
            case STOPPING -> {
                if (isReplica(task)) {
                    loop.standAt(now);
                    loop.fleet().retireForGood(replicaOf[task]);
                }
            }
            case EVICTED, FINISHED, LOST, FAILED, REMOVED -> gone(now, task);
            case SUBMITTED, REJECTED, NOMINATED, HELD, RELEASED, BOUND -> {
                // no replica yet
            }
        }
    }

    private boolean isReplica(int task) {
        return task < replicaOf.length && replicaOf[task] != NONE;
    }

    private void started(long now, TaskTable tasks, int task) {
        gone(now, task); // what starts anew where it is
        for (ReplicaRule rule : rules) {
            if (rule.selects(tasks.taskClass(task))) {
                loop.standAt(now);
                int node = tasks.node(task);
                int replica = loop.fleet().add(rule.service(), place(node), speed(node), 1);
                double wait = rule.startUp().nanos(startUps.uniform(tasks.sequence(task), tasks.attempts(task)));
                loop.makeReadyAt(replica, now + (long) Math.ceil(wait));
                set(task, replica);
                return;
            }
        }
    }

    /** Nodes that come while it runs are in the first zone, and of speed 1. */
    private Place place(int node) {
        return node < places.size() ? places.get(node) : new Place(node, NONE, 0, 0);
    }

    private double speed(int node) {
        return node < speeds.length ? speeds[node] : 1;
    }

    private void set(int task, int replica) {
        if (task >= replicaOf.length) {
            int old = replicaOf.length;
            replicaOf = Arrays.copyOf(replicaOf, Math.max(task + 1, 2 * old));
            Arrays.fill(replicaOf, old, replicaOf.length, NONE);
        }
        replicaOf[task] = replica;
    }

    private void gone(long now, int task) {
        if (isReplica(task)) {
            loop.standAt(now);
            loop.fleet().retireForGood(replicaOf[task]);
            loop.lose(replicaOf[task], 0);
            replicaOf[task] = NONE;
        }
    }

    @Override
    public void clusterEvent(long now, ClusterMoment moment, int node) {
        switch (moment) {
            case NODE_DOWN -> {
                loop.standAt(now);
                for (int replica : loop.fleet().on(node)) {
                    loop.lose(replica, resetNanos(replica));
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
                // requests go on, at the speed that the node is described with
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

    /** Ends the traffic at an instant, up to which it is served; the run of the cluster has ended. */
    public TrafficResult finish(long endNanos) {
        loop.advanceTo(endNanos);
        return loop.finish();
    }

    /** Numbers for the values of a label, in the order of their appearance. */
    private static final class Numbers {
        private final String label;
        private final Map<String, Integer> numbers = new LinkedHashMap<>();

        Numbers(String label) {
            this.label = label;
        }

        int of(Map<String, String> labels, int otherwise) {
            String value = labels.get(label);
            return value == null ? otherwise : numbers.computeIfAbsent(value, each -> numbers.size());
        }
    }
}
