package io.wavetank.policy.omega;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Metered;
import io.wavetank.policy.Resources;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.Unfit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The schedulers of one cell, side by side. Each takes the first job of its queue, plans it on its private copy, thinks, and commits: claims that
 * do not conflict with what happened meanwhile are carried out, the job is tried again with the rest.
 *
 * <p>Schedulers that are free begin in the order of the settings, under {@link Architecture#TWO_LEVEL} in that of their dominant shares. A job
 * after a conflict is tried again at once; one for which there was no room as soon as something was freed.
 *
 * <p>Source: M. Schwarzkopf, A. Konwinski, M. Abd-El-Malek, J. Wilkes, "Omega: flexible, scalable schedulers for large compute clusters",
 * EuroSys 2013, sections 3 and 4.
 */
final class CellScheduler implements Scheduler, Metered {
    private final OmegaSettings settings;
    private final ClusterView cluster;
    private final CellState cell;
    private final Draws draws;
    private final List<JobScheduler> schedulers = new ArrayList<>();
    private final LinkedHashMap<String, Counts> counts = new LinkedHashMap<>();
    private final Shares shares;
    private long seenFreed;
    /** Which scheduler decided about a task that runs, by the task's number. */
    private final TreeMap<Integer, Integer> owners = new TreeMap<>();

    CellScheduler(OmegaSettings settings, ClusterView cluster, Draws draws) {
        this.settings = settings;
        this.cluster = cluster;
        this.cell = new CellState(cluster);
        this.draws = draws;
        for (SchedulerSpec spec : settings.schedulers()) {
            Counts own = counts.computeIfAbsent(spec.name(), name -> new Counts());
            schedulers.add(new JobScheduler(
                    spec, settings.architecture(), cell, own, draws.stream("placement-" + schedulers.size())));
        }
        this.shares = new Shares(cluster, schedulers.size());
    }

    @Override
    public void on(SchedulerEvent event, Decisions out) {
        if (event instanceof SchedulerEvent.TaskSubmitted submitted) {
            submit(submitted.task(), out.nowNanos());
        } else if (event instanceof SchedulerEvent.Pass) {
            pass(out);
        } else if (event instanceof SchedulerEvent.TimerFired fired) {
            commit(fired.token(), out);
        } else if (event instanceof SchedulerEvent.TaskEnded ended) {
            gone(ended.task());
        } else if (event instanceof SchedulerEvent.PlaceLost lost) {
            gone(lost.task());
        } else if (event instanceof SchedulerEvent.Refused refused
                && refused.decision() instanceof Decision.Bind bind) {
            TaskView task = cluster.task(bind.task());
            gone(task);
            if (task.node() < 0) {
                submit(task, out.nowNanos());
            }
        }
    }

    private void submit(TaskView task, long nowNanos) {
        schedulers.get(schedulerOf(task)).submit(task, nowNanos);
    }

    /** The first that takes it; of several of one name, the one that its job falls to. */
    private int schedulerOf(TaskView task) {
        for (int i = 0; i < schedulers.size(); i++) {
            SchedulerSpec spec = schedulers.get(i).spec();
            if (spec.takes().matches(task.taskClass())) {
                int of = i;
                while (of < schedulers.size()
                        && schedulers.get(of).spec().name().equals(spec.name())) {
                    of++;
                }
                return of - i == 1 ? i : i + fall(task, of - i);
            }
        }
        return schedulers.size() - 1;
    }

    private int fall(TaskView task, int among) {
        return task.job().isEmpty()
                ? draws.stream("deal").below(among, task.sequence(), 0)
                : draws.stream("deal").stream(task.job()).below(among, 0, 0);
    }

    private void pass(Decisions out) {
        cell.catchUp();
        if (cell.freed() > seenFreed) {
            seenFreed = cell.freed();
            schedulers.forEach(JobScheduler::retryStuck);
        }
        boolean again = false;
        for (int i : order()) {
            JobScheduler scheduler = schedulers.get(i);
            if (!scheduler.ready()
                    || (settings.architecture() == Architecture.TWO_LEVEL && !scheduler.anythingToOffer())) {
                continue;
            }
            Transaction planned = scheduler.begin(out.nowNanos());
            out.considered(planned.job().size(), scheduler.probes());
            if (planned.thinkNanos() > 0) {
                out.add(new Decision.WakeAt(Math.addExact(out.nowNanos(), planned.thinkNanos()), i));
            } else {
                commit(i, out);
                again = true;
                break; // what it decided is to take effect before another looks
            }
        }
        if (again) {
            out.passAgain();
        }
    }

    private List<Integer> order() {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < schedulers.size(); i++) {
            order.add(i);
        }
        if (settings.architecture() == Architecture.TWO_LEVEL) {
            order.sort(
                    Comparator.comparingDouble(shares::dominant)); // stable: equals stay in the order of the settings
        }
        return order;
    }

    private void commit(int which, Decisions out) {
        JobScheduler scheduler = schedulers.get(which);
        Transaction done = scheduler.finish();
        if (done != null) {
            commit(which, scheduler, done, out);
            if (!cell.anythingHeld()) {
                schedulers.forEach(JobScheduler::retryDenied);
            }
        }
    }

    private void commit(int which, JobScheduler scheduler, Transaction done, Decisions out) {
        Counts count = scheduler.counts();
        Job job = done.job();
        List<Transaction.Claim> conflicts = cell.conflicts(done, settings.sequenceNumbers());
        count.claims += done.claims().size();
        count.claimsRefused += conflicts.size();
        boolean whole = conflicts.isEmpty() && done.unplaced().isEmpty();
        if (!done.claims().isEmpty()) {
            count.transactions++;
            count.conflicted += conflicts.isEmpty() ? 0 : 1;
        } else {
            count.fruitless++;
        }
        if (whole || !settings.allOrNothing()) {
            carryOut(which, done, conflicts, out);
        }
        if (whole) {
            count.jobsPlaced++;
            return;
        }
        List<TaskView> left = new ArrayList<>(done.unplaced());
        conflicts.forEach(claim -> left.add(claim.task()));
        left.sort(Comparator.comparingLong(TaskView::sequence));
        scheduler.putBack(job, settings.allOrNothing() ? job.tasks() : left, !conflicts.isEmpty());
        if (conflicts.isEmpty() && !job.explain()) {
            TaskView first = job.first();
            out.add(new Decision.Reject(first.index(), Unfit.explain(first.taskClass(), cluster)));
        }
    }

    private void carryOut(int which, Transaction done, List<Transaction.Claim> conflicts, Decisions out) {
        var refused = new BitSet();
        conflicts.forEach(claim -> refused.set(claim.task().index()));
        for (Transaction.Claim claim : done.claims()) {
            if (refused.get(claim.task().index())) {
                continue;
            }
            owners.put(claim.task().index(), which);
            shares.add(which, claim.task().taskClass(), 1);
            out.add(new Decision.Bind(claim.task().index(), claim.node()));
        }
    }

    private void gone(TaskView task) {
        Integer owner = owners.remove(task.index());
        if (owner != null) {
            shares.add(owner, task.taskClass(), -1);
        }
    }

    @Override
    public SortedMap<String, Long> counts() {
        SortedMap<String, Long> all = new TreeMap<>();
        counts.forEach((name, each) -> each.write(name, all));
        return all;
    }

    @Override
    public List<String> gauges() {
        return counts.keySet().stream()
                .map(name -> "dominant_share_" + name + "_millionths")
                .toList();
    }

    @Override
    public long[] readings() {
        long[] readings = new long[counts.size()];
        int at = 0;
        for (String name : counts.keySet()) {
            double most = 0;
            for (int resource : new int[] {Resources.CPU, Resources.MEMORY}) {
                double share = 0;
                for (int i = 0; i < schedulers.size(); i++) {
                    share += schedulers.get(i).spec().name().equals(name) ? shares.of(i, resource) : 0;
                }
                most = Math.max(most, share);
            }
            readings[at++] = (long) (most * 1e6);
        }
        return readings;
    }
}
