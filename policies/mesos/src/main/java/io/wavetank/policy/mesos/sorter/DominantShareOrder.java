package io.wavetank.policy.mesos.sorter;

import io.wavetank.policy.mesos.sorter.SorterNode.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Dominant resource fairness: who holds the smallest share of what it holds most of is served first.
 *
 * <p>{@code share = max over resources of (held / total) / weight}. Equal shares: who was given something less often, then the path. Each
 * level of the tree is ordered by itself and listed depth first.
 *
 * <p>Source: the DRF sorter of Apache Mesos (2024-08), see this family's README; the algorithm is Ghodsi et al., "Dominant Resource
 * Fairness: Fair Allocation of Multiple Resource Types", NSDI 2011.
 */
public final class DominantShareOrder implements TreeSorter.Order {
    private static final Comparator<SorterNode> ORDER = Comparator.<SorterNode>comparingDouble(node -> node.share)
            .thenComparingLong(node -> node.holdings.count())
            .thenComparing(node -> node.path);

    private DominantShareOrder() {}

    /**
     * Returns a sorter of this kind without clients.
     *
     * @param fairnessExclude names of resources that do not count
     */
    public static Sorter sorter(Set<String> fairnessExclude) {
        return new TreeSorter(new DominantShareOrder(), fairnessExclude);
    }

    @Override
    public List<String> sorted(ClientTree tree, TreeSorter.Shares shares) {
        var clients = new ArrayList<String>();
        list(tree.root(), tree, shares, clients);
        return clients;
    }

    private static void list(SorterNode node, ClientTree tree, TreeSorter.Shares shares, List<String> clients) {
        if (node.children.size() > 1) {
            for (SorterNode child : node.children) {
                child.share = shares.dominant(child) / tree.weight(child);
            }
            node.children.sort(ORDER);
        }
        for (SorterNode child : node.children) {
            if (child.kind == Kind.INNER) {
                list(child, tree, shares, clients);
            } else if (child.kind == Kind.ACTIVE) {
                clients.add(child.client());
            }
        }
    }
}
