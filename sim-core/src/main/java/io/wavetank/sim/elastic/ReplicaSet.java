package io.wavetank.sim.elastic;

import io.wavetank.policy.Draws;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.scaling.ReplicaView;
import io.wavetank.policy.scaling.Updates;
import io.wavetank.policy.scaling.VictimOrder;
import io.wavetank.sim.Submission;
import io.wavetank.sim.replica.Replica;
import io.wavetank.sim.replica.Replicas;
import io.wavetank.sim.replica.Scalable;
import io.wavetank.sim.scenario.AdmissionSpec;
import io.wavetank.sim.scenario.ServiceSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The replicas of one service without versions: as many as are wanted, from their making to their end. */
final class ReplicaSet implements Scalable {
    private final ServiceSpec spec;
    private final Service service;
    private final Replicas replicas;
    private final Plan plan;
    private final VictimOrder victims;
    private final Draws draws;
    private final ServiceNames names;
    private final List<ServiceReplica> all = new ArrayList<>();
    private final List<ServiceReplica> view = Collections.unmodifiableList(all);
    private TaskClass taskClass;
    private int wanted;
    private int ready;
    private long made;
    private long drained;
    private long resized;
    /** How often in a row a replica was not let in. */
    private int refusals;

    private long nextLookNanos = -1;
    private boolean waitsForControl;

    /** What replicas need of the run beside that they come and go. */
    interface Plan {
        /** Gives a running replica's task another class where it is, if its node has room. */
        Updates.Outcome resize(long nowNanos, Replica replica, TaskClass to) throws IOException;

        /** Whether the disruption budgets let a task be evicted now. */
        boolean mayEvict(int task);
    }

    ReplicaSet(ServiceSpec spec, Service service, Replicas replicas, Plan plan, VictimOrder victims, Draws draws) {
        this.spec = spec;
        this.service = service;
        this.replicas = replicas;
        this.plan = plan;
        this.victims = victims;
        this.draws = draws;
        this.names = new ServiceNames(spec.name());
        this.taskClass = spec.taskClass();
        this.wanted = spec.replicas();
    }

    @Override
    public List<ServiceReplica> all() {
        return view;
    }

    @Override
    public List<ServiceReplica> seen() {
        return view;
    }

    @Override
    public int wanted() {
        return wanted;
    }

    @Override
    public int ready() {
        return ready;
    }

    @Override
    public TaskClass taskClass() {
        return taskClass;
    }

    @Override
    public long drained() {
        return drained;
    }

    /** How many were to ask for something else, and were made anew or changed in place. */
    long resized() {
        return resized;
    }

    @Override
    public void want(long now, int number) throws IOException {
        wanted = number;
        reconcile(now);
    }

    /** Those that are made from now on ask for something else. */
    void make(TaskClass other) {
        taskClass = other;
    }

    /** Sees to it that there are as many replicas as are wanted. */
    void reconcile(long now) throws IOException {
        if (!replicas.controlled()) {
            if (!waitsForControl) {
                waitsForControl = true;
                replicas.onceControlled(now, time -> {
                    waitsForControl = false;
                    reconcile(time);
                });
            }
            return;
        }
        List<ServiceReplica> active = active();
        for (int i = active.size(); i < wanted; i++) {
            var replica = new ServiceReplica(this, made++, now, taskClass);
            all.add(replica);
            boolean admitted = replicas.submit(
                    now,
                    replica,
                    new Submission(names, service.index(), replica.number(), now, Submission.FOREVER, -1, taskClass));
            if (!admitted) {
                all.remove(replica);
                tryLater(now);
                return;
            }
            refusals = 0;
        }
        if (active.size() > wanted) {
            List<? extends ReplicaView> order = victims.order(service, active, now, draws.stream("victims"));
            for (int i = 0; i < active.size() - wanted; i++) {
                let(now, (ServiceReplica) order.get(i));
            }
        }
    }

    /** A replica was not let in: the next look is after a wait, one for all that happens until then. */
    private void tryLater(long now) {
        refusals++;
        if (nextLookNanos <= now) {
            nextLookNanos = Math.addExact(now, AdmissionSpec.setWaitNanos(refusals));
            replicas.remind(nextLookNanos, this::reconcile);
        }
    }

    private List<ServiceReplica> active() {
        List<ServiceReplica> active = new ArrayList<>(all.size());
        for (ServiceReplica replica : all) {
            if (!replica.stopping()) {
                active.add(replica);
            }
        }
        return active;
    }

    /** A replica is told to stop. */
    private void let(long now, ServiceReplica replica) throws IOException {
        let(now, replica, spec.stopNanos());
    }

    private void let(long now, ServiceReplica replica, long stopNanos) throws IOException {
        replica.stop();
        unready(now, replica);
        replicas.remove(now, replica, stopNanos);
    }

