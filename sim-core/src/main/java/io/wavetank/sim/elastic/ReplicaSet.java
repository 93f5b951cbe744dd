package io.wavetank.sim.elastic;

import io.wavetank.policy.Draws;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.scaling.ReplicaView;
import io.wavetank.policy.scaling.Updates;
import io.wavetank.policy.scaling.VictimOrder;
import io.wavetank.sim.Reminders;
import io.wavetank.sim.Submission;
import io.wavetank.sim.scenario.AdmissionSpec;
import io.wavetank.sim.scenario.ImageSpec;
import io.wavetank.sim.scenario.ServiceSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The replicas of one service: as many as are wanted, from their making to their end. */
final class ReplicaSet {
    private final ServiceSpec spec;
    private final Service service;
    private final Plan plan;
    private final VictimOrder victims;
    private final Draws draws;
    private final ServiceNames names;
    private final List<Replica> all = new ArrayList<>();
    private final List<Replica> view = Collections.unmodifiableList(all);
    private TaskClass taskClass;
    private int wanted;
    private int ready;
    private long made;
    private long drained;
    private long resized;
    /** How often in a row a replica was not let in. */
    private int refusals;

    private long nextLookNanos = -1;

    /** What replicas need of the run. */
    interface Plan {
        /** Submits the task of a replica, and says whether it is let in. */
        boolean submit(long nowNanos, Replica replica, Submission submission) throws IOException;

        /** Takes a replica out of the system. */
        void remove(long nowNanos, Replica replica, long stopNanos) throws IOException;

        /** Has something done later. */
        void remind(long timeNanos, Reminders.Reminder reminder);

        /** Gives a running replica's task another class where it is, if its node has room. */
        Updates.Outcome resize(long nowNanos, Replica replica, TaskClass to) throws IOException;

        /** Has an image pulled to a node that does not have it, and something done then; says whether it has to be. */
        boolean pull(long nowNanos, int node, ImageSpec image, Reminders.Reminder pulled);

        /** Whether the disruption budgets let one of a class be evicted now. */
        boolean mayEvict(TaskClass taskClass);
    }

    ReplicaSet(ServiceSpec spec, Service service, Plan plan, VictimOrder victims, Draws draws) {
        this.spec = spec;
        this.service = service;
        this.plan = plan;
        this.victims = victims;
        this.draws = draws;
        this.names = new ServiceNames(spec.name());
        this.taskClass = spec.taskClass();
        this.wanted = spec.replicas();
    }

    List<Replica> all() {
        return view;
    }

    int wanted() {
        return wanted;
    }

    int ready() {
        return ready;
    }

    /** What the next replica will ask for. */
    TaskClass taskClass() {
        return taskClass;
    }

    /** How many were made anew because their node was to go. */
    long drained() {
        return drained;
    }

    /** How many were to ask for something else, and were made anew or changed in place. */
    long resized() {
        return resized;
    }

    /** Another number is wanted. */
    void want(long now, int number) throws IOException {
        wanted = number;
        reconcile(now);
    }

    /** Those that are made from now on ask for something else. */
    void make(TaskClass other) {
        taskClass = other;
    }

    /** Sees to it that there are as many replicas as are wanted. */
    void reconcile(long now) throws IOException {
        List<Replica> active = active();
        for (int i = active.size(); i < wanted; i++) {
            Replica replica = new Replica(service, made++, now, taskClass);
            all.add(replica);
            boolean admitted = plan.submit(
                    now,
                    replica,
                    new Submission(names, service.index(), replica.number, now, Submission.FOREVER, -1, taskClass));
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
                let(now, (Replica) order.get(i));
            }
        }
    }

    /** A replica was not let in: the next look is after a wait, one for all that happens until then. */
    private void tryLater(long now) {
        refusals++;
        if (nextLookNanos <= now) {
            nextLookNanos = Math.addExact(now, AdmissionSpec.setWaitNanos(refusals));
            plan.remind(nextLookNanos, this::reconcile);
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
        plan.remove(now, replica, spec.stopNanos());
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
        plan.remove(now, replica, 0);
        reconcile(now);
    }

    /** A replica is made anew, asking for what is asked for now, if the budgets allow; says whether. */
    boolean evict(long now, Replica replica) throws IOException {
        boolean served = replica.running && !replica.stopping;
        if (replica.stopping || (served && !plan.mayEvict(replica.taskClass))) {
            return false;
        }
        resized++;
        let(now, replica);
        reconcile(now);
        return true;
    }

    /** A replica's task is given what is asked for now where it is, if its node has room. */
    Updates.Outcome resize(long now, Replica replica) throws IOException {
        if (!replica.running || replica.stopping) {
            return Updates.Outcome.DEFERRED;
        }
        Updates.Outcome outcome = plan.resize(now, replica, taskClass);
        if (outcome == Updates.Outcome.DONE) {
            resized++;
            replica.taskClass = taskClass;
            if (replica.ready) {
                service.load().resize(now, replica, cpuLimitMillis(replica));
            }
        }
        return outcome;
    }

    /** A replica is on a node. */
    void started(long now, Replica replica, int node) {
        unready(now, replica);
        replica.node = node;
        replica.running = true;
        replica.startNanos = now;
        replica.useMark = 0;
        comeUp(now, replica);
    }

    private void comeUp(long now, Replica replica) {
        int life = ++replica.life;
        boolean waits = spec.image().isPresent()
                && plan.pull(now, replica.node, spec.image().get(), time -> {
                    if (replica.life == life && replica.running && !replica.stopping) {
                        begin(time, replica, life);
                    }
                });
        if (!waits) {
            begin(now, replica, life);
        }
    }

    private void begin(long now, Replica replica, int life) {
        long delay = spec.start().nanos(draws.stream("start"), replica.number);
        plan.remind(Math.addExact(now, delay), time -> {
            if (replica.life == life && replica.running && !replica.stopping) {
                ready(time, replica);
            }
        });
    }

    private void ready(long now, Replica replica) {
        replica.ready = true;
        replica.readyChangedNanos = now;
        ready++;
        service.load().take(now, replica, cpuLimitMillis(replica));
    }

    private long cpuLimitMillis(Replica replica) {
        long asked = Math.max(1, spec.taskClass().request(Resources.CPU));
        return spec.cpuLimitMillis() * Math.max(1, replica.taskClass.request(Resources.CPU)) / asked;
    }

    /** A replica takes load no more. */
    void unready(long now, Replica replica) {
        if (lost(now, replica)) {
            service.load().leave(now, replica);
        }
    }

    /** A replica's node is down. */
    void vanish(long now, Replica replica) {
        if (lost(now, replica)) {
            service.load().vanish(now, replica);
        }
    }

    /** Says whether it took load. */
    private boolean lost(long now, Replica replica) {
        replica.life++;
        boolean was = replica.ready;
        if (was) {
            replica.ready = false;
            replica.readyChangedNanos = now;
            ready--;
        }
        return was;
    }

    /** A replica is killed and comes up again where it is. */
    void restart(long now, Replica replica) {
        unready(now, replica);
        service.load().restart(now, replica);
        comeUp(now, replica);
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
}
