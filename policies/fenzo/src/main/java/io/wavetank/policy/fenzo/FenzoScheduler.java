package io.wavetank.policy.fenzo;

import com.netflix.fenzo.SchedulingResult;
import com.netflix.fenzo.TaskAssignmentResult;
import com.netflix.fenzo.TaskScheduler;
import com.netflix.fenzo.VMAssignmentResult;
import com.netflix.fenzo.VirtualMachineLease;
import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.Elastic;
import io.wavetank.policy.Metered;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.Unfit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Fenzo in rounds: all that waits, by priority and then in the order of submission, is handed to its {@code scheduleOnce}, and what that assigns is
 * carried out.
 *
 * <p>A task that found no machine is tried again once something was freed somewhere, which comes to the same as in every round.
 */
final class FenzoScheduler implements Scheduler, Metered, Elastic, AutoCloseable {
    private static final int ROUND = 0;
    /** Leases expire by the wall clock: never. */
    private static final long NEVER_SECONDS = 1L << 30;

    private final ClusterView cluster;
    private final long intervalNanos;
    private final TaskScheduler fenzo;
    private final NodeConstraint constraint = new NodeConstraint();
    private final List<VirtualMachineLease> fresh = new ArrayList<>();
    private final SortedMap<Integer, String> machines = new TreeMap<>();
    /** By the task's number, what it runs as. */
    private final SortedMap<Integer, Request> running = new TreeMap<>();

    private List<Request> untried = new ArrayList<>();
    private List<Request> stuck = new ArrayList<>();
    private int knownNodes;
    private long seenVersion;
    private boolean freed;
    private boolean armed;
    private long attempts;
    private long rounds;
    private long evaluated;
    private long assigned;
    private long refused;

    FenzoScheduler(Fitness fitness, long intervalNanos, ClusterView cluster) {
        this.cluster = cluster;
        this.intervalNanos = intervalNanos;
        this.fenzo = new TaskScheduler.Builder()
                .withFitnessCalculator(new TieFree(fitness.calculator()))
                .withLeaseRejectAction(lease -> {})
                .withLeaseOfferExpirySecs(NEVER_SECONDS)
                .withSingleOfferPerVM(true)
                .disableShortfallEvaluation()
                .build();
        this.seenVersion = cluster.version();
        meetNodes();
    }

    @Override
    public void on(SchedulerEvent event, Decisions out) {
        if (event instanceof SchedulerEvent.TaskSubmitted submitted) {
            untried.add(request(submitted.task()));
        } else if (event instanceof SchedulerEvent.TaskFound found) {
            take(request(found.task()), Machine.nameOf(found.node()));
        } else if (event instanceof SchedulerEvent.TaskEnded ended) {
            gone(ended.task());
        } else if (event instanceof SchedulerEvent.PlaceLost lost) {
            gone(lost.task());
        } else if (event instanceof SchedulerEvent.TaskWithdrawn withdrawn) {
            untried.removeIf(each -> each.task().index() == withdrawn.task().index());
            stuck.removeIf(each -> each.task().index() == withdrawn.task().index());
        } else if (event instanceof SchedulerEvent.Refused refusal
                && refusal.decision() instanceof Decision.Bind bind) {
            refused++;
            Request before = gone(cluster.task(bind.task()));
            if (before != null && before.task().node() < 0) {
                untried.add(request(before.task()));
            }
        } else if (event instanceof SchedulerEvent.TimerFired) {
            armed = false;
            round(out);
        } else if (event instanceof SchedulerEvent.Pass && intervalNanos == 0) {
            round(out);
        }
        arm(out);
    }

    private Request request(TaskView task) {
        return new Request(task, attempts++, cluster.resources(), constraint);
    }

    private void arm(Decisions out) {
        if (intervalNanos > 0 && !armed && anythingToTry()) {
            armed = true;
            long now = out.nowNanos();
            out.add(new Decision.WakeAt(now + intervalNanos - now % intervalNanos, ROUND));
        }
    }

    private boolean anythingToTry() {
        if (!cluster.changesSince(seenVersion, (node, more) -> freed |= more)) {
            freed = true;
        }
        seenVersion = cluster.version();
        return !untried.isEmpty() || (freed && !stuck.isEmpty());
    }

    private void meetNodes() {
        for (; knownNodes < cluster.nodeCount(); knownNodes++) {
            if (cluster.node(knownNodes).present()) {
                var machine = new Machine(cluster.node(knownNodes), cluster.resources());
                machines.put(knownNodes, machine.hostname());
                fresh.add(machine);
                freed = true;
            }
        }
    }

    private void round(Decisions out) {
        meetNodes();
        if (!anythingToTry()) {
            return;
        }
        List<Request> round = untried;
        if (freed) {
            round.addAll(stuck);
            stuck = new ArrayList<>();
            freed = false;
        }
        untried = new ArrayList<>();
        round.sort(Comparator.comparingInt((Request each) -> -each.asked().priority())
                .thenComparingLong(each -> each.task().sequence()));
        constraint.prepare(round, cluster);
        List<VirtualMachineLease> leases = new ArrayList<>(fresh);
        fresh.clear();
        SchedulingResult result = fenzo.scheduleOnce(round, leases);
        if (!result.getExceptions().isEmpty()) {
            throw new IllegalStateException(
                    "Fenzo failed in a round", result.getExceptions().get(0));
        }
        rounds++;
        evaluated += (long) round.size() * machines.size();
        for (VMAssignmentResult machine : result.getResultMap().values()) {
            for (TaskAssignmentResult each : machine.getTasksAssigned()) {
                ((Request) each.getRequest()).host(machine.getHostname());
            }
        }
        carryOut(round, out);
    }

    /** Carries out what was assigned, in the order of the round; Fenzo's own tables have none. */
    private void carryOut(List<Request> round, Decisions out) {
        int bound = 0;
        for (Request each : round) {
            String host = each.host();
            if (host == null) {
                stuck.add(each);
                if (each.firstTold()) {
                    out.add(new Decision.Reject(each.task().index(), Unfit.explain(each.asked(), cluster)));
                }
            } else {
                bound++;
                take(each, host);
                out.add(new Decision.Bind(each.task().index(), Machine.numberOf(host)));
            }
        }
        assigned += bound;
        freed |= bound > 0; // for devices, of which a node gives out those of one task a round
        out.considered(round.size(), (int) Math.min(Integer.MAX_VALUE, (long) round.size() * machines.size()));
        if (intervalNanos == 0 && bound > 0) {
            out.passAgain();
        }
    }

    private void take(Request request, String host) {
        request.host(host);
        running.put(request.task().index(), request);
        fenzo.getTaskAssigner().call(request, host);
    }

    private @Nullable Request gone(TaskView task) {
        Request request = running.remove(task.index());
        if (request != null && request.host() != null) {
            fenzo.getTaskUnAssigner().call(request.getId(), request.host());
        }
        return request;
    }

    @Override
    public SortedMap<String, Long> counts() {
        SortedMap<String, Long> counts = new TreeMap<>();
        counts.put("rounds", rounds);
        counts.put("evaluations", evaluated);
        counts.put("assigned", assigned);
        counts.put("binds_refused", refused);
        return counts;
    }

    @Override
    public List<String> gauges() {
        return List.of();
    }

    @Override
    public long[] readings() {
        return new long[0];
    }

    @Override
    public void close() {
        fenzo.shutdown();
    }
}
