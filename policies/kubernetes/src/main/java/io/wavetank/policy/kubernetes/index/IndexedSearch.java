package io.wavetank.policy.kubernetes.index;

import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.framework.FilterPlugin;
import io.wavetank.policy.kubernetes.framework.Filters;
import io.wavetank.policy.kubernetes.framework.NodeSearch;
import io.wavetank.policy.kubernetes.framework.Nominations;
import io.wavetank.policy.kubernetes.framework.SchedulingCycle;
import io.wavetank.policy.kubernetes.framework.SearchOutcome;
import io.wavetank.policy.kubernetes.framework.SearchSize;
import io.wavetank.policy.kubernetes.framework.TieRule;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile;
import java.util.Arrays;
import java.util.List;

/**
 * The search that keeps what it worked out: it takes the decision of {@link SchedulingCycle}, bit for bit, and hands over to it what it does not
 * serve: a pod that is nominated for a node itself, one confined to nodes by name, and profiles with weights beyond reason.
 *
 * <p>For pods to which nodes differ by themselves alone the best is read off a {@link ScoreRow}, brought up to date with what has changed since.
 * Where nodes matter to each other (preferences, spread, affinity between pods) the row gives the node's own part, pods are counted as they come
 * and go, and one pass over the nodes does the rest.
 */
public final class IndexedSearch implements NodeSearch {
    /** What rows may take in memory unless said otherwise: 256 MB. */
    public static final long DEFAULT_BUDGET_BYTES = 256L << 20;

    private final SchedulingCycle cycle;
    private final SchedulingCycle.Rules rules;
    private final Nominations nominations;
    private final NodeRecords records;
    private final Kinds kinds;
    private final Rows rows;
    private final WideSearch wide;
    private final Points points;
    private final boolean serves;
    private final IndexOutcome outcome = new IndexOutcome();
    private final ScoreRow.Best best = new ScoreRow.Best();
    private int[] withheld = new int[4];
    private int[] withheldSums = new int[4];
    private int withheldCount;

    /**
     * Creates the search.
     *
     * @param cluster the cluster
     * @param profile the profile, the same as that of the cycle
     * @param cycle the full scan that it stands in for; both share the order of nodes and the place where a search begins
     * @param nominations pods that wait for others to go, the same as the cycle's
     * @param budgetBytes what rows may take in memory
     */
    public IndexedSearch(
            ClusterCache cluster,
            SchedulerProfile profile,
            SchedulingCycle cycle,
            Nominations nominations,
            long budgetBytes) {
        this(cluster, profile, cycle, nominations, budgetBytes, List.of());
    }

    /**
     * Creates the search for a cycle that has filters besides those of its profile. Those that look at one node alone are served, if what they say
     * changes only when the node changes in the cluster's log; with any other every search is a full scan.
     */
    public IndexedSearch(
            ClusterCache cluster,
            SchedulerProfile profile,
            SchedulingCycle cycle,
            Nominations nominations,
            long budgetBytes,
            List<FilterPlugin> more) {
        this.cycle = cycle;
        this.rules = cycle.rules();
        this.nominations = nominations;
        this.records = new NodeRecords(cluster, cycle.order());
        this.points = new Points(profile, cluster, more);
        this.serves = points.sumsFit() && points.moreLookAtOneNode();
        this.kinds = new Kinds(cluster, profile, points, records, budgetBytes);
        this.rows = new Rows(records, cluster.changes(), budgetBytes);
        this.wide = new WideSearch(cluster, profile, points, records, rules);
    }

    @Override
    public SearchOutcome decide(Pod pod, long decision) {
        PodClass podClass = pod.podClass();
        cycle.order().refresh();
        int nodes = cycle.order().size();
        Kind kind = kinds.of(podClass);
        if (!serves
                || nodes == 0
                || kind.confined
                || points.moreConfine(podClass)
                || nominations.node(pod) != Pod.NOWHERE) {
            return cycle.decide(pod, decision);
        }
        records.refresh();
        outcome.begin(nodes, SearchSize.toFind(nodes, rules.percentageOfNodesToScore()), cycle.start());
        ScoreRow row = rows.of(kind.local);
        withhold(pod, row);
        Neighbours neighbours = kinds.neighbours(kind);
        if (neighbours != null || kind.local.fixed.prefers()) {
            wide.search(kind.local.fixed, neighbours, row, decision, outcome);
        } else {
            searchRow(row, decision);
        }
        giveBack(row);
        cycle.startAt(outcome.startAfter);
        return outcome;
    }

    private void searchRow(ScoreRow row, long decision) {
        int nodes = outcome.nodes;
        int start = outcome.startBefore % nodes;
        int end = outcome.toFind < nodes ? end(row, start) : start + nodes;
        best.clear();
        row.add(start, Math.min(end, nodes), best);
        row.add(0, Math.max(0, end - nodes), best);
        outcome.feasibleCount = best.fitting;
        outcome.startAfter = (int) (((long) outcome.startBefore + end - start) % nodes);
        if (best.fitting > 0) {
            outcome.bestTotal = best.sum + wide.constant();
            outcome.ties = best.holders;
            outcome.chosen = records.node(chosenPlace(row, start, end, decision));
        }
    }

    /** Where the search ends, counted on past the last place: at the node that is one too many, or after all. */
    private int end(ScoreRow row, int start) {
        int nodes = outcome.nodes;
        int wanted = outcome.toFind + 1;
        int place = row.find(start, nodes, wanted);
        if (place >= 0) {
            return place;
        }
        int again = row.find(0, start, wanted - ~place);
        return again >= 0 ? nodes + again : nodes + start;
    }

    private int chosenPlace(ScoreRow row, int start, int end, long decision) {
        if (rules.ties() == TieRule.LOWEST_NAME) {
            return records.placeOfRank(best.rank);
        }
        int wanted = best.holders == 1 ? 0 : rules.draws().below(best.holders, decision, 0);
        int place = row.holder(start, Math.min(end, outcome.nodes), best.sum, wanted);
        return place >= 0 ? place : row.holder(0, end - outcome.nodes, best.sum, wanted - ~place);
    }

    /** Takes out, for this search, nodes that will not do once the pods nominated for them are there. */
    private void withhold(Pod pod, ScoreRow row) {
        withheldCount = 0;
        if (nominations.isEmpty()) {
            return;
        }
        Filters filters = cycle.filters();
        filters.preFilter(pod.podClass());
        for (int node : nominations.nodes()) {
            int place = records.place(node);
            if (place >= 0 && row.sums()[place] >= 0 && filters.filterWithNominations(pod, node) != null) {
                if (withheldCount == withheld.length) {
                    withheld = Arrays.copyOf(withheld, 2 * withheldCount);
                    withheldSums = Arrays.copyOf(withheldSums, 2 * withheldCount);
                }
                withheld[withheldCount] = place;
                withheldSums[withheldCount++] = row.set(place, LocalScore.UNFIT);
            }
        }
        row.clean();
    }

    private void giveBack(ScoreRow row) {
        for (int i = withheldCount - 1; i >= 0; i--) {
            row.set(withheld[i], withheldSums[i]);
        }
        if (withheldCount > 0) {
            row.clean();
        }
    }
}
