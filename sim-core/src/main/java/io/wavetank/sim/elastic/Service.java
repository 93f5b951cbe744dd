package io.wavetank.sim.elastic;

import io.wavetank.policy.Draws;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.scaling.ReplicaAutoscaler;
import io.wavetank.policy.scaling.ReplicaSample;
import io.wavetank.policy.scaling.Resize;
import io.wavetank.policy.scaling.ResourceRecommender;
import io.wavetank.policy.scaling.ServiceMetrics;
import io.wavetank.policy.scaling.ServiceView;
import io.wavetank.policy.scaling.UpdateMode;
import io.wavetank.policy.scaling.VictimOrder;
import io.wavetank.sim.record.ServiceFigures;
import io.wavetank.sim.replica.Replica;
import io.wavetank.sim.replica.Replicas;
import io.wavetank.sim.replica.Scalable;
import io.wavetank.sim.scenario.LoadSpec;
import io.wavetank.sim.scenario.ServiceSpec;
import io.wavetank.sim.traffic.ClusterTraffic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A service in a run: its replicas, its own or those of a rollout, its load, and who decides about them. */
final class Service implements ServiceView {
    private final ServiceSpec spec;
    private final int index;
    private final Replicas run;
    private final Scalable replicas;
    /** The replicas if they are its own; null if a rollout makes and stops them. */
    private final @Nullable ReplicaSet set;

    private final Provisioning provisioning;
    private final Load load;
    private final Load.Meter scraped;
    private final Load.Meter decided;
    private final @Nullable ReplicaAutoscaler autoscaler;
    private final @Nullable ResourceRecommender recommender;
    private ServiceMetrics published = ServiceMetrics.NONE;
    private @Nullable ServiceMetrics own;
    private long outOfMemory;
    private long drainedBefore;
    private long resizedBefore;
    private long outOfMemoryBefore;

    /**
     * Creates a service without replicas yet.
     *
     * @param rolledOut where it is found if it is rolled out: its replicas are then made and stopped as its versions have it; null if they are its own
     * @param traffic the requests of the run; null if there are none
     * @throws IllegalArgumentException if requests are its load and none are made to it
     */
    Service(
            ServiceSpec spec,
            int index,
            Replicas run,
            ReplicaSet.Plan plan,
            VictimOrder victims,
            Scalable.@Nullable Others rolledOut,
            @Nullable ClusterTraffic traffic,
            Draws draws) {
        this.spec = spec;
        this.index = index;
        this.run = run;
        this.provisioning = new Provisioning(spec.sufficient());
        if (rolledOut == null) {
            this.set = new ReplicaSet(spec, this, run, plan, victims, draws);
            this.replicas = set;
            this.load = load(traffic, set);
        } else {
            RequestLoad requests = requests(traffic);
            this.set = null;
            this.replicas = rolledOut.scaled(spec.name(), requests.watch(spec.cpuLimitMillis()));
            this.load = requests;
        }
        this.scraped = load.meter();
        this.decided = load.meter();
        this.autoscaler = spec.autoscaler()
                .map(each -> each.create(draws.stream("autoscaler")))
                .orElse(null);
        this.recommender = spec.recommender().map(each -> each.create()).orElse(null);
    }

    private Load load(@Nullable ClusterTraffic traffic, ReplicaSet its) {
        LoadSpec of = spec.load();
        return of.rate().isEmpty()
                ? requests(traffic)
                : new FluidLoad(
                        of, of.rate().get(), spec.objectiveNanos(), its.all(), spec.cpuLimitMillis(), provisioning);
    }

    private RequestLoad requests(@Nullable ClusterTraffic traffic) {
        int number = traffic == null ? -1 : traffic.serviceOf(spec.taskClass());
        if (traffic == null || number < 0) {
            throw new IllegalArgumentException(
                    "Service " + spec.name() + " has no load of its own, and no requests are made to its replicas");
        }
        return new RequestLoad(
                spec.load(), traffic, number, spec.objectiveNanos(), spec.cpuLimitMillis(), provisioning);
    }

    ServiceSpec spec() {
        return spec;
    }

    /** Sees to it that there are as many replicas as are wanted at first; those of a rollout it sees to itself. */
    void populate(long now) throws IOException {
        if (set != null) {
            set.reconcile(now);
        }
    }

    Load load() {
        return load;
    }

    /** How often its autoscaler is asked, in nanoseconds; 0 if it has none. */
    long autoscalerPeriodNanos() {
        return autoscaler == null ? 0 : autoscaler.periodNanos();
    }

