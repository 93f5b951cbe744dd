package io.wavetank.policy.yarn;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.EvictionCause;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.Unfit;
import io.wavetank.policy.yarn.Application.Master;
import io.wavetank.policy.yarn.Application.Wanted;
import io.wavetank.policy.yarn.rm.Grant;
import io.wavetank.policy.yarn.rm.HostedScheduler;
import io.wavetank.policy.yarn.rm.RmListener;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The ApplicationMasters: each asks for containers for the tasks of its job, takes what it is given at its next heartbeat, starts tasks there, and
 * gives back what it cannot use.
 */
final class Masters implements RmListener {
    private final YarnSettings settings;
    private final ClusterView cluster;
    private final Agenda agenda;
    private final Tally tally;
    private final Sizes sizes;
    private final HostedScheduler scheduler;
    private final Applications applications;
    private final Asking asking;
    /** By task: where it runs. */
    private final SortedMap<Integer, Placed> placed = new TreeMap<>();
    /** Nodes on which this answer has changed something that the cluster does not show yet. */
    private final BitSet touched = new BitSet();
    /** Nodes that have something to report. */
    private final BitSet news = new BitSet();

    private final List<Integer> again = new ArrayList<>();
    private @Nullable Decisions open;
    private int waiting;
    private boolean stirred;

    /** In which container a task runs, and of which application. */
    private record Placed(Grant grant, Application app) {}

    Masters(YarnSettings settings, ClusterView cluster, Agenda agenda, Tally tally, Sizes sizes) {
        this.settings = settings;
        this.cluster = cluster;
        this.agenda = agenda;
        this.tally = tally;
        this.sizes = sizes;
        this.scheduler = new HostedScheduler(settings.files(), this);
        this.applications = new Applications(settings, sizes, scheduler);
        this.asking = new Asking(cluster, sizes, scheduler, tally);
    }

    HostedScheduler scheduler() {
        return scheduler;
    }

    /** Begins an answer. */
    void begin(Decisions out) {
        open = out;
        touched.clear();
        stirred = false;
    }

    /** Ends an answer: what could not be done in it is due in another one at the same time. */
    void end(long nowNanos) {
        again.forEach(number -> agenda.add(nowNanos, Agenda.Kind.MASTER_HEARTBEAT, number));
        again.clear();
    }

    /** Whether anything has happened in this answer. */
    boolean stirred() {
        return stirred;
    }

    /** Whether there is anything that the scheduler could give. */
    boolean anythingWanted() {
        return waiting > 0;
    }

    /** Nodes that have something to report, from now on empty as they are armed. */
    BitSet news() {
        return news;
    }

    private Decisions out() {
        Decisions out = open;
        if (out == null) {
            throw new IllegalStateException("Nothing is being answered");
        }
        return out;
    }

    void submit(TaskView task) {
        Application app = applicationOf(task);
        if (app == null) {
            turnAway(task);
            return;
        }
        app.wanted(task.taskClass()).tasks().addLast(task);
        waits(app, 1);
        plan(app);
    }

    /** A task runs since before this scheduler was there. */
    void found(TaskView task, int node) {
        Application app = applicationOf(task);
        if (app == null) {
            return;
        }
        TaskClass asked = task.taskClass();
        Grant grant = scheduler.found(
                app.number(),
                node,
                app.wanted(asked).id(),
                sizes.priority(asked),
                sizes.askedMib(asked),
                sizes.askedVcores(asked));
        if (grant != null) {
            starts(app, task, grant);
        }
    }

    private void turnAway(TaskView task) {
        SortedMap<String, Integer> why = new TreeMap<>();
        why.put(applications.refusal(task), cluster.nodeCount());
        out().add(new Decision.Reject(task.index(), new Unfit(cluster.nodeCount(), why)));
    }

    private void waits(Application app, int more) {
        app.waits(more);
        waiting += more;
    }

