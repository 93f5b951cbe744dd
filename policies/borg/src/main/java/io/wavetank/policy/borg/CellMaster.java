package io.wavetank.policy.borg;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Elastic;
import io.wavetank.policy.EvictionCause;
import io.wavetank.policy.EvictionLimits;
import io.wavetank.policy.FailoverDefaults;
import io.wavetank.policy.Leadership;
import io.wavetank.policy.LostNodePolicy;
import io.wavetank.policy.Metered;
import io.wavetank.policy.NodeHealth;
import io.wavetank.policy.Resources;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskUsage;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.Unfit;
import io.wavetank.policy.compose.WhyNot;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler of a cell: lets jobs in by quota, takes the next task of the {@link PendingQueue}, finds the machine by {@link Search}, preempts what is in
 * the way, and starts the task there. It decides about one task at a time.
 *
 * <p>Source: A. Verma, L. Pedrosa, M. Korupolu, D. Oppenheimer, E. Tune, J. Wilkes, "Large-scale cluster management at Google with Borg",
 * EuroSys 2015; M. Tirmazi and others, "Borg: the Next Generation", EuroSys 2020.
 */
final class CellMaster implements Scheduler, Metered, Elastic, FailoverDefaults {
    private static final long SECOND = 1_000_000_000L;
    /** Five replicas of the Borgmaster; a fail-over "typically takes about 10 s" (EuroSys 2015, section 3.1). */
    private static final Leadership LEADERSHIP = new Leadership(5, 10 * SECOND, false);
    /** Machines are polled "every few seconds", and down after "several" without an answer (section 3.3): 5 s and three, which are ours. */
    private static final NodeHealth NODE_HEALTH = new NodeHealth(5 * SECOND, 15 * SECOND, 0, 0, false);

    private final ClusterView cluster;
    private final BorgSettings settings;
    private final Machines machines;
    private final Residents residents;
    private final Reservations reservations = new Reservations();
    private final Allocs allocs;
    /** Where anybody measures what tasks use. */
    private final @Nullable Borglets borglets;

    private final Packages packages;
    private final Domains domains;
    private final Crashes crashes = new Crashes();
    private final PendingQueue queue;
    private final Search search;
    private final Admission admission;
    private final WhyNot whyNot;
    private final long[] preempted = new long[Band.COUNT];
    private long refusedSequence = -1;
    private long refusedAt = -1;
    private boolean polls;
    /** Whether the last that was to be given out again was. */
    private boolean roomMade;

    CellMaster(BorgSettings settings, ClusterView cluster, Draws draws) {
        this.cluster = cluster;
        this.settings = settings;
        this.queue = new PendingQueue(settings.bands(), new Equivalence(settings.packageLabel()));
        this.machines = new Machines(cluster, settings.smallChange(), reservations, this::freed);
        this.residents = new Residents(cluster);
        this.allocs = new Allocs(cluster);
        TaskUsage usage = cluster.usage();
        this.borglets = usage == null ? null : new Borglets(cluster, usage, settings, residents, reservations, allocs);
        this.packages = new Packages(cluster, settings.packageLabel());
        this.domains = new Domains(cluster, settings.domainLabel());
        this.search = new Search(
                cluster,
                settings,
                machines,
                residents,
                reservations,
                allocs,
                packages,
                domains,
                crashes,
                draws.stream("order of machines"));
        this.whyNot = new WhyNot(cluster);
        this.admission = new Admission(settings, queue::add);
    }