    /** A replica has to leave its node, with no time to stop if that is taken away, and is made anew somewhere else; says whether it was not told to stop before. */
    boolean drain(long now, ServiceReplica replica, boolean atOnce) throws IOException {
        boolean stays = !replica.stopping();
        drained += stays ? 1 : 0;
        let(now, replica, atOnce ? 0 : spec.stopNanos());
        reconcile(now);
        return stays;
    }

    /** A replica is made anew, asking for what is asked for now, if the budgets allow; says whether. */
    boolean evict(long now, ServiceReplica replica) throws IOException {
        if (replica.stopping() || !plan.mayEvict(replica.task())) {
            return false;
        }
        resized++;
        let(now, replica);
        reconcile(now);
        return true;
    }

    /** A replica's task is given what is asked for now where it is, if its node has room. */
    Updates.Outcome resize(long now, ServiceReplica replica) throws IOException {
        if (!replica.running() || replica.stopping()) {
            return Updates.Outcome.DEFERRED;
        }
        Updates.Outcome outcome = plan.resize(now, replica, taskClass);
        if (outcome == Updates.Outcome.DONE) {
            resized++;
            replica.become(taskClass);
            if (replica.takesLoad()) {
                service.load().resize(now, replica, cpuLimitMillis(replica));
            }
        }
        return outcome;
    }

    /** A replica is on a node. */
    void started(long now, ServiceReplica replica, int node) {
        unready(now, replica);
        replica.hears();
        replica.placed(now, node);
        comeUp(now, replica);
    }

    private void comeUp(long now, ServiceReplica replica) {
        int life = replica.nextLife();
        boolean waits = spec.image().isPresent()
                && replicas.pull(now, replica.node(), spec.image().get(), time -> {
                    if (replica.life() == life && !replica.stopping()) {
                        begin(time, replica, life);
                    }
                });
        if (!waits) {
            begin(now, replica, life);
        }
    }

    private void begin(long now, ServiceReplica replica, int life) {
        replica.processBegins(now);
        long delay = spec.start().nanos(draws.stream("start"), replica.number());
        replicas.remind(Math.addExact(now, delay), time -> {
            if (replica.life() == life && !replica.stopping()) {
                ready(time, replica);
            }
        });
    }

    private void ready(long now, ServiceReplica replica) {
        if (replica.silent) {
            replica.well = true;
            return;
        }
        replica.up(now);
        ready++;
        if (replica.takesLoad()) {
            service.load().take(now, replica, cpuLimitMillis(replica));
        }
    }

    /** A replica that is ready takes load from now on, or stands by. */
    void roleChanged(long now, ServiceReplica replica) {
        if (replica.takesLoad()) {
            service.load().take(now, replica, cpuLimitMillis(replica));
        } else {
            service.load().leave(now, replica);
        }
    }

    private long cpuLimitMillis(ServiceReplica replica) {
        long asked = Math.max(1, spec.taskClass().request(Resources.CPU));
        return spec.cpuLimitMillis() * Math.max(1, replica.taskClass().request(Resources.CPU)) / asked;
    }

    /** A replica takes load no more. */
    void unready(long now, ServiceReplica replica) {
        boolean took = replica.takesLoad();
        replica.nextLife();
        replica.well = false;
        ready -= replica.down(now) ? 1 : 0;
        if (took) {
            service.load().leave(now, replica);
        }
    }

    /** A replica's node is down. */
    void vanish(long now, ServiceReplica replica) {
        boolean took = replica.takesLoad();
        replica.nextLife();
        replica.well = false;
        ready -= replica.vanished(now) ? 1 : 0;
        if (took) {
            service.load().vanish(now, replica);
        }
    }

    /** The node of a replica is known to be lost, on which it may go on: it does not count as ready, and gets no load. */
    void nodeLost(long now, ServiceReplica replica) {
        boolean took = replica.takesLoad();
        boolean was = replica.vanished(now);
        replica.silent = true;
        replica.well = was;
        ready -= was ? 1 : 0;
        if (took) {
            service.load().leave(now, replica);
        }
    }

    /** Its node is heard of again: it is ready if it has gone on. */
    void nodeBack(long now, ServiceReplica replica) {
        boolean well = replica.well;
        replica.hears();
        if (well) {
            ready(now, replica);
        }
    }

    /** A replica is killed and comes up again where it is. */
    void restart(long now, ServiceReplica replica) {
        unready(now, replica);
        service.load().restart(now, replica);
        comeUp(now, replica);
    }

    /** A replica lost its place, and waits again as another. */
    void lostPlace(long now, ServiceReplica replica) {
        unready(now, replica);
        replica.renew(made++, now);
        all.remove(replica);
        all.add(replica);
    }

    /** A replica is gone: at the end of the instant another is made if it is missing. */
    void gone(long now, ServiceReplica replica) {
        unready(now, replica);
        all.remove(replica);
        replicas.remind(now, this::reconcile);
    }
}
