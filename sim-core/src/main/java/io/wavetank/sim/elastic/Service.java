package io.wavetank.sim.elastic;

import io.wavetank.policy.Draws;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.scaling.ReplicaAutoscaler;
import io.wavetank.policy.scaling.ReplicaView;
import io.wavetank.policy.scaling.Resize;
import io.wavetank.policy.scaling.ResourceRecommender;
import io.wavetank.policy.scaling.ServiceMetrics;
import io.wavetank.policy.scaling.ServiceView;
import io.wavetank.policy.scaling.UpdateMode;
import io.wavetank.policy.scaling.Updates;
import io.wavetank.policy.scaling.VictimOrder;
import io.wavetank.sim.Submission;
import io.wavetank.sim.record.ServiceFigures;
import io.wavetank.sim.scenario.ServiceSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A service in a run: its replicas, its load, and who decides about them. */
final class Service implements ServiceView {
    private final ServiceSpec spec;
    private final int index;
    private final Replicas replicas;
    private final VictimOrder victims;
    private final Draws draws;
    private final ServiceNames names;
    private final Latencies latencies;
    private final Provisioning provisioning;
    private final FluidQueue queue;
    private final Gauge scraped;
    private final Gauge decided;
    private final @Nullable ReplicaAutoscaler autoscaler;
    private final @Nullable ResourceRecommender recommender;
    private final List<Replica> all = new ArrayList<>();
    private TaskClass taskClass;
    private ServiceMetrics published = ServiceMetrics.NONE;
    private @Nullable ServiceMetrics own;
    private int wanted;
    private int ready;
    private long made;
    private long drained;
    private long resized;
    private long outOfMemory;
    private double offeredBefore;
    private double servedBefore;
    private double lostBefore;

    /** What a service needs of the run. */
    interface Replicas {
        /** Submits the task of a replica. */
        void submit(long nowNanos, Replica replica, Submission submission) throws IOException;

        /** Takes a replica out of the system. */
        void remove(long nowNanos, Replica replica, long stopNanos) throws IOException;

        /** Has something done later. */
        void remind(long timeNanos, Reminders.Reminder reminder);

        /** Gives a running replica's task another class where it is, if its node has room. */
        Updates.Outcome resize(long nowNanos, Replica replica, TaskClass to) throws IOException;

        /** Whether the disruption budgets let one of a class be evicted now. */
        boolean mayEvict(TaskClass taskClass);
    }

    Service(ServiceSpec spec, int index, Replicas replicas, VictimOrder victims, Draws draws) {
        this.spec = spec;
        this.index = index;
        this.replicas = replicas;
        this.victims = victims;
        this.draws = draws;
        this.names = new ServiceNames(spec.name());
        this.taskClass = spec.taskClass();
        this.latencies = new Latencies(spec.objectiveNanos() / 1e9);
        this.provisioning = new Provisioning(spec.sufficient());
        this.queue = new FluidQueue(spec.load(), provisioning, latencies);
        this.scraped = new Gauge(queue);
        this.decided = new Gauge(queue);
        this.autoscaler = spec.autoscaler()
                .map(each -> each.create(draws.stream("autoscaler")))
                .orElse(null);
        this.recommender = spec.recommender().map(each -> each.create()).orElse(null);
        this.wanted = spec.replicas();
        provisioning.expect(queue.replicaCapacity((double) spec.cpuLimitMillis()));
    }

    ServiceSpec spec() {
        return spec;
    }

    /** How often its autoscaler is asked, in nanoseconds; 0 if it has none. */
    long autoscalerPeriodNanos() {
        return autoscaler == null ? 0 : autoscaler.periodNanos();
    }

    /** How often its recommender is asked, in nanoseconds; 0 if it has none. */
    long recommenderPeriodNanos() {
        return recommender == null ? 0 : recommender.periodNanos();
    }

