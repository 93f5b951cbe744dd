package io.wavetank.policy.kubernetes.index;

import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.Topology;
import io.wavetank.policy.kubernetes.framework.Normalisation;
import io.wavetank.policy.kubernetes.framework.SchedulingCycle;
import io.wavetank.policy.kubernetes.framework.TieRule;
import io.wavetank.policy.kubernetes.plugin.SpreadTerm;
import io.wavetank.policy.kubernetes.profile.PluginNames;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the nodes for pods to which nodes matter to each other: which of those that will do by themselves pass spread and affinity, what
 * their raw scores are, and which total is best. The nodes' own parts and all counts of pods are kept; nothing here looks at a pod.
 */
final class WideSearch {
    private static final long FULL = 100;

    private final NodeRecords records;
    private final Topology topology;
    private final SchedulingCycle.Rules rules;
    private final long taintWeight;
    private final long preferenceWeight;
    private final long spreadWeight;
    private final long affinityWeight;
    private final boolean spreadLeftOut;
    private final Normaliser taints = new Normaliser(Normalisation.REVERSE_MAX);
    private final Normaliser preferences = new Normaliser(Normalisation.MAX);
    private final Normaliser spread = new Normaliser(Normalisation.SPREAD);
    private final Normaliser affinity = new Normaliser(Normalisation.RANGE);
    private final SpreadScores spreadScores;
    private int[] places = new int[0];
    private long[] raw = new long[0];
    private long[] totals = new long[0];
    private int found;
    private boolean[][] open = {};

    WideSearch(
            ClusterCache cluster,
            SchedulerProfile profile,
            Points points,
            NodeRecords records,
            SchedulingCycle.Rules rules) {
        this.records = records;
        this.topology = cluster.topology();
        this.rules = rules;
        this.taintWeight = points.weight(PluginNames.TAINT_TOLERATION);
        this.preferenceWeight = points.weight(PluginNames.NODE_AFFINITY);
        this.spreadWeight = points.weight(PluginNames.POD_TOPOLOGY_SPREAD);
        this.affinityWeight = points.weight(PluginNames.INTER_POD_AFFINITY);
        this.spreadLeftOut = profile.version().leavesOut(PluginNames.POD_TOPOLOGY_SPREAD);
        this.spreadScores = new SpreadScores(topology);
    }

    /** What every node gets on top of its own part where nothing tells nodes apart: no taints, and nothing to spread. */
    long constant() {
        return taintWeight * FULL + (spreadLeftOut ? 0 : spreadWeight * FULL);
    }

    /** Searches from where the outcome says and completes it. */
    void search(FixedView fixed, @Nullable Neighbours neighbours, ScoreRow row, long decision, IndexOutcome outcome) {
        if (places.length < records.count()) {
            places = new int[records.count()];
            raw = new long[records.count()];
            totals = new long[records.count()];
        }
        int evaluated = find(neighbours, row.sums(), outcome);
        outcome.startAfter = (int) (((long) outcome.startBefore + evaluated) % outcome.nodes);
        outcome.feasibleCount = found;
        if (found > 0) {
            score(fixed, neighbours, row.sums());
            choose(decision, outcome);
        }
    }

    /** Collects the places that will do, and returns how many nodes that took. */
    private int find(@Nullable Neighbours neighbours, int[] sums, IndexOutcome outcome) {
        found = 0;
        int hard = neighbours == null ? 0 : openDomains(neighbours);
        AffinityCounts related = neighbours == null ? null : neighbours.affinity;
        boolean asks = related != null && related.filters();
        int[] nodes = records.nodes();
        int place = outcome.startBefore % outcome.nodes;
        for (int i = 0; i < outcome.nodes; i++) {
            if (sums[place] >= 0
                    && (hard == 0 || neighbours == null || isOpen(neighbours.hard, hard, nodes[place]))
                    && (!asks || related == null || related.allows(nodes[place]))) {
                if (found == outcome.toFind) {
                    return i;
                }
                places[found++] = place;
            }
            place = place + 1 == outcome.nodes ? 0 : place + 1;
        }
        return outcome.nodes;
    }

    /** Finds out which domains the hard spread constraints leave open, and returns how many constraints there are. */
    private int openDomains(Neighbours neighbours) {
        SpreadCounts hard = neighbours.hard;
        if (open.length < hard.size()) {
            open = Arrays.copyOf(open, hard.size());
            Arrays.fill(open, new boolean[0]);
        }
        for (int i = 0; i < hard.size(); i++) {
            long[] counts = hard.inDomain(i);
            if (open[i].length < counts.length) {
                open[i] = new boolean[2 * counts.length];
            }
            SpreadTerm term = hard.term(i);
            boolean counted = !neighbours.minDomains || hard.domains(i) > 0;
            boolean few =
                    neighbours.minDomains && hard.domains(i) < term.constraint().minDomains();
            long most = term.constraint().maxSkew()
                    + (few ? 0 : emptiest(counts, hard.members(i)))
                    - (term.countsItself() ? 1 : 0);
            for (int domain = 0; domain < counts.length; domain++) {
                open[i][domain] = !counted || counts[domain] <= most;
            }
        }
        return hard.size();
    }

