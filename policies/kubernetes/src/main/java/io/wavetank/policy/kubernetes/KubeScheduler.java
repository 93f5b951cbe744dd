package io.wavetank.policy.kubernetes;

import io.wavetank.policy.Draws;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.framework.FilterPlugin;
import io.wavetank.policy.kubernetes.framework.Filters;
import io.wavetank.policy.kubernetes.framework.Findings;
import io.wavetank.policy.kubernetes.framework.Nominations;
import io.wavetank.policy.kubernetes.framework.Preemption;
import io.wavetank.policy.kubernetes.framework.SchedulingCycle;
import io.wavetank.policy.kubernetes.framework.SearchOutcome;
import io.wavetank.policy.kubernetes.framework.TieRule;
import io.wavetank.policy.kubernetes.index.IndexedSearch;
import io.wavetank.policy.kubernetes.plugin.DefaultPreemption;
import io.wavetank.policy.kubernetes.plugin.InTreePlugins;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * kube-scheduler for one profile: given the cluster's cache it says where a pod goes, or whom to evict for it. It changes nothing; the caller
 * puts pods on nodes, marks victims, and keeps the queue.
 */
public final class KubeScheduler {
    private final ClusterCache cluster;
    private final SchedulerProfile profile;
    private final SchedulingCycle cycle;
    private final IndexedSearch index;
    private final Nominations nominations = new Nominations();
    private final @Nullable DefaultPreemption preemption;

    /**
     * Creates the scheduler.
     *
     * @param cluster the cluster, kept up to date by the caller
     * @param profile who is asked, with which arguments
     * @param ties which of equally good nodes is taken
     * @param draws where draws come from
     */
    public KubeScheduler(ClusterCache cluster, SchedulerProfile profile, TieRule ties, Draws draws) {
        this(cluster, profile, ties, draws, List.of());
    }

    /**
     * Creates the scheduler with filters besides those of the profile, out of tree as it were.
     *
     * @param cluster the cluster, kept up to date by the caller
     * @param profile who is asked, with which arguments
     * @param ties which of equally good nodes is taken
     * @param draws where draws come from
     * @param more filters that are asked after those of the profile
     */
    public KubeScheduler(
            ClusterCache cluster, SchedulerProfile profile, TieRule ties, Draws draws, List<FilterPlugin> more) {
        this.cluster = cluster;
        this.profile = profile;
        List<FilterPlugin> all = new ArrayList<>(InTreePlugins.filters(profile, cluster));
        all.addAll(more);
        var rules = new SchedulingCycle.Rules(
                profile.percentageOfNodesToScore(), profile.version()::leavesOut, ties, draws.stream("ties"));
        var filters = new Filters(all, cluster, nominations);
        this.cycle = new SchedulingCycle(cluster, filters, InTreePlugins.scores(profile, cluster), nominations, rules);
        this.index = new IndexedSearch(
                cluster, profile, cycle, nominations, IndexedSearch.DEFAULT_BUDGET_BYTES, List.copyOf(more));
        this.preemption = profile.preemption()
                ? new DefaultPreemption(
                        cluster,
                        cycle,
                        nominations,
                        profile.preemptionArguments(),
                        profile.version().triesNodesRuledOutByName(),
                        draws.stream("preemption"))
                : null;
    }

    /** The cluster that it decides for. */
    public ClusterCache cluster() {
        return cluster;
    }

    /** The profile. */
    public SchedulerProfile profile() {
        return profile;
    }

    /** The cycle, with its plug-ins. */
    public SchedulingCycle cycle() {
        return cycle;
    }

    /** Pods that wait for others to go, and where. */
    public Nominations nominations() {
        return nominations;
    }

    /**
     * Looks for a node as {@link #decide} does and takes the same decision, at the cost of what has changed since such pods were last met. Where
     * no node will do the answer is a {@link Findings} that says why, as preemption needs it; else it says no more than the outcome.
     */
    public SearchOutcome choose(Pod pod, long decision) {
        int start = cycle.start();
        SearchOutcome outcome = index.decide(pod, decision);
        if (outcome.chosen() != Pod.NOWHERE || outcome instanceof Findings) {
            return outcome;
        }
        cycle.startAt(start);
        return cycle.decide(pod, decision);
    }

    /** Looks for a node; what was found holds until the next call. */
    public Findings decide(Pod pod, long decision) {
        return cycle.decide(pod, decision);
    }

    /** Whether the pod would pass all filters on a node as things are now, nominations left aside. */
    public boolean fits(Pod pod, int node) {
        Filters filters = cycle.filters();
        return filters.preFilter(pod.podClass()) == null && filters.filter(pod.podClass(), node) == null;
    }

    /** Looks for pods to evict, right after {@link #decide} found no node, in the same state of the cluster. */
    public Preemption preempt(Pod pod, Findings findings, long decision) {
        return preemption == null ? Preemption.NOT_ELIGIBLE : preemption.run(pod, findings, decision);
    }
}
