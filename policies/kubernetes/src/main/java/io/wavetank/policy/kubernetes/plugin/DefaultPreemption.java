package io.wavetank.policy.kubernetes.plugin;

import io.wavetank.policy.Draws;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.DisruptionBudget;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.cluster.PodList;
import io.wavetank.policy.kubernetes.framework.Filters;
import io.wavetank.policy.kubernetes.framework.Findings;
import io.wavetank.policy.kubernetes.framework.Nominations;
import io.wavetank.policy.kubernetes.framework.Preemption;
import io.wavetank.policy.kubernetes.framework.Preemption.Candidate;
import io.wavetank.policy.kubernetes.framework.Preemption.Failure;
import io.wavetank.policy.kubernetes.framework.SchedulingCycle;
import io.wavetank.policy.kubernetes.framework.Status;
import io.wavetank.policy.kubernetes.profile.PreemptionArguments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the node on which a pod that fits nowhere would fit if pods of lower priority were evicted, at the least cost.
 *
 * <p>On each node that eviction could help, all pods of lower priority are taken off; if the pod then passes the filters they are put back one
 * by one as long as it still does: first those whose eviction violates a disruption budget, then the others, each by higher priority, then
 * earlier start. Those that cannot be put back are the victims, in that order.
 *
 * <p>The choice goes by fewest violations, lowest priority of the first victim, least sum of (priority + 2^31), fewest victims, and the latest
 * of the earliest starts among a node's victims of highest priority; then the lowest name of a node.
 *
 * <p>Source: Kubernetes 1.26.
 */
public final class DefaultPreemption {
    private static final Status NO_VICTIMS = Status.unresolvable("", "No preemption victims found for incoming pod");
    private static final long PRIORITY_OFFSET = 1L << 31;
    private static final Comparator<Pod> MORE_IMPORTANT_FIRST = Comparator.comparing(Pod::priority)
            .reversed()
            .thenComparing(Pod::start)
            .thenComparing(Pod::name);

    private final ClusterCache cluster;
    private final SchedulingCycle cycle;
    private final Filters filters;
    private final Nominations nominations;
    private final PreemptionArguments arguments;
    private final boolean triesNodesRuledOutByName;
    private final Draws draws;
    private final Comparator<Candidate> cheapestFirst;

    /** Creates the plug-in. */
    public DefaultPreemption(
            ClusterCache cluster,
            SchedulingCycle cycle,
            Nominations nominations,
            PreemptionArguments arguments,
            boolean triesNodesRuledOutByName,
            Draws draws) {
        this.cluster = cluster;
        this.cycle = cycle;
        this.filters = cycle.filters();
        this.nominations = nominations;
        this.arguments = arguments;
        this.triesNodesRuledOutByName = triesNodesRuledOutByName;
        this.draws = draws;
        this.cheapestFirst = Comparator.comparing(Candidate::violations)
                .thenComparing(each -> each.victims().get(0).priority())
                .thenComparing(DefaultPreemption::prioritySum)
                .thenComparing(each -> each.victims().size())
                .thenComparing(DefaultPreemption::earliestStartOfHighest, Comparator.reverseOrder())
                .thenComparing(each -> cluster.nodes().name(each.node()));
    }

    /**
     * Looks for victims right after a cycle that found no node for the pod, in the same state of the cluster. Nothing is changed.
     *
     * @param pod the pod
     * @param findings what the cycle found
     * @param decision the number of the decision, which keys the draw of the first node to try
     */
    public Preemption run(Pod pod, Findings findings, long decision) {
        if (!eligible(pod, findings)) {
            return Preemption.NOT_ELIGIBLE;
        }
        int[] nodes = potential(findings);
        int enough = arguments.candidates(nodes.length);
        int first = enough >= nodes.length ? 0 : draws.below(nodes.length, decision, 0);
        List<DisruptionBudget> budgets = cluster.objects().budgets();
        List<Candidate> candidates = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        boolean oneWithoutViolation = false;
        for (int i = 0; i < nodes.length && !(oneWithoutViolation && candidates.size() >= enough); i++) {
            int node = nodes[(first + i) % nodes.length];
            Candidate candidate = dryRun(pod, node, budgets, failures);
            if (candidate != null) {
                candidates.add(candidate);
                oneWithoutViolation |= candidate.violations() == 0;
            }
        }
        Candidate chosen = candidates.stream().min(cheapestFirst).orElse(null);
        return new Preemption(true, candidates, failures, chosen);
    }

