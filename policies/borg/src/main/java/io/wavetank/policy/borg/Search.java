package io.wavetank.policy.borg;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the machine for a task: looks at machines in an order drawn for the task until enough of them would do, and takes the best of those. A machine
 * will do if it has room, or would have it without tasks that may be preempted.
 *
 * <p>The score is that of the {@link Packing}, plus an eighth of a machine where production and the rest are mixed evenly, plus a half for all packages
 * of the task being there, less a quarter for each task of its job in the same failure domain up to eight; less four for each task to be preempted, and up
 * to one for the band of the highest of them; in units of what a machine offers of one resource. Among equals the one looked at first.
 *
 * <p>Source: A. Verma and others, EuroSys 2015, sections 3.2 (what is scored) and 3.4 (relaxed randomization, score caching). The weights are ours.
 */
final class Search {
    private static final long PREEMPTED = 4L * Packing.WHOLE;
    private static final long CRASHED = 1L << 50;
    private static final int PACKAGES = Packing.WHOLE / 2;
    private static final int ALIKE = Packing.WHOLE / 4;
    private static final int MOST_ALIKE = 8;
    private static final int MIX = Packing.WHOLE / 8;

    private final ClusterView cluster;
    private final BorgSettings settings;
    private final Machines machines;
    private final Residents residents;
    private final Allocs allocs;
    private final Preemption preemption;
    private final Packages packages;
    private final Domains domains;
    private final Crashes crashes;
    private final Draws draws;
    private final Packing packing;
    private final ScoreCache cache = new ScoreCache();
    private int[] @Nullable [] packagesOf = new int[64] @Nullable [];
    /** The numbers of the priorities below production. */
    private int[] common = {};

    private int commonCount;
    private int commonKnown;

    // the search at hand
    private long @Nullable [] row;
    private int[] wanted = {};
    private boolean preempts;
    private boolean prod;
    private long cpuAsked;
    private long memoryAsked;
    private int best;
    private long bestScore;
    private int found;
    private int looked;

    private long examined;
    private long scored;
    private long reused;

    Search(
            ClusterView cluster,
            BorgSettings settings,
            Machines machines,
            Residents residents,
            Reservations reservations,
            Allocs allocs,
            Packages packages,
            Domains domains,
            Crashes crashes,
            Draws draws) {
        this.cluster = cluster;
        this.settings = settings;
        this.machines = machines;
        this.residents = residents;
        this.allocs = allocs;
        this.preemption = new Preemption(cluster, machines, residents, reservations, allocs, settings.bands());
        this.packages = packages;
        this.domains = domains;
        this.crashes = crashes;
        this.draws = draws;
        this.packing = settings.packing().make(machines.count());
    }

    /** Returns the best machine for the first task of a lane, or -1. */
    int find(Lane lane, TaskView task) {
        if (lane.set != null) {
            found = allocs.count(lane.set);
            examined += found;
            return allocs.find(lane.set, task.taskClass());
        }
        begin(lane, task.taskClass());
        int count = machines.count();
        if (lane.narrow() && settings.equivalence() && lane.hopefulCount() <= count / 4) {
            for (int i = 0; i < lane.hopefulCount() && found < atMost(); i++) {
                look(lane.hopeful(i), lane, task);
            }
        } else if (count > 0) {
            walk(count, lane, task);
        }
        examined += looked;
        return best;
    }

    private int atMost() {
        return settings.enough() == 0 ? Integer.MAX_VALUE : settings.enough();
    }

    private void walk(int count, Lane lane, TaskView task) {
        int machine = draws.below(count, task.sequence(), 2L * task.attempts());
        int step = count == 1 ? 1 : 1 + draws.below(count - 1, task.sequence(), 2L * task.attempts() + 1);
        while (commonDivisor(step, count) != 1) {
            step++;
        }
        int enough = atMost();
        for (int tried = 0; tried < count && found < enough; tried++) {
            look(machine, lane, task);
            machine += step;
            machine -= machine >= count ? count : 0;
        }
    }

    private static int commonDivisor(int a, int b) {
        return b == 0 ? a : commonDivisor(b, a % b);
    }

    private void begin(Lane lane, TaskClass asked) {
        best = -1;
        bestScore = Long.MIN_VALUE;
        found = 0;
        looked = 0;
        cpuAsked = asked.totalRequest(Resources.CPU);
        memoryAsked = asked.totalRequest(Resources.MEMORY);
        prod = lane.band().prod();
        preempts = settings.preemption() && preemption.turnTo(asked.priority());
        int kind = 2 * lane.equivalence() + (lane.band().prod() ? 1 : 0);
        row = settings.smallChange() < 0 || !settings.equivalence() ? null : cache.row(kind, machines.count());
        wanted = packagesOf(lane.equivalence(), asked);
        for (; commonKnown < residents.priorities(); commonKnown++) {
            if (!settings.bands().of(residents.priority(commonKnown)).prod()) {
                common = Arrays.copyOf(common, commonCount + 1);
                common[commonCount++] = commonKnown;
            }
        }
    }