    private void starts(Application app, TaskView task, Grant grant) {
        grant.task(task.index());
        placed.put(task.index(), new Placed(grant, app));
        app.runs(1);
    }

    private @Nullable Application applicationOf(TaskView task) {
        Application app = applications.of(task);
        return app == null && !applications.isRefused(task) ? create(task) : app;
    }

    private @Nullable Application create(TaskView task) {
        Application app = applications.add(task);
        tally.appsSubmitted++;
        scheduler.submit(
                app.number(),
                app.key(),
                applications.queueOf(task),
                applications.userOf(task),
                settings.masterMib(),
                settings.masterVcores());
        if (applications.isRefused(task)) {
            return null;
        }
        if (settings.masterMib() == 0) {
            runs(app);
        } else {
            scheduler.askForMaster(app.number());
        }
        return app;
    }

    private void runs(Application app) {
        app.master(Master.RUNS);
        app.phaseNanos(out().nowNanos());
        app.heartbeatNanos(out().nowNanos());
        agenda.add(out().nowNanos(), Agenda.Kind.MASTER_HEARTBEAT, app.number());
    }

    /** Sees to it that the application's next heartbeat takes place. */
    private void plan(Application app) {
        if (app.master() == Master.RUNS && app.heartbeatNanos() < 0) {
            long period = settings.masterHeartbeatNanos();
            long now = out().nowNanos();
            app.heartbeatNanos(now + period - Math.floorMod(now - app.phaseNanos(), period));
            agenda.add(app.heartbeatNanos(), Agenda.Kind.MASTER_HEARTBEAT, app.number());
        }
    }

    /** Plans the heartbeats of all that wait for something. */
    void planAll() {
        for (Application app : applications.all()) {
            if (app.waiting() > 0) {
                plan(app);
            }
        }
    }

    /** Does what is due about an application. */
    void due(Agenda.Kind kind, int number) {
        Application app = applications.numbered(number);
        if (app == null) {
            return;
        }
        switch (kind) {
            case MASTER_ALLOCATED -> takeMaster(app);
            case MASTER_LOST -> {
                app.master(Master.WAITS);
                scheduler.askForMaster(number);
            }
            case MASTER_STARTED -> {
                if (app.master() == Master.STARTS) {
                    runs(app);
                }
            }
            case MASTER_HEARTBEAT -> {
                if (app.master() == Master.RUNS) {
                    heartbeat(app);
                }
            }
            case NODE_HEARTBEAT, UPDATE, PREEMPTION -> throw new IllegalStateException("Not about a master: " + kind);
        }
    }

    private void takeMaster(Application app) {
        for (Grant grant : scheduler.take(app.number())) {
            if (grant.ask() == HostedScheduler.MASTER_ASK && app.master() == Master.WAITS) {
                app.masterContainer(grant);
                app.master(Master.STARTS);
                scheduler.startMaster(app.number(), grant);
                tally.masters++;
                agenda.add(out().nowNanos() + settings.masterStartNanos(), Agenda.Kind.MASTER_STARTED, app.number());
            } else {
                taken(app, grant);
            }
        }
    }

    private void taken(Application app, Grant grant) {
        Wanted wanted = app.wanted(grant);
        wanted.asked(Math.max(0, wanted.asked() - 1));
        app.deferred().addLast(grant);
    }

    private void heartbeat(Application app) {
        app.heartbeatNanos(-1);
        scheduler.take(app.number()).forEach(grant -> taken(app, grant));
        List<Grant> releases = new ArrayList<>();
        List<String> avoid = new ArrayList<>();
        useContainers(app, releases, avoid);
        if (asking.exchange(out(), app, releases, avoid)) {
            stirred = true;
        }
        if (app.done()) {
            finish(app);
        } else if (!app.deferred().isEmpty()) {
            app.heartbeatNanos(out().nowNanos());
            again.add(app.number());
        } else if (app.waiting() > 0 && !app.avoided().isEmpty()) {
            plan(app); // it looks whether it can use them again
        }
    }

