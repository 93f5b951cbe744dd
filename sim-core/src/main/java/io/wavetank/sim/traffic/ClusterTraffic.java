package io.wavetank.sim.traffic;

import io.wavetank.policy.Draws;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.traffic.HealthCheck;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.scenario.ElasticSpec;
import io.wavetank.sim.scenario.RegistrySpec;
import io.wavetank.sim.scenario.RolloutSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests to services whose replicas are tasks of a cluster: what happens to the tasks happens to the replicas.
 *
 * <p>A task that starts is a replica, and an endpoint when it is ready. One that is told to stop is no endpoint any more, and serves what it has
 * until its grace period is over. What a task or node that is gone was serving is reset; that a node is down, callers find out by waiting in
 * vain, and it stays an endpoint until the control plane knows.
 *
 * <p>Replicas of services that autoscalers see to ({@link #manage}) are endpoints when, and as long as, they are told to be.
 *
 * <p>The traffic has an event loop of its own, which is advanced up to each event of the cluster.
 */
public final class ClusterTraffic implements RunListener {
    private static final int NONE = -1;

    private final TrafficLoop loop;
    private final Machines machines;
    private final List<ReplicaRule> rules;
    private final List<RolloutSpec> rollouts;
    private final ClusterSpec described;
    private final TaskReplicas replicas;
    private @Nullable PressureSpec pressure;
    private @Nullable TaskMemory memory;
    private MemoryUse memoryUse = MemoryUse.NONE;

    /** Creates the traffic of a run that has not begun. */
    public ClusterTraffic(TrafficSpec spec, List<ReplicaRule> rules, ClusterSpec cluster, Draws draws) {
        this(spec, rules, List.of(), cluster, draws);
    }

    /** Creates the traffic of a run that has not begun, some services of which are rolled out. */
    public ClusterTraffic(
            TrafficSpec spec, List<ReplicaRule> rules, List<RolloutSpec> rollouts, ClusterSpec cluster, Draws draws) {
        this.rollouts = List.copyOf(rollouts);
        this.rules = List.copyOf(rules);
        this.loop = new TrafficLoop(spec, draws);
        for (ReplicaRule rule : this.rules) {
            HealthCheck.Factory checks = rule.checks();
            if (checks != null) {
                loop.checkBy(rule.service(), checks);
            }
        }
        this.machines = machines(cluster);
        this.described = cluster;
        this.replicas = new TaskReplicas(
                loop,
                this.rules,
                new Places(cluster),
                spec.contention() == null ? null : new OtherTasks(loop),
                draws.stream("start-up"));
        for (NodeSpec node : cluster.nodes()) {
            loop.fleet().addNode(node.capacity(Resources.CPU) / 1000.0);
        }
    }

    private static Machines machines(ClusterSpec cluster) {
        double cores = 0;
        double price = 0;
        for (NodeSpec node : cluster.nodes()) {
            cores += node.allocatable(Resources.CPU) / 1000.0;
            price += node.pricePerHour();
        }
        return new Machines(cluster.nodes().size(), cores, price);
    }

    /** How many zones nodes are in, those without one counted as one. */
    public static int zones(List<NodeSpec> nodes) {
        return Places.zones(nodes);
    }

    /** Tells of the cluster as it will be while it runs: nodes that come have their places and speeds from it. */
    public void begin(Cluster cluster) {
        memory = pressure == null ? null : new TaskMemory(cluster, described, loop.outOfMemory());
        replicas.begin(cluster, memory);
    }

    /**
     * The number of the service that tasks of a class are replicas of, or -1.
     *
     * @throws IllegalArgumentException if there are several
     */
    public int serviceOf(TaskClass task) {
        int service = NONE;
        for (ReplicaRule rule : rules) {
            if (rule.selects(task)) {
                if (service != NONE) {
                    throw new IllegalArgumentException("Tasks with the labels " + task.labels()
                            + " are replicas of several services: " + service + " and " + rule.service());
                }
                service = rule.service();
            }
        }
        return service;
    }

    /**
     * From the start of the run on, replicas of a service are endpoints when {@link #ready} and {@link #unready} say so.
     *
     * @param objectiveNanos calls that take longer are late
     * @return what is measured of it
     */
    public ServiceMeter manage(int service, long objectiveNanos) {
        replicas.manage(service);
        return loop.measure(service, objectiveNanos);
    }

    /** Nodes may run short of memory. */
    public void watchMemory(PressureSpec spec) {
        pressure = spec;
    }

    /** How nodes run short of memory; null if that does not matter. */
    public @Nullable PressureSpec pressure() {
        return pressure;
    }

    /** What memory tasks hold on their nodes; null if that does not matter. */
    public @Nullable TaskMemory memory() {
        return memory;
    }

    /** What memory a task's replica uses, its proxy included; -1 if it is none, or nothing is said of its memory. */
    public long memoryBytes(int task) {
        Replica replica = replicas.replica(task);
        return replica == null || replica.service.spec.extras().memory() == null
                ? NONE
                : replica.memoryBytes() + proxyBytes(task);
    }

    /** What memory the proxy beside a task's replica uses; 0 if there is none. */
    public long proxyBytes(int task) {
        Replica replica = replicas.replica(task);
        ProxySpec proxy = replica == null ? null : replica.service.spec.extras().proxy();
        return proxy == null ? 0 : proxy.memoryBytes();
    }

    /** Tells what memory was used in the run. */
    public void used(MemoryUse use) {
        memoryUse = use;
    }

    /** Where images come from; a registry of 8 Gbit/s, of which a node gets 1, if nothing is said. */
    public RegistrySpec registry() {
        RegistrySpec said = loop.spec().registry();
        return said == null ? ElasticSpec.REGISTRY : said;
    }

    /** The services that are rolled out. */
    public List<RolloutSpec> rollouts() {
        return rollouts;
    }

    /**
     * From the start of the run on, replicas of a service are endpoints when {@link #ready} and {@link #unready} say so, and accept connections when they are told to by
     * {@link #accept}, also after they were killed; nothing is measured for it.
     */
    public void takeOver(int service) {
        replicas.manage(service);
        loop.tell(service);
    }

    /** A task's replica takes requests from now on, with the cores of its service. */
    public void ready(long now, int task) {
        if (replicas.is(task)) {
            loop.standAt(now);
            loop.fleet().makeReady(replicas.of(task));
        }
    }

    /** A task's replica accepts connections from now on, or none. */
    public void accept(long now, int task, boolean listening) {
        if (replicas.is(task)) {
            loop.standAt(now);
            loop.fleet().setListening(replicas.of(task), listening);
        }
    }

    /** Whether a task's replica may be killed for want of memory, as something is said of what it takes. */
    public boolean mayBeKilled(int task) {
        Replica replica = replicas.replica(task);
        return replica != null && replica.service.spec.extras().memory() != null;
    }

    /** Whether what happens at an instant is in the window of the figures. */
    public boolean counts(long nanos) {
        return loop.counts(nanos);
    }

    /** How often a task's replica was killed for want of memory. */
    public int kills(long now, int task) {
        loop.standAt(now);
        Replica replica = replicas.replica(task);
        return replica == null ? 0 : replica.life.killsInAll;
    }

    /** Whether a task's replica was killed for want of memory and is not up again. */
    public boolean isKilled(int task) {
        Replica replica = replicas.replica(task);
        return replica != null && replica.life.restarting;
    }

    /** The number of the replica that a task is; -1 if it is none. */
    public int replica(int task) {
        return replicas.of(task);
    }

    /** How many tries a replica, by its number, has not accepted; it may be gone. */
    public long refused(int replica) {
        return replica < 0 ? 0 : loop.fleet().refused(replica);
    }

    /** How many endpoints a service has. */
    public int endpoints(long now, int service) {
        loop.standAt(now);
        return loop.fleet().endpoints(service);
    }

    /** Requests to a service are divided among its versions from now on, in these parts; those below 0 are as if they were 0. */
    public void divide(long now, int service, int[] parts) {
        loop.standAt(now);
        loop.fleet().divide(service, parts);
    }

    /** Whether a version of a service was found to do badly and given up. */
    public boolean isGivenUp(int service, int version) {
        return loop.fleet().isGivenUp(service, version);
    }

    /** Stands at an instant: all that came before has happened. */
    public void standAt(long now) {
        loop.standAt(now);
    }

    /** A task's replica takes requests from now on, with so many cores. */
    public void ready(long now, int task, double cores) {
        loop.standAt(now);
        loop.setCores(replicas.of(task), cores);
        loop.fleet().makeReady(replicas.of(task));
    }

    /** A task's replica has so many cores from now on. */
    public void setCores(long now, int task, double cores) {
        loop.standAt(now);
        loop.setCores(replicas.of(task), cores);
    }

    /** A task's replica takes no new requests for now, if it is there. */
    public void unready(long now, int task) {
        if (replicas.is(task)) {
            loop.standAt(now);
            loop.fleet().retire(replicas.of(task));
        }
    }

    /** A task's replica is killed and made anew where it is; it takes no requests yet. */
    public void restart(long now, int task) {
        replicas.restart(now, task);
    }

    /** So much is left of the speed of a node from now on, 0 if it hangs: requests there take so much longer. */
    public void slow(long now, int node, double part) {
        loop.standAt(now);
        loop.slow(node, part);
    }

    /** The network of nodes loses a share of the messages from now on, or does so no more. */
    public void losePackets(long now, List<Integer> nodes, double share, boolean begins) {
        loop.standAt(now);
        loop.losePackets(nodes, share, begins);
    }

    /** Processor time that the replica of a task has used, in core-nanoseconds; 0 if there is none. */
    public double usedCoreNanos(long now, int task) {
        return replicas.is(task) ? loop.usedCoreNanos(now, replicas.of(task)) : 0;
    }

    /** How many requests are in the replica of a task. */
    public int load(int task) {
        return replicas.is(task) ? loop.fleet().load(replicas.of(task)) : 0;
    }

    @Override
    public void event(long now, Moment moment, TaskTable tasks, int task) {
        replicas.event(now, moment, tasks, task);
    }

    @Override
    public void clusterEvent(long now, ClusterMoment moment, int node) {
        replicas.clusterEvent(now, moment, node);
    }

    /** Ends the traffic at an instant, up to which it is served; the run of the cluster has ended. */
    public TrafficResult finish(long endNanos) {
        loop.advanceTo(endNanos);
        return loop.finish().on(machines, memoryUse);
    }
}