    private int[] packagesOf(int equivalence, TaskClass asked) {
        if (equivalence >= packagesOf.length) {
            packagesOf = Arrays.copyOf(packagesOf, Math.max(equivalence + 1, 2 * packagesOf.length));
        }
        int[] known = packagesOf[equivalence];
        if (known == null) {
            known = packages.of(asked);
            packagesOf[equivalence] = known;
        }
        return known;
    }

    private void look(int machine, Lane lane, TaskView task) {
        looked++;
        TaskClass asked = lane.taskClass();
        long cost = 0;
        if (!machines.hasLeft(machine, cpuAsked, memoryAsked, prod) || !Feasibility.fits(asked, cluster, machine)) {
            if (!preempts || !preemption.mayHelp(machine, cpuAsked, memoryAsked)) {
                return;
            }
            List<TaskView> victims = preemption.victims(asked, machine);
            if (victims.isEmpty()) {
                return;
            }
            cost = preemptionCost(victims);
        }
        found++;
        long score = score(machine) - cost + extras(machine, task);
        if (score > bestScore) {
            bestScore = score;
            best = machine;
        }
    }

    private long preemptionCost(List<TaskView> victims) {
        Band highest =
                settings.bands().of(victims.get(victims.size() - 1).taskClass().priority());
        return PREEMPTED * victims.size() + (long) highest.number() * Packing.WHOLE / Band.COUNT;
    }

    private long extras(int machine, TaskView task) {
        long extra = 0;
        if (wanted.length > 0) {
            extra += (long) PACKAGES * packages.present(wanted, machine) / wanted.length;
        }
        if (domains.spreads() && !task.job().isEmpty()) {
            extra -= (long) ALIKE * Math.min(MOST_ALIKE, domains.alike(task, machine));
        }
        return crashes.pair(task, machine) ? extra - CRASHED : extra;
    }

    private int score(int machine) {
        long[] known = row;
        if (known != null && known[machine] >>> Integer.SIZE == machines.epoch(machine)) {
            reused++;
            return (int) known[machine];
        }
        scored++;
        int score = packing.score(
                        machines.cpuShare(machine, machines.cpu(machine, prod)),
                        machines.memoryShare(machine, machines.memory(machine, prod)),
                        machines.cpuShare(machine, cpuAsked),
                        machines.memoryShare(machine, memoryAsked))
                + mix(machine);
        if (known != null) {
            known[machine] = (long) machines.epoch(machine) << Integer.SIZE | (score & 0xFFFF_FFFFL);
        }
        return score;
    }

    /** How evenly production and the rest would share what is held of the machine's cpu. */
    private int mix(int machine) {
        long held = cluster.columns().allocatable(Resources.CPU, machine) - machines.cpu(machine, prod) + cpuAsked;
        if (held <= 0) {
            return 0;
        }
        long ofRest = residents.cpu(machine, common, commonCount) + (prod ? 0 : cpuAsked);
        return (int) (MIX * (1 - Math.abs(2.0 * ofRest / held - 1)));
    }

    /** Returns those that have to go from a machine for a task to fit; empty if it fits as it is. */
    List<TaskView> victims(TaskClass asked, int machine) {
        if (Allocs.setOf(asked) != null || fits(asked, machine)) {
            return List.of();
        }
        preemption.turnTo(asked.priority());
        return preemption.victims(asked, machine);
    }

    private boolean fits(TaskClass asked, int machine) {
        boolean byLimits = settings.bands().of(asked.priority()).prod();
        return (!byLimits
                        || machines.hasLeft(
                                machine, asked.totalRequest(Resources.CPU), asked.totalRequest(Resources.MEMORY), true))
                && Feasibility.fits(asked, cluster, machine);
    }

    /** Whether a machine will do for the first task of a lane. */
    boolean mayDo(Lane lane, int machine) {
        TaskClass asked = lane.taskClass();
        if (lane.set != null) {
            return allocs.mayDo(lane.set, asked, machine);
        }
        if (fits(asked, machine)) {
            return true;
        }
        return settings.preemption()
                && preemption.turnTo(asked.priority())
                && preemption.mayHelp(machine, asked.totalRequest(Resources.CPU), asked.totalRequest(Resources.MEMORY))
                && !preemption.victims(asked, machine).isEmpty();
    }

    /** How many machines were found to do, and so scored, in the last search. */
    int found() {
        return found;
    }

    /** How many machines were looked at so far. */
    long examined() {
        return examined;
    }

    /** How many scores were worked out. */
    long scored() {
        return scored;
    }

    /** How many scores were known already. */
    long reused() {
        return reused;
    }

    /** How many classes of tasks lost their scores to others. */
    long dropped() {
        return cache.dropped();
    }
}