    private void useContainers(Application app, List<Grant> releases, List<String> avoid) {
        while (!app.deferred().isEmpty()) {
            Grant grant = app.deferred().getFirst();
            TaskView task = app.wanted(grant).tasks().peekFirst();
            if (task != null && touched.get(grant.node())) {
                return;
            }
            app.deferred().removeFirst();
            if (task != null && Feasibility.fits(task.taskClass(), cluster.node(grant.node()))) {
                app.wanted(grant).tasks().removeFirst();
                start(app, task, grant);
            } else {
                releases.add(grant);
                if (task != null && app.avoided().add(grant.node())) {
                    avoid.add(cluster.node(grant.node()).name());
                }
            }
        }
    }

    private void start(Application app, TaskView task, Grant grant) {
        waits(app, -1);
        starts(app, task, grant);
        touched.set(grant.node());
        scheduler.launched(grant);
        tally.containers++;
        tally.allocated(out().nowNanos(), task.sequence(), grant.node());
        out().add(new Decision.Bind(task.index(), grant.node()));
        out().considered(1, 1);
        stirred = true;
    }

    private void finish(Application app) {
        applications.remove(app);
        scheduler.finish(app.number());
        tally.appsFinished++;
        stirred = true;
    }

    /** A task runs no more where it was. */
    void gone(TaskView task) {
        Placed where = placed.remove(task.index());
        if (where != null) {
            where.grant().task(-1);
            scheduler.ended(where.grant());
            news.set(where.grant().node());
            where.app().runs(-1);
            if (where.app().done()) {
                plan(where.app());
            }
        }
    }

    /** A task was not started after all: it waits again, in front. */
    void refused(TaskView task) {
        Placed where = placed.remove(task.index());
        if (where == null) {
            return;
        }
        Grant grant = where.grant();
        Application app = where.app();
        tally.refused++;
        grant.task(-1);
        app.runs(-1);
        waits(app, 1);
        app.wanted(task.taskClass()).tasks().addFirst(task);
        List<String> avoid = new ArrayList<>();
        if (app.avoided().add(grant.node())) {
            avoid.add(cluster.node(grant.node()).name());
        }
        tally.released++;
        scheduler.ask(app.number(), List.of(), List.of(grant), avoid, List.of());
        plan(app);
    }

    /** A task that waited is not wanted any more. */
    void withdrawn(TaskView task) {
        Application app = applications.of(task);
        if (app != null && app.wanted(task.taskClass()).tasks().removeIf(each -> each.index() == task.index())) {
            waits(app, -1);
            plan(app);
        }
    }

    @Override
    public void granted(int number) {
        stirred = true;
        Application app = applications.numbered(number);
        if (app != null && app.master() == Master.WAITS) {
            agenda.add(out().nowNanos(), Agenda.Kind.MASTER_ALLOCATED, number);
        } else if (app != null) {
            plan(app);
        }
    }

    @Override
    public void ended(int number, Grant grant, boolean preempted) {
        stirred = true;
        news.set(grant.node());
        Application app = applications.numbered(number);
        if (app == null) {
            return;
        }
        int task = grant.task();
        if (grant == app.masterContainer()) {
            app.masterContainer(null);
            app.master(Master.WAITS);
            tally.mastersLost++;
            agenda.add(out().nowNanos(), Agenda.Kind.MASTER_LOST, number);
        } else if (task < 0) {
            app.deferred().remove(grant);
        } else {
            grant.task(-1);
            placed.remove(task);
            app.runs(-1);
            touched.set(grant.node());
            if (preempted) {
                tally.preempted++;
                out().add(new Decision.Evict(task, EvictionCause.PREEMPTED, 0, "its queue has more than its share"));
            }
        }
        plan(app);
    }

    @Override
    public void rejected(int number, String why) {
        Application app = applications.numbered(number);
        if (app != null) {
            applications.refuse(app, why);
            tally.appsRejected++;
        }
    }
}
