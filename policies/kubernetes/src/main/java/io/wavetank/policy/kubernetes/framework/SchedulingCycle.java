package io.wavetank.policy.kubernetes.framework;

import io.wavetank.policy.Draws;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.NodeOrder;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Predicate;

/**
 * The search for a node for one pod, in full: every filter is asked about one node after the other, every score about every node that will do.
 * It is the plain reference that faster ways are held to.
 *
 * <p>The search goes through the nodes in the order in which zones take turns, begins where the last one ended, and ends when one node more
 * would do than are looked for; that one is not taken in. It decides and changes nothing: the caller puts the pod on the node.
 *
 * <p>Source: Kubernetes 1.26, {@code schedulePod}, with the nodes examined one at a time.
 */
public final class SchedulingCycle implements NodeSearch {
    private final ClusterCache cluster;
    private final Filters filters;
    private final ScorePlugin[] scores;
    private final long[] weights;
    private final Rules rules;
    private final Nominations nominations;
    private final NodeOrder order;
    private final Findings findings;
    private int start;

    /**
     * What a cycle goes by besides its plug-ins.
     *
     * @param percentageOfNodesToScore how many of the nodes must be found to do, in percent; 0 lets it depend on their number
     * @param leavesOut the names of score plug-ins that do not count at all where all nodes are alike to them
     * @param ties which of equally good nodes is taken
     * @param draws where draws come from, if ties are drawn
     */
    public record Rules(int percentageOfNodesToScore, Predicate<String> leavesOut, TieRule ties, Draws draws) {}

    /** A score plug-in and what it counts for. */
    public record Weighted(ScorePlugin plugin, long weight) {}

    /** Puts a cycle together. */
    public SchedulingCycle(
            ClusterCache cluster, Filters filters, List<Weighted> scores, Nominations nominations, Rules rules) {
        this.cluster = cluster;
        this.filters = filters;
        this.scores = scores.stream().map(Weighted::plugin).toArray(ScorePlugin[]::new);
        this.weights = scores.stream().mapToLong(Weighted::weight).toArray();
        this.nominations = nominations;
        this.rules = rules;
        this.order = new NodeOrder(cluster);
        this.findings = new Findings(this.scores.length);
    }

    /** The score plug-ins in their order. */
    public List<ScorePlugin> scores() {
        return List.of(scores);
    }

    /** What the score plug-ins count for, in their order. */
    public long[] weights() {
        return weights.clone();
    }

    /** What the cycle goes by besides its plug-ins. */
    public Rules rules() {
        return rules;
    }

    /** The filters. */
    public Filters filters() {
        return filters;
    }

    /** Where the next search begins, before taking it modulo the number of nodes. */
    public int start() {
        return start;
    }

    /** Lets the next search begin elsewhere: where another search ended that took this one's place. */
    public void startAt(int place) {
        this.start = place;
    }

    /** The order in which nodes are searched. */
    public NodeOrder order() {
        return order;
    }

    @Override
    public Findings decide(Pod pod, long decision) {
        order.refresh();
        findings.clear(cluster.nodes().slots());
        findings.nodes = order.size();
        findings.startBefore = start;
        search(pod);
        findings.startAfter = start;
        if (findings.feasibleCount > 0) {
            score(pod.podClass());
            choose(decision);
        }
        return findings;
    }

    private void search(Pod pod) {
        PodClass kind = pod.podClass();
        Status all = filters.preFilter(kind);
        if (all != null) {
            for (int place = 0; place < order.size(); place++) {
                findings.reject(order.node(place), all);
            }
            return;
        }
        int nominated = nominations.node(pod);
        if (nominated != Pod.NOWHERE && cluster.nodes().present(nominated) && examine(pod, nominated)) {
            findings.accept(nominated);
            return;
        }
        SortedSet<String> names = filters.confinedTo(kind);
        if (names == null) {
            sample(pod);
        } else {
            searchAll(pod, names);
        }
    }

    private void sample(Pod pod) {
        int nodes = order.size();
        if (nodes == 0) {
            return;
        }
        findings.toFind = SearchSize.toFind(nodes, rules.percentageOfNodesToScore());
        int place = start % nodes;
        for (int i = 0; i < nodes; i++) {
            int node = order.node(place);
            if (examine(pod, node)) {
                if (findings.feasibleCount == findings.toFind) {
                    break;
                }
                findings.accept(node);
            }
            place = place + 1 == nodes ? 0 : place + 1;
        }
        start = (start + findings.feasibleCount + findings.rejectedCount) % nodes;
    }

    /** The nodes named are few: all of them are examined, in the order of the list. */
    private void searchAll(Pod pod, SortedSet<String> names) {
        int named = 0;
        for (int place = 0; place < order.size(); place++) {
            int node = order.node(place);
            if (names.contains(cluster.nodes().name(node))) {
                named++;
                if (examine(pod, node)) {
                    findings.accept(node);
                }
            }
        }
        findings.toFind = named;
        start = named == 0 ? start : (start + findings.feasibleCount + findings.rejectedCount) % named;
    }

    private boolean examine(Pod pod, int node) {
        Status status = filters.filterWithNominations(pod, node);
        if (status == null) {
            findings.retract(node);
            return true;
        }
        findings.reject(node, status);
        return false;
    }

    private void score(PodClass kind) {
        int count = findings.feasibleCount;
        Arrays.fill(findings.total, 0, count, 0);
        for (int i = 0; i < scores.length; i++) {
            ScorePlugin plugin = scores[i];
            long[] raw = findings.raw[i];
            plugin.preScore(kind, findings.feasible, count);
            for (int k = 0; k < count; k++) {
                raw[k] = plugin.score(kind, findings.feasible[k]);
            }
            plugin.normalisation().apply(plugin, findings.feasible, count, raw, findings.normalised[i]);
            if (!plugin.isIndifferent(kind) || !rules.leavesOut().test(plugin.name())) {
                for (int k = 0; k < count; k++) {
                    findings.total[k] += weights[i] * findings.normalised[i][k];
                }
            }
        }
    }

    private void choose(long decision) {
        long best = findings.total[0];
        for (int k = 1; k < findings.feasibleCount; k++) {
            best = Math.max(best, findings.total[k]);
        }
        int[] equals = new int[findings.feasibleCount];
        int ties = 0;
        for (int k = 0; k < findings.feasibleCount; k++) {
            if (findings.total[k] == best) {
                equals[ties++] = findings.feasible[k];
            }
        }
        findings.bestTotal = best;
        findings.ties = ties;
        findings.chosen = rules.ties() == TieRule.DRAW
                ? equals[ties == 1 ? 0 : rules.draws().below(ties, decision, 0)]
                : lowestName(equals, ties);
    }

    private int lowestName(int[] nodes, int count) {
        int lowest = nodes[0];
        for (int i = 1; i < count; i++) {
            if (cluster.nodes().name(nodes[i]).compareTo(cluster.nodes().name(lowest)) < 0) {
                lowest = nodes[i];
            }
        }
        return lowest;
    }
}