    /** Sees to it that there are as many replicas as are wanted. */
    void reconcile(long now) throws IOException {
        List<Replica> active = active();
        for (int i = active.size(); i < wanted; i++) {
            Replica replica = new Replica(this, made++, now, taskClass);
            all.add(replica);
            replicas.submit(
                    now, replica, new Submission(names, index, replica.number, now, Submission.FOREVER, -1, taskClass));
        }
        if (active.size() > wanted) {
            List<? extends ReplicaView> order = victims.order(this, active, now, draws.stream("victims"));
            for (int i = 0; i < active.size() - wanted; i++) {
                let(now, (Replica) order.get(i));
            }
        }
    }

    private List<Replica> active() {
        List<Replica> active = new ArrayList<>(all.size());
        for (Replica replica : all) {
            if (!replica.stopping) {
                active.add(replica);
            }
        }
        return active;
    }

    /** A replica is told to stop. */
    private void let(long now, Replica replica) throws IOException {
        replica.stopping = true;
        unready(now, replica);
        replicas.remove(now, replica, spec.stopNanos());
    }

    /** A replica has to leave its node, and is made anew somewhere else. */
    void drain(long now, Replica replica) throws IOException {
        drained++;
        let(now, replica);
        reconcile(now);
    }

    /** A replica's node is taken away: it has no time to stop. */
    void kill(long now, Replica replica) throws IOException {
        drained++;
        replica.stopping = true;
        unready(now, replica);
        replicas.remove(now, replica, 0);
        reconcile(now);
    }

    /** A replica is on a node. */
    void started(long now, Replica replica, int node) {
        unready(now, replica);
        replica.node = node;
        replica.running = true;
        replica.startNanos = now;
        comeUp(now, replica);
    }

    private void comeUp(long now, Replica replica) {
        int life = ++replica.life;
        long delay = spec.start().nanos(draws.stream("start"), replica.number);
        replicas.remind(Math.addExact(now, delay), time -> {
            if (replica.life == life && replica.running && !replica.stopping) {
                ready(time, replica);
            }
        });
    }

    private void ready(long now, Replica replica) {
        queue.advanceTo(now);
        replica.ready = true;
        replica.readyChangedNanos = now;
        replica.factorMark = queue.factorSeconds();
        replica.capacity = capacityOf(replica);
        ready++;
        serve();
    }

    private double capacityOf(Replica replica) {
        long asked = Math.max(1, spec.taskClass().request(Resources.CPU));
        long limit = spec.cpuLimitMillis() * Math.max(1, replica.taskClass.request(Resources.CPU)) / asked;
        return queue.replicaCapacity((double) limit);
    }

    /** A replica takes load no more. */
    void unready(long now, Replica replica) {
        replica.life++;
        if (replica.ready) {
            queue.advanceTo(now);
            replica.ready = false;
            replica.readyChangedNanos = now;
            ready--;
            serve();
        }
    }

    private void serve() {
        double capacity = 0;
        for (Replica replica : all) {
            capacity += replica.ready ? replica.capacity : 0;
        }
        queue.serve(ready, capacity);
    }

    /** A replica lost its place, and waits again as another. */
    void lostPlace(long now, Replica replica) {
        unready(now, replica);
        replica.renew(made++, now);
        all.remove(replica);
        all.add(replica);
    }

    /** A replica is gone. */
    void gone(long now, Replica replica) {
        unready(now, replica);
        all.remove(replica);
    }

    /** Measures; what was measured can be read at once or later. */
    void scrape(long now, long delayNanos) throws IOException {
        queue.advanceTo(now);
        ServiceMetrics metrics = scraped.read(now);
        for (Replica replica : all) {
            if (replica.running) {
                scraped.measure(replica, spec.load(), metrics, ready);
            }
        }
        runOutOfMemory(now);
        if (delayNanos == 0) {
            publish(now, metrics);
        } else {
            replicas.remind(Math.addExact(now, delayNanos), time -> publish(time, metrics));
        }
    }