    private static long emptiest(long[] counts, int[] members) {
        long least = Integer.MAX_VALUE;
        for (int domain = 0; domain < counts.length; domain++) {
            if (members[domain] > 0) {
                least = Math.min(least, counts[domain]);
            }
        }
        return least;
    }

    private boolean isOpen(SpreadCounts hard, int count, int node) {
        for (int i = 0; i < count; i++) {
            int domain = topology.domain(hard.term(i).key(), node);
            if (domain == Topology.NO_DOMAIN || !open[i][domain]) {
                return false;
            }
        }
        return true;
    }

    private void score(FixedView fixed, @Nullable Neighbours neighbours, int[] sums) {
        boolean spreads = neighbours != null && neighbours.soft.size() > 0;
        long constant =
                (fixed.prefers() ? 0 : taintWeight * FULL) + (spreads || spreadLeftOut ? 0 : spreadWeight * FULL);
        for (int k = 0; k < found; k++) {
            totals[k] = sums[places[k]] + constant;
        }
        if (fixed.prefers()) {
            addTaints(fixed.taints());
            addPreferences(fixed.preferences());
        }
        if (spreads && neighbours != null) {
            addSpread(neighbours.soft);
        }
        if (neighbours != null && neighbours.affinity != null && affinityWeight > 0) {
            addAffinity(neighbours.affinity);
        }
    }

    private void addTaints(int[] counts) {
        long max = 0;
        for (int k = 0; k < found; k++) {
            raw[k] = counts[records.node(places[k])];
            max = Math.max(max, raw[k]);
        }
        taints.begin(0, max);
        for (int k = 0; k < found; k++) {
            totals[k] += taintWeight * taints.score(raw[k]);
        }
    }

    private void addPreferences(long[] weights) {
        long max = 0;
        for (int k = 0; k < found; k++) {
            raw[k] = weights[records.node(places[k])];
            max = Math.max(max, raw[k]);
        }
        preferences.begin(0, max);
        for (int k = 0; k < found; k++) {
            totals[k] += preferenceWeight * preferences.score(raw[k]);
        }
    }

    private void addAffinity(AffinityCounts counts) {
        long max = Long.MIN_VALUE;
        long min = Long.MAX_VALUE;
        for (int k = 0; k < found; k++) {
            raw[k] = counts.pull(records.node(places[k]));
            max = Math.max(max, raw[k]);
            min = Math.min(min, raw[k]);
        }
        affinity.begin(min, max);
        for (int k = 0; k < found; k++) {
            totals[k] += affinityWeight * affinity.score(raw[k]);
        }
    }

    private void addSpread(SpreadCounts soft) {
        spreadScores.begin(soft, records.nodes(), places, found);
        boolean[] ignored = soft.ignored();
        long max = 0;
        long min = Long.MAX_VALUE;
        for (int k = 0; k < found; k++) {
            int node = records.node(places[k]);
            if (!ignored[node]) {
                raw[k] = spreadScores.raw(node);
                max = Math.max(max, raw[k]);
                min = Math.min(min, raw[k]);
            }
        }
        spread.begin(min, max);
        for (int k = 0; k < found; k++) {
            if (!ignored[records.node(places[k])]) {
                totals[k] += spreadWeight * spread.score(raw[k]);
            }
        }
    }

    private void choose(long decision, IndexOutcome outcome) {
        int[] ranks = records.ranks();
        long best = Long.MIN_VALUE;
        int ties = 0;
        int rank = 0;
        for (int k = 0; k < found; k++) {
            if (totals[k] > best) {
                best = totals[k];
                ties = 1;
                rank = ranks[places[k]];
            } else if (totals[k] == best) {
                ties++;
                rank = Math.min(rank, ranks[places[k]]);
            }
        }
        outcome.bestTotal = best;
        outcome.ties = ties;
        int place = rules.ties() == TieRule.LOWEST_NAME
                ? records.placeOfRank(rank)
                : holder(best, ties == 1 ? 0 : rules.draws().below(ties, decision, 0));
        outcome.chosen = records.node(place);
    }

    /** The place of the {@code wanted}th node with a total, from 0, in the order in which they were found. */
    private int holder(long total, int wanted) {
        int left = wanted;
        for (int k = 0; k < found; k++) {
            if (totals[k] == total && left-- == 0) {
                return places[k];
            }
        }
        throw new IllegalStateException("Fewer nodes with a total of " + total + " than were counted");
    }
}
