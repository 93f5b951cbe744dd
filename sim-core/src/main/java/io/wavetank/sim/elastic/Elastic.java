package io.wavetank.sim.elastic;

import io.wavetank.policy.Draws;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.scaling.NodeAutoscaler;
import io.wavetank.policy.scaling.NodeDecision;
import io.wavetank.policy.scaling.Updates;
import io.wavetank.sim.ForwardingListener;
import io.wavetank.sim.Reminders;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.execution.ImagePulls;
import io.wavetank.sim.record.ElasticFigures;
import io.wavetank.sim.record.Gauges;
import io.wavetank.sim.scenario.ElasticSpec;
import io.wavetank.sim.scenario.ImageSpec;
import io.wavetank.sim.scenario.ServiceSpec;
import io.wavetank.sim.scenario.Window;
import io.wavetank.sim.traffic.ClusterTraffic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
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
            "latency_p99_us");

    private final ElasticSpec spec;
    private final TaskTable tasks;
    private final Reminders reminders = new Reminders();
    private final List<Service> services = new ArrayList<>();
    private final Fleet fleet;
    private final @Nullable NodeAutoscaler nodes;
    /** By task: the replica that it is. */
    private @Nullable Replica[] replicaOf = new @Nullable Replica[64];

    private final ImagePulls images;
    /** What is to be done as images have come, by slot. */
    private final List<Integer> pulled = new ArrayList<>();

    private @Nullable Replica entering;
    private @Nullable Plant plant;

    /**
     * Creates what comes and goes in a run.
     *
     * @param traffic the requests of the run; null if there are none
     * @param draws the run's chance
     * @param inner is told of everything, before anything comes of it
     */
    public Elastic(
            ElasticSpec spec, Cluster cluster, @Nullable ClusterTraffic traffic, Draws draws, RunListener inner) {
        super(inner);
        this.spec = spec;
        this.tasks = cluster.tasks();
        this.images = new ImagePulls(
                spec.registry(), (at, telling) -> remind(at, now -> imagesCame(now, telling)), pulled::add);
        Draws own = draws.stream("elastic");
        for (ServiceSpec each : spec.services()) {
            services.add(new Service(each, services.size(), this, spec.victims(), traffic, own.stream(each.name())));
        }
        this.fleet = new Fleet(spec, cluster, services, this, this, task -> replica(task) != null, own);
        this.nodes = spec.nodes()
                .map(each -> each.create(own.stream("node autoscaler")))
                .orElse(null);
    }

    /** Arranges what happens from the start on. */
    public void begin(Plant inRun, Window window) {
        this.plant = inRun;
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
            service.set().reconcile(now);
        }
    }

    private void scrape(long now) throws IOException {
        for (Service service : services) {
            service.scrape(now, spec.metrics().delayNanos());
        }
    }

    private void decide(long now, long period) throws IOException {
        for (Service service : services) {
            if (service.autoscalerPeriodNanos() == period) {
                service.decide(now);
            }
        }
    }

    private void resize(long now, long period) throws IOException {
        for (Service service : services) {
            if (service.recommenderPeriodNanos() == period) {
                service.resize(now);
            }
        }
    }

    private void scaleNodes(long now) throws IOException {
        if (nodes != null) {
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
        reminders.take(slot).due(now);
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
        plant().schedule(timeNanos, reminders.keep(reminder));
    }

    @Override
    public Plant plant() {
        if (plant == null) {
            throw new IllegalStateException("The run has not begun");
        }
        return plant;
    }

    @Override
    public boolean submit(long now, Replica replica, Submission submission) throws IOException {
        entering = replica;
        boolean admitted = plant().submit(now, submission) >= 0;
        entering = null;
        return admitted;
    }

    @Override
    public void remove(long now, Replica replica, long stopNanos) throws IOException {
        plant().remove(now, replica.task, stopNanos);
    }

    @Override
    public Updates.Outcome resize(long now, Replica replica, TaskClass to) throws IOException {
        Updates.Outcome outcome = plant().resize(now, replica.task, to);
        fleet.look(now, replica.node);
        return outcome;
    }

    @Override
    public boolean pull(long now, int node, ImageSpec image, Reminders.Reminder then) {
        int slot = reminders.keep(then);
        boolean waits = images.need(now, node, image.name(), image.bytes(), slot);
        if (!waits) {
            reminders.take(slot);
        }
        return waits;
    }

    private void imagesCame(long now, int telling) throws IOException {
        images.happened(now, telling);
        List<Integer> come = List.copyOf(pulled);
        pulled.clear();
        for (int slot : come) {
            reminders.take(slot).due(now);
        }
    }

    @Override
    public boolean mayEvict(TaskClass taskClass) {
        return fleet.mayEvict(taskClass);
    }

    @Override
    public void leave(long now, int task, boolean atOnce) throws IOException {
        Replica replica = replica(task);
        if (replica == null) {
            plant().drain(now, task, atOnce);
        } else if (atOnce) {
            replica.service.set().kill(now, replica);
        } else {
            replica.service.set().drain(now, replica);
        }
    }

    /** Whether a task is a replica of a service. */
    public boolean isReplica(int task) {
        return replica(task) != null;
    }

    /** Replicas on a node that is about to go leave it as budgets allow. */
    public void vacate(long now, int node) throws IOException {
        fleet.vacate(now, node);
    }

    /** Whether every disruption budget lets a task be evicted now. */
    public boolean mayLeave(int task) {
        return fleet.mayEvict(tasks.taskClass(task));
    }

    /** Whether a node is to go. */
    public boolean leaves(int node) {
        return fleet.leaving(node);
    }

    private @Nullable Replica replica(int task) {
        return task < replicaOf.length ? replicaOf[task] : null;
    }

    private void setReplica(int task, @Nullable Replica replica) {
        if (task >= replicaOf.length) {
            replicaOf = Arrays.copyOf(replicaOf, Math.max(task + 1, 2 * replicaOf.length));
        }
        replicaOf[task] = replica;
    }

    @Override
    public void event(long now, Moment moment, TaskTable table, int task) throws IOException {
        inner.event(now, moment, table, task);
        Replica replica = moment == Moment.SUBMITTED ? entered(task) : replica(task);
        switch (moment) {
            case SUBMITTED -> fleet.waits(task);
            case REJECTED -> fleet.rejected(task);
            case NOMINATED -> {}
            case HELD, BOUND -> fleet.placed(now, task);
            case STARTED, RESTARTED -> {
                fleet.placed(now, task);
                if (replica != null) {
                    replica.service.set().started(now, replica, tasks.node(task));
                }
            }
            case CRASHED -> {
                if (replica != null) {
                    replica.service.set().unready(now, replica);
                }
            }
            case STOPPING -> {
                if (replica != null) {
                    replica.stopping = true;
                    replica.service.set().unready(now, replica);
                }
            }
            case RELEASED, EVICTED, LOST -> {
                fleet.left(now, task);
                fleet.waits(task);
                if (replica != null && moment != Moment.RELEASED) {
                    replica.service.set().lostPlace(now, replica);
                }
            }
            case FINISHED, FAILED, REMOVED -> {
                fleet.gone(now, task);
                setReplica(task, null);
                if (replica != null) {
                    gone(now, replica);
                }
            }
        }
    }

    private @Nullable Replica entered(int task) {
        Replica replica = entering;
        entering = null;
        if (replica != null) {
            replica.task = task;
        }
        setReplica(task, replica);
        return replica;
    }

    private void gone(long now, Replica replica) {
        replica.service.set().gone(now, replica);
        remind(now, replica.service.set()::reconcile);
    }

    @Override
    public void clusterEvent(long now, ClusterMoment moment, int node) throws IOException {
        inner.clusterEvent(now, moment, node);
        if (moment == ClusterMoment.NODE_REMOVED) {
            images.forget(now, node);
        } else if (moment == ClusterMoment.NODE_DOWN) {
            for (var task : fleet.tasksOn(node)) {
                Replica replica = replica(task.index());
                if (replica != null) {
                    replica.service.set().vanish(now, replica);
                }
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
        for (Service service : services) {
            requests += service.load().arrivals();
            wanted += service.wanted();
            ready += service.ready();
            needed += service.demand();
            slowest = Math.max(slowest, service.load().p99Seconds());
        }
        into[at] = Math.round(requests);
        into[at + 1] = wanted;
        into[at + 2] = ready;
        into[at + 3] = needed;
        into[at + 4] = fleet.booting();
        into[at + 5] = Math.round(fleet.pricePerHour() * 1000);
        into[at + 6] = Math.round(slowest * 1e6);
    }
}