    /** A pod that has evicted others before waits for them to go, unless its node has become impossible. */
    private boolean eligible(Pod pod, Findings findings) {
        if (pod.podClass().spec().neverPreempts()) {
            return false;
        }
        int nominated = nominations.node(pod);
        if (nominated == Pod.NOWHERE || !cluster.nodes().present(nominated)) {
            return true;
        }
        Status status = findings.status(nominated);
        if (status != null && status.code() == Status.Code.UNRESOLVABLE) {
            return true;
        }
        PodList there = cluster.nodes().pods(nominated);
        for (int i = 0; i < there.size(); i++) {
            if (there.get(i).terminating() && there.get(i).priority() < pod.priority()) {
                return false;
            }
        }
        return true;
    }

    private int[] potential(Findings findings) {
        int[] nodes = new int[cycle.order().size()];
        int count = 0;
        for (int place = 0; place < nodes.length; place++) {
            int node = cycle.order().node(place);
            Status status = findings.status(node);
            boolean resolvable = status == null ? triesNodesRuledOutByName : status.code() == Status.Code.UNSCHEDULABLE;
            if (resolvable) {
                nodes[count++] = node;
            }
        }
        return Arrays.copyOf(nodes, count);
    }

    private @Nullable Candidate dryRun(Pod pod, int node, List<DisruptionBudget> budgets, List<Failure> failures) {
        List<Pod> lower = lowerPriority(pod, node);
        if (lower.isEmpty()) {
            failures.add(new Failure(node, NO_VICTIMS));
            return null;
        }
        try (ClusterCache.Trial trial = cluster.trial(node)) {
            for (Pod other : lower) {
                takeOff(trial, pod, other, node);
            }
            Status status = filters.filterWithNominations(pod, node);
            if (status != null) {
                failures.add(new Failure(node, status));
                for (Pod other : lower) {
                    putBack(trial, pod, other, node);
                }
                return null;
            }
            return reprieve(trial, pod, node, lower, budgets);
        }
    }

    private List<Pod> lowerPriority(Pod pod, int node) {
        List<Pod> lower = new ArrayList<>();
        PodList there = cluster.nodes().pods(node);
        for (int i = 0; i < there.size(); i++) {
            if (there.get(i).priority() < pod.priority()) {
                lower.add(there.get(i));
            }
        }
        lower.sort(MORE_IMPORTANT_FIRST);
        return lower;
    }

    private @Nullable Candidate reprieve(
            ClusterCache.Trial trial, Pod pod, int node, List<Pod> lower, List<DisruptionBudget> budgets) {
        List<Pod> violating = new ArrayList<>();
        List<Pod> others = new ArrayList<>();
        int[] allowed =
                budgets.stream().mapToInt(DisruptionBudget::disruptionsAllowed).toArray();
        for (Pod other : lower) {
            (violates(other, budgets, allowed) ? violating : others).add(other);
        }
        List<Pod> victims = new ArrayList<>();
        keepWhatFits(trial, pod, node, violating, victims);
        int violations = victims.size();
        keepWhatFits(trial, pod, node, others, victims);
        for (Pod victim : victims) {
            putBack(trial, pod, victim, node);
        }
        return victims.isEmpty() ? null : new Candidate(node, victims, violations);
    }

    private static boolean violates(Pod pod, List<DisruptionBudget> budgets, int[] allowed) {
        boolean violated = false;
        for (int i = 0; i < allowed.length; i++) {
            if (budgets.get(i).covers(pod)) {
                allowed[i]--;
                violated |= allowed[i] < 0;
            }
        }
        return violated;
    }

    private void keepWhatFits(ClusterCache.Trial trial, Pod pod, int node, List<Pod> pods, List<Pod> victims) {
        for (Pod other : pods) {
            putBack(trial, pod, other, node);
            if (filters.filterWithNominations(pod, node) != null) {
                takeOff(trial, pod, other, node);
                victims.add(other);
            }
        }
    }

    private void takeOff(ClusterCache.Trial trial, Pod pod, Pod other, int node) {
        trial.remove(other);
        filters.moved(pod.podClass(), other, node, -1);
    }

    private void putBack(ClusterCache.Trial trial, Pod pod, Pod other, int node) {
        trial.add(other);
        filters.moved(pod.podClass(), other, node, 1);
    }

    private static long prioritySum(Candidate candidate) {
        long sum = 0;
        for (Pod victim : candidate.victims()) {
            sum += victim.priority() + PRIORITY_OFFSET;
        }
        return sum;
    }

    private static long earliestStartOfHighest(Candidate candidate) {
        Pod first = candidate.victims().get(0);
        for (Pod victim : candidate.victims()) {
            if (MORE_IMPORTANT_FIRST.compare(victim, first) < 0) {
                first = victim;
            }
        }
        return first.start();
    }
}