    @Override
    public void on(SchedulerEvent event, Decisions out) {
        if (event instanceof SchedulerEvent.TaskSubmitted submitted) {
            submit(submitted.task());
        } else if (event instanceof SchedulerEvent.Pass) {
            pass(out);
        } else if (event instanceof SchedulerEvent.Applied applied) {
            applied(applied.decision(), out);
        } else if (event instanceof SchedulerEvent.TaskEnded ended) {
            off(ended.task(), ended.node(), out);
            gone(ended.task());
        } else if (event instanceof SchedulerEvent.PlaceLost lost) {
            off(lost.task(), lost.node(), out);
            crashes.placeLost(lost.task(), lost.node(), cluster.columns().schedulable(lost.node()));
        } else if (event instanceof SchedulerEvent.TaskResized resized) {
            resized(resized.task(), resized.node(), out);
        } else if (event instanceof SchedulerEvent.TaskFound found) {
            admission.found(found.task());
            found(found.task(), found.node(), out);
        } else if (event instanceof SchedulerEvent.TaskWithdrawn withdrawn) {
            queue.withdraw(withdrawn.task());
            gone(withdrawn.task());
        } else if (event instanceof SchedulerEvent.NodeLost lost) {
            crashes.lost(lost.node());
        } else if (event instanceof SchedulerEvent.NodeBack back) {
            crashes.back(back.node());
        } else if (event instanceof SchedulerEvent.TimerFired) {
            poll(out);
        } else if (event instanceof SchedulerEvent.Refused refused && refused.decision() instanceof Decision.Reclaim) {
            roomMade = false;
        } else if (event instanceof SchedulerEvent.Refused refused
                && refused.decision() instanceof Decision.Bind bind) {
            TaskView task = cluster.task(bind.task());
            if (roomMade && Allocs.setOf(task.taskClass()) != null) {
                Allocs.giveBack(task.taskClass(), bind.node(), out);
            }
            if (task.node() < 0) {
                refusedSequence = task.sequence();
                refusedAt = cluster.version();
                queue.add(task);
            }
        }
    }

    private void submit(TaskView task) {
        if (settings.quotas().isEmpty()) {
            queue.add(task);
        } else {
            admission.submit(task);
        }
    }

    private void gone(TaskView task) {
        crashes.ended(task);
        if (!settings.quotas().isEmpty()) {
            admission.gone(task);
        }
    }

    private void found(TaskView task, int machine, Decisions out) {
        if (Allocs.makeRoom(task.taskClass(), machine, out)) {
            roomMade = true;
        }
        on(task, machine, out);
    }

    private void on(TaskView task, int machine, Decisions out) {
        allocs.open(task, machine);
        allocs.enter(task, machine);
        boolean inside = allocs.isInside(task.index());
        if (!inside && Allocs.setOf(task.taskClass()) != null) {
            astray(task, machine, out);
        }
        residents.add(task, machine, inside);
        reservations.add(task.index(), residents.cpu(task.index()), residents.memory(task.index()));
        if (borglets != null) {
            borglets.started(task.index());
            if (!polls) {
                polls = true;
                out.add(new Decision.WakeAt(
                        out.nowNanos() + settings.reclamation().everyNanos(), 0));
            }
        }
        packages.install(packages.of(task.taskClass()), machine);
        domains.add(task, machine, 1);
    }

    /** A task came to the machine of an alloc that is gone meanwhile: it is stopped at once. */
    private void astray(TaskView task, int machine, Decisions out) {
        if (roomMade) {
            Allocs.giveBack(task.taskClass(), machine, out);
        }
        out.add(new Decision.Evict(task.index(), EvictionCause.MOVED, 0, "its alloc is gone"));
    }

    private void off(TaskView task, int machine, Decisions out) {
        if (residents.machine(task.index()) >= 0) {
            reservations.remove(task.index(), machine);
            reservations.settle(machine, Long.MAX_VALUE, Long.MAX_VALUE, out);
        }
        if (residents.remove(task.index())) {
            domains.add(task, machine, -1);
            allocs.leave(task, out);
            allocs.close(task, out);
        }
    }

    private void resized(TaskView task, int machine, Decisions out) {
        boolean inside = allocs.isInside(task.index());
        reservations.remove(task.index(), machine);
        reservations.settle(machine, Long.MAX_VALUE, Long.MAX_VALUE, out);
        residents.remove(task.index());
        residents.add(task, machine, inside);
        reservations.add(task.index(), residents.cpu(task.index()), residents.memory(task.index()));
    }

    private void poll(Decisions out) {
        Borglets all = borglets;
        polls = !residents.isEmpty();
        if (all != null && polls) {
            machines.catchUp();
            all.poll(machines.count(), out);
            out.add(new Decision.WakeAt(out.nowNanos() + settings.reclamation().everyNanos(), 0));
        }
    }

    private void applied(Decision decision, Decisions out) {
        if (decision instanceof Decision.Bind bind) {
            TaskView task = cluster.task(bind.task());
            on(task, bind.node(), out);
            if (task.taskClass().labels().containsKey(Allocs.SET)) {
                freed(bind.node());
            }
        } else if (decision instanceof Decision.Reclaim) {
            roomMade = true;
        } else if (decision instanceof Decision.Evict evict && evict.cause() == EvictionCause.PREEMPTED) {
            TaskView task = cluster.task(evict.task());
            preempted[settings.bands().of(task.taskClass().priority()).number()]++;
        }
    }