    private void publish(long now, ServiceMetrics metrics) {
        published = metrics;
        for (Replica replica : all) {
            replica.publish();
        }
        if (recommender != null) {
            recommender.sampled(this, now);
        }
    }

    /** A replica that holds more memory than it asks for is started anew where it is. */
    private void runOutOfMemory(long now) {
        for (Replica replica : all) {
            long limit = replica.taskClass.request(Resources.MEMORY);
            if (limit > 0 && replica.ready && replica.measured != null && replica.measured.memoryBytes() > limit) {
                outOfMemory++;
                unready(now, replica);
                if (recommender != null) {
                    recommender.outOfMemory(this, replica, now);
                }
                comeUp(now, replica);
            }
        }
    }

    /** Asks the autoscaler. */
    void decide(long now) throws IOException {
        if (autoscaler == null) {
            return;
        }
        if (autoscaler.measuresItself()) {
            queue.advanceTo(now);
            own = decided.read(now);
        }
        int decision = autoscaler.decide(this, now).replicas();
        own = null;
        if (decision != wanted) {
            provisioning.changed(wanted, decision, now);
            wanted = decision;
            reconcile(now);
        }
    }

    /** Asks the recommender. */
    void resize(long now) throws IOException {
        Resize resize = recommender == null ? null : recommender.recommend(this, now);
        if (recommender == null || resize == null || spec.update() == UpdateMode.OFF) {
            return;
        }
        taskClass = taskClass.resized(resize.cpuMillis(), resize.memoryBytes());
        if (spec.update() == UpdateMode.INITIAL) {
            return;
        }
        try {
            recommender.update(this, resize, spec.update(), now, new Changes(now));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Replicas are changed at one time. */
    private final class Changes implements Updates {
        private final long now;

        Changes(long now) {
            this.now = now;
        }

        @Override
        public boolean evict(ReplicaView view) {
            Replica replica = (Replica) view;
            boolean served = replica.running && !replica.stopping;
            if (replica.stopping || (served && !replicas.mayEvict(replica.taskClass))) {
                return false;
            }
            try {
                resized++;
                let(now, replica);
                reconcile(now);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return true;
        }

        @Override
        public Outcome resize(ReplicaView view) {
            Replica replica = (Replica) view;
            if (!replica.running || replica.stopping) {
                return Outcome.DEFERRED;
            }
            try {
                Outcome outcome = replicas.resize(now, replica, taskClass);
                if (outcome == Outcome.DONE) {
                    resized++;
                    adopt(now, replica);
                }
                return outcome;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A replica asks for what the next one would. */
    private void adopt(long now, Replica replica) {
        replica.taskClass = taskClass;
        if (replica.ready) {
            queue.advanceTo(now);
            replica.capacity = capacityOf(replica);
            serve();
        }
    }

    /** The figures are about what comes from now on. */
    void forget(long now) {
        queue.advanceTo(now);
        latencies.forget();
        provisioning.forget();
        offeredBefore = queue.offered();
        servedBefore = queue.served();
        lostBefore = queue.lost();
    }

    /** Its figures. */
    ServiceFigures figures(long now) {
        queue.advanceTo(now);
        return new ServiceFigures(
                spec.name(),
                queue.offered() - offeredBefore,
                queue.served() - servedBefore,
                queue.lost() - lostBefore,
                latencies.quantile(0.5),
                latencies.quantile(0.9),
                latencies.quantile(0.99),
                latencies.lateShare(),
                provisioning.figures(),
                drained,
                resized,
                outOfMemory,
                contested());
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

    FluidQueue queue() {
        return queue;
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
        return wanted;
    }

    @Override
    public List<Replica> replicas() {
        return Collections.unmodifiableList(all);
    }

    @Override
    public int ready() {
        return ready;
    }

    @Override
    public TaskClass replicaClass() {
        return taskClass;
    }

    @Override
    public ServiceMetrics metrics() {
        return own == null ? published : own;
    }
}
