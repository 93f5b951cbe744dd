package io.wavetank.policy.mesos.sorter;

import io.wavetank.policy.Draws;
import io.wavetank.policy.mesos.sorter.SorterNode.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A weighted shuffle: a client comes first with a probability in proportion to its weight.
 *
 * <p>A client's weight is the product, down the tree, of its node's weight over the sum of the weights of all siblings that take part. The
 * key of a client is {@code -(u ^ (1 / weight))} with {@code u} uniform in (0, 1); the lowest key comes first.
 *
 * <p>Source: the random sorter of Apache Mesos (2024-08), see this family's README.
 */
public final class RandomOrder implements TreeSorter.Order {
    private final Draws draws;
    private long sorts;

    private RandomOrder(Draws draws) {
        this.draws = draws;
    }

    /**
     * Returns a sorter of this kind without clients.
     *
     * @param draws its chance: the subject is the number of the sort, the place in it the number of the draw
     */
    public static Sorter sorter(Draws draws) {
        return new TreeSorter(new RandomOrder(draws), Set.of());
    }

    private record Ticket(String client, double weight, double key) {}

    @Override
    public List<String> sorted(ClientTree tree, TreeSorter.Shares shares) {
        var tickets = new ArrayList<Ticket>();
        enter(tree.root(), 1.0, tree, tickets);
        long sort = sorts++;
        for (int i = 0; i < tickets.size(); i++) {
            Ticket each = tickets.get(i);
            double key = -StrictMath.pow(draws.uniform(sort, i), 1.0 / each.weight());
            tickets.set(i, new Ticket(each.client(), each.weight(), key));
        }
        tickets.sort(Comparator.comparingDouble(Ticket::key));
        return tickets.stream().map(Ticket::client).toList();
    }

    private static void enter(SorterNode node, double weight, ClientTree tree, List<Ticket> tickets) {
        double sum = 0;
        for (SorterNode child : node.children) {
            sum += child.active() ? tree.weight(child) : 0;
        }
        for (SorterNode child : node.children) {
            if (child.active()) {
                double share = weight * tree.weight(child) / sum;
                if (child.kind == Kind.INNER) {
                    enter(child, share, tree, tickets);
                } else {
                    tickets.add(new Ticket(child.client(), share, 0));
                }
            }
        }
    }
}