    /** How often its recommender is asked, in nanoseconds; 0 if it has none. */
    long recommenderPeriodNanos() {
        return recommender == null ? 0 : recommender.periodNanos();
    }

    /** Measures; what was measured can be read at once or later. */
    void scrape(long now, long delayNanos) throws IOException {
        ServiceMetrics metrics = scraped.read(now);
        for (Replica replica : replicas.all()) {
            if (replica.isMeasurable()) {
                load.measure(replica, metrics);
            } else {
                replica.miss();
            }
        }
        runOutOfMemory(now);
        if (delayNanos == 0) {
            publish(now, metrics);
        } else {
            run.remind(Math.addExact(now, delayNanos), time -> publish(time, metrics));
        }
    }

    private void publish(long now, ServiceMetrics metrics) {
        published = metrics;
        for (Replica replica : replicas.all()) {
            replica.publish();
        }
        if (recommender != null) {
            recommender.sampled(this, now);
        }
    }

    /** A replica that holds more memory than it asks for is started anew where it is. */
    private void runOutOfMemory(long now) {
        if (set == null) {
            return; // the traffic sees to the memory of pods
        }
        for (ServiceReplica replica : set.all()) {
            long limit = replica.taskClass().request(Resources.MEMORY);
            ReplicaSample measured = replica.measured();
            if (limit > 0 && replica.ready() && measured != null && measured.memoryBytes() > limit) {
                outOfMemory++;
                if (recommender != null) {
                    recommender.outOfMemory(this, replica, now);
                }
                set.restart(now, replica);
            }
        }
    }

    /** Asks the autoscaler. */
    void decide(long now) throws IOException {
        if (autoscaler == null) {
            return;
        }
        if (autoscaler.measuresItself()) {
            own = decided.read(now);
        }
        int decision = autoscaler.decide(this, now).replicas();
        own = null;
        int wanted = replicas.wanted();
        if (decision != wanted) {
            provisioning.changed(wanted, decision, now);
            replicas.want(now, decision);
        }
    }

    /** Asks the recommender. */
    void resize(long now) throws IOException {
        Resize resize = recommender == null ? null : recommender.recommend(this, now);
        if (set == null || recommender == null || resize == null || spec.update() == UpdateMode.OFF) {
            return;
        }
        set.make(set.taskClass().resized(resize.cpuMillis(), resize.memoryBytes()));
        if (spec.update() == UpdateMode.INITIAL) {
            return;
        }
        try {
            recommender.update(this, resize, spec.update(), now, new ReplicaChanges(set, now));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The figures are about what comes from now on. */
    void forget(long now) {
        load.forget(now);
        provisioning.forget();
        drainedBefore = replicas.drained();
        resizedBefore = resized();
        outOfMemoryBefore = outOfMemory;
    }

    private long resized() {
        return set == null ? 0 : set.resized();
    }

    /** Its figures, in which it is said whether no node can hold its next replica. */
    ServiceFigures figures(long now, boolean tooLarge) {
        Load.Outcome outcome = load.outcome(now);
        return new ServiceFigures(
                spec.name(),
                outcome.offered(),
                outcome.served(),
                outcome.lost(),
                outcome.p50Seconds(),
                outcome.p90Seconds(),
                outcome.p99Seconds(),
                outcome.lateShare(),
                provisioning.figures(),
                replicas.drained() - drainedBefore,
                resized() - resizedBefore,
                outOfMemory - outOfMemoryBefore,
                contested(),
                tooLarge);
    }

    /** Whether what the autoscaler goes by moves with what the recommender changes. */
    private boolean contested() {
        if (autoscaler == null || recommender == null || spec.update() == UpdateMode.OFF) {
            return false;
        }
        for (int resource : new int[] {Resources.CPU, Resources.MEMORY}) {
            if (autoscaler.relativeToRequest(resource) && recommender.controls(resource)) {
                return true;
            }
        }
        return false;
    }

    /** How many replicas its load needs now. */
    int demand() {
        return provisioning.demand();
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public int wanted() {
        return replicas.wanted();
    }

    @Override
    public List<? extends Replica> replicas() {
        return replicas.seen();
    }

    @Override
    public int ready() {
        return replicas.ready();
    }

    @Override
    public TaskClass replicaClass() {
        return replicas.taskClass();
    }

    @Override
    public ServiceMetrics metrics() {
        return own == null ? published : own;
    }
}
