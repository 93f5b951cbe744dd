package io.wavetank.sim.elastic;

import io.wavetank.policy.Draws;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.scaling.NodeAutoscaler;
import io.wavetank.policy.scaling.NodeDecision;
import io.wavetank.policy.scaling.Updates;
import io.wavetank.sim.ForwardingListener;
import io.wavetank.sim.Reminders;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.record.ElasticFigures;
import io.wavetank.sim.record.Gauges;
import io.wavetank.sim.replica.Plant;
import io.wavetank.sim.replica.Replica;
import io.wavetank.sim.replica.Replicas;
import io.wavetank.sim.replica.Scalable;
import io.wavetank.sim.scenario.ElasticSpec;
import io.wavetank.sim.scenario.ServiceSpec;
import io.wavetank.sim.scenario.Window;
import io.wavetank.sim.traffic.ClusterTraffic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Autoscaling in a run: hears what happens to tasks and nodes, has services measured, asks the autoscalers at their intervals, and has done what they
 * decide.
 *
 * <p>What follows from what it hears is done at the same instant, but never in the midst of it.
 */
public final class Elastic extends ForwardingListener
        implements Gauges, ReplicaSet.Plan, Fleet.Arranged, Drains.Leaver {
    private static final List<String> NAMES = List.of(
            "requests_per_second",
            "replicas_wanted",
            "replicas_ready",
            "replicas_needed",
            "nodes_booting",
            "cost_per_hour_millis",
            "latency_p99_us",
            "latency_p99_is_lower_bound");

    private final ElasticSpec spec;
    private final TaskTable tasks;
    private final Replicas replicas;
    private final Scalable.@Nullable Others rolledOut;
    private final List<Service> services = new ArrayList<>();
    private final Fleet fleet;
    private final @Nullable NodeAutoscaler nodes;
    /**
     * Creates what comes and goes in a run.
     *
     * @param traffic the requests of the run; null if there are none
     * @param rolledOut the services that are rolled out; null if none are
     * @param draws the run's chance
     * @param inner is told of everything, before anything comes of it
     */
    public Elastic(
            ElasticSpec spec,
            Cluster cluster,
            @Nullable ClusterTraffic traffic,
            Scalable.@Nullable Others rolledOut,
            Draws draws,
            RunListener inner) {
        super(inner);
        this.spec = spec;
        this.tasks = cluster.tasks();
        this.rolledOut = rolledOut;
        this.replicas = new Replicas(spec.registry(), (at, slot) -> plant().schedule(at, slot));
        Draws own = draws.stream("elastic");
        spec.services().forEach(each -> add(each, null, traffic, own));
        for (ServiceSpec each : spec.rolledOut()) {
            if (rolledOut == null) {
                throw new IllegalArgumentException(
                        "Service " + each.name() + " is scaled as one that is rolled out, and none is");
            }
            add(each, rolledOut, traffic, own);
        }
        this.fleet = new Fleet(spec, cluster, services, rolledOut, this, this, this::replica, own);
        this.nodes = spec.nodes()
                .map(each -> each.create(own.stream("node autoscaler")))
                .orElse(null);
    }

    private void add(ServiceSpec each, Scalable.@Nullable Others rolled, @Nullable ClusterTraffic traffic, Draws own) {
        Draws its = own.stream(each.name());
        services.add(new Service(each, services.size(), replicas, this, spec.victims(), rolled, traffic, its));
    }

    /** Arranges what happens from the start on. */
    public void begin(Plant inRun, Window window) {
        replicas.begin(inRun);
        fleet.begin();
        if (!services.isEmpty()) {
            remind(0, this::populate);
            every(spec.metrics().intervalNanos(), this::scrape);
        }
        var periods = new TreeSet<Long>();
        services.forEach(service -> periods.add(service.autoscalerPeriodNanos()));
        for (long period : periods) {
            every(period, now -> decide(now, period));
        }
        periods.clear();
        services.forEach(service -> periods.add(service.recommenderPeriodNanos()));
        for (long period : periods) {
            every(period, now -> resize(now, period));
        }
        if (nodes != null) {
            every(nodes.periodNanos(), this::scaleNodes);
        }
        if (window.fromNanos() > 0) {
            remind(window.fromNanos(), this::forget);
        }
    }

    private void every(long periodNanos, Reminders.Reminder reminder) {
        if (periodNanos > 0) {
            again(periodNanos, periodNanos, reminder);
        }
    }

    private void again(long atNanos, long periodNanos, Reminders.Reminder reminder) {
        remind(atNanos, now -> {
            reminder.due(now);
            again(now + periodNanos, periodNanos, reminder);
        });
    }

    private void populate(long now) throws IOException {
        for (Service service : services) {
            service.populate(now);
        }
    }

    private void scrape(long now) throws IOException {
        for (Service service : services) {
            service.scrape(now, spec.metrics().delayNanos());
        }
    }

    private void decide(long now, long period) throws IOException {
        if (!replicas.controlled()) {
            return;
        }
        for (Service service : services) {
            if (service.autoscalerPeriodNanos() == period) {
                service.decide(now);
            }
        }
    }

    private void resize(long now, long period) throws IOException {
        if (!replicas.answers()) {
            return;
        }
        for (Service service : services) {
            if (service.recommenderPeriodNanos() == period) {
                service.resize(now);
            }
        }
    }

    private void scaleNodes(long now) throws IOException {
        if (nodes != null && replicas.answers()) {
            List<NodeDecision> decisions = new ArrayList<>();
            nodes.step(fleet, now, decisions::add);
            for (NodeDecision decision : decisions) {
                fleet.carryOut(now, decision);
            }
        }
    }

    private void forget(long now) {
        services.forEach(service -> service.forget(now));
        fleet.forget(now);
    }

    /** What was arranged for now is done. */
    public void due(long now, int slot) throws IOException {
        replicas.due(now, slot);
    }

    /** Whether load goes on whatever becomes of tasks. */
    public boolean goesOn() {
        return !services.isEmpty();
    }

    /** What came and went until the end of the run. */
    public ElasticFigures figures(long endNanos) {
        return new ElasticFigures(
                services.stream()
                        .map(service -> service.figures(endNanos, !fleet.couldHold(service.replicaClass())))
                        .toList(),
                fleet.figures(endNanos));
    }

    @Override
    public void remind(long timeNanos, Reminders.Reminder reminder) {
        replicas.remind(timeNanos, reminder);
    }

    @Override
    public void onceControlled(long now, Reminders.Reminder reminder) throws IOException {
        if (replicas.controlled()) {
            reminder.due(now);
        } else {
            replicas.onceControlled(now, reminder);
        }
    }

    @Override
    public Plant plant() {
        return replicas.plant();
    }

    @Override
    public Updates.Outcome resize(long now, Replica replica, TaskClass to) throws IOException {
        Updates.Outcome outcome = plant().resize(now, replica.task(), to);
        fleet.look(now, replica.node());
        return outcome;
    }

    @Override
    public boolean mayEvict(int task) {
        return fleet.mayEvict(task);
    }

    @Override
    public boolean leaves(long now, int task, boolean atOnce) throws IOException {
        Replica replica = replica(task);
        if (replica == null) {
            plant().drain(now, task, atOnce);
            return true;
        }
        return replica.drain(now, atOnce);
    }

    /** The replica of a service that a task is, of one that is scaled or rolled out; null if it is none. */
    public @Nullable Replica replica(int task) {
        Replica own = replicas.of(task);
        return own == null && rolledOut != null ? rolledOut.replica(task) : own;
    }

    /** Replicas on a node that is about to go leave it as budgets allow. */
    public void vacate(long now, int node) throws IOException {
        fleet.vacate(now, node);
    }

    /** Whether a node is to go. */
    public boolean leaves(int node) {
        return fleet.leaving(node);
    }

    @Override
    public void event(long now, Moment moment, TaskTable table, int task) throws IOException {
        inner.event(now, moment, table, task);
        switch (moment) {
            case SUBMITTED -> fleet.waits(task);
            case REJECTED -> fleet.rejected(task);
            case NOMINATED, CRASHED, STOPPING -> {
                // its place is what it was
            }
            case HELD, BOUND, STARTED, RESTARTED -> fleet.placed(now, task);
            case RELEASED, EVICTED, LOST -> {
                fleet.left(now, task);
                fleet.waits(task);
            }
            case FINISHED, FAILED, REMOVED -> fleet.gone(now, task);
        }
        replicas.tell(now, moment, task, tasks.node(task));
    }

    @Override
    public void clusterEvent(long now, ClusterMoment moment, int node) throws IOException {
        inner.clusterEvent(now, moment, node);
        if (moment == ClusterMoment.NODE_REMOVED) {
            replicas.nodeRemoved(now, node);
            return;
        }
        for (var task : node < 0 ? List.<TaskView>of() : fleet.tasksOn(node)) {
            if (replicas.of(task.index()) instanceof ServiceReplica replica && replica.node() == node) {
                replica.nodeChanged(now, moment);
            }
        }
    }

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public void read(long[] into, int at) {
        double requests = 0;
        long wanted = 0;
        long ready = 0;
        long needed = 0;
        double slowest = 0;
        boolean losing = false;
        for (Service service : services) {
            requests += service.load().arrivals();
            wanted += service.wanted();
            ready += service.ready();
            needed += service.demand();
            slowest = Math.max(slowest, service.load().p99Seconds());
            losing |= service.load().takeLosing();
        }
        into[at] = Math.round(requests);
        into[at + 1] = wanted;
        into[at + 2] = ready;
        into[at + 3] = needed;
        into[at + 4] = fleet.booting();
        into[at + 5] = Math.round(fleet.pricePerHour() * 1000);
        into[at + 6] = Math.round(slowest * 1e6);
        into[at + 7] = losing ? 1 : 0;
    }
}