    /** A machine may do for more than before: lanes that it was ruled out for look at it again. */
    private void freed(int machine) {
        List<Lane> narrow = queue.narrow();
        for (int i = 0; i < narrow.size(); i++) {
            Lane lane = narrow.get(i);
            if (search.mayDo(lane, machine)) {
                lane.hope(machine);
                if (lane.blocked) {
                    queue.makeReady(lane);
                }
            }
        }
    }

    private void pass(Decisions out) {
        if (!settings.quotas().isEmpty()) {
            admission.decide(machines.count(), out);
        }
        machines.catchUp();
        Lane lane = queue.poll();
        if (lane == null) {
            return;
        }
        TaskView task = lane.first();
        // what was refused is not decided again before something has changed
        boolean hopeless = task.sequence() == refusedSequence && cluster.version() == refusedAt;
        int machine = hopeless ? -1 : search.find(lane, task);
        out.considered(1, hopeless ? 0 : search.found());
        boolean preempts = false;
        if (machine < 0) {
            queue.block(lane);
            Unfit reasons = whyNot.of(task);
            if (lane.tell(reasons)) {
                out.add(new Decision.Reject(task.index(), reasons));
            }
        } else {
            String why =
                    "for " + settings.bands().of(task.taskClass().priority()).word();
            for (TaskView victim : search.victims(task.taskClass(), machine)) {
                preempts = true;
                crashes.stops(victim.index());
                out.add(new Decision.Evict(victim.index(), EvictionCause.PREEMPTED, 0, why));
            }
            Allocs.makeRoom(task.taskClass(), machine, out);
            out.add(new Decision.Bind(task.index(), machine));
            lane.dropFirst();
            queue.placed(lane);
        }
        if (queue.anyReady() || preempts) { // what was stopped waits, and may leave more room than was needed
            out.passAgain();
        }
    }

    @Override
    public Leadership leadership() {
        return LEADERSHIP;
    }

    @Override
    public NodeHealth nodeHealth() {
        return NODE_HEALTH;
    }

    @Override
    public LostNodePolicy lostNodes(ClusterView nodes, NodeHealth health, @Nullable EvictionLimits limits) {
        return limits != null || settings.rescheduleNanos() == 0
                ? FailoverDefaults.atOnceOrPaced(nodes, health, limits)
                : new UnreachableMachines(settings.rescheduleNanos(), health.tolerationNanos());
    }

    @Override
    public SortedMap<String, Long> counts() {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (int i = 0; i < Band.COUNT; i++) {
            counts.put("preempted." + Band.at(i).word(), preempted[i]);
            if (!settings.quotas().isEmpty()) {
                counts.put("turned_away." + Band.at(i).word(), admission.turnedAway(Band.at(i)));
            }
        }
        counts.put("machines_examined", search.examined());
        counts.put("scores_computed", search.scored());
        counts.put("scores_reused", search.reused());
        counts.put("score_rows_dropped", search.dropped());
        counts.put("packages_found", packages.found());
        counts.put("packages_fetched", packages.fetched());
        counts.put("crash_pairs", crashes.pairs());
        if (allocs.placed() > 0) {
            counts.put("placed_in_allocs", allocs.placed());
            counts.put("stopped_with_allocs", allocs.stopped());
        }
        if (borglets != null) {
            borglets.count(counts);
        }
        return counts;
    }

    @Override
    public List<String> gauges() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < Band.COUNT; i++) {
            names.add("cpu_share_" + Band.at(i).word() + "_millionths");
        }
        if (borglets != null) {
            names.addAll(Borglets.GAUGES);
        }
        return names;
    }

    @Override
    public long[] readings() {
        double all = 0;
        double memory = 0;
        for (int machine = 0; machine < machines.count(); machine++) {
            all += cluster.columns().allocatable(Resources.CPU, machine);
            memory += cluster.columns().allocatable(Resources.MEMORY, machine);
        }
        double[] held = new double[Band.COUNT];
        for (int number = 0; number < residents.priorities(); number++) {
            held[settings.bands().of(residents.priority(number)).number()] += residents.cellCpu(number);
        }
        long[] measured = borglets == null ? new long[0] : borglets.shares(all, memory);
        long[] readings = new long[Band.COUNT + measured.length];
        System.arraycopy(measured, 0, readings, Band.COUNT, measured.length);
        for (int i = 0; i < Band.COUNT; i++) {
            readings[i] = all == 0 ? 0 : (long) (1e6 * held[i] / all);
        }
        return readings;
    }
}
