package io.wavetank.policy.mesos.sorter;

import io.wavetank.policy.mesos.resource.Quantities;
import io.wavetank.policy.mesos.resource.ResourceBag;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/** The books that both sorters keep; the order is made by an {@link Order}. */
public final class TreeSorter implements Sorter {
    private final ClientTree tree = new ClientTree();
    private final ClientTree.Totals totals = new ClientTree.Totals();
    private final Order order;
    private final Set<String> fairnessExclude;

    /** Puts the active clients of a tree in order. */
    interface Order {
        /** Returns the active clients, first to be served first. */
        List<String> sorted(ClientTree tree, Shares shares);
    }

    /** What part of the total a node holds. */
    interface Shares {
        /** Returns the largest part that it holds of anything. */
        double dominant(SorterNode node);
    }

    TreeSorter(Order order, Set<String> fairnessExclude) {
        this.order = order;
        this.fairnessExclude = Set.copyOf(fairnessExclude);
    }

    @Override
    public void add(String client) {
        tree.add(client);
    }

    @Override
    public void remove(String client) {
        tree.remove(client);
    }

    @Override
    public void activate(String client) {
        tree.setActive(client, true);
    }

    @Override
    public void deactivate(String client) {
        tree.setActive(client, false);
    }

    @Override
    public boolean contains(String client) {
        return tree.contains(client);
    }

    @Override
    public int count() {
        return tree.count();
    }

    @Override
    public void updateWeight(String path, double weight) {
        if (!(weight > 0)) {
            throw new IllegalArgumentException("A weight is positive: " + weight + " of '" + path + "'");
        }
        tree.setWeight(path, weight);
    }

    @Override
    public void addAgent(String agent, ResourceBag total) {
        totals.add(agent, total);
    }

    @Override
    public void removeAgent(String agent, ResourceBag total) {
        totals.remove(agent, total);
    }

    @Override
    public void allocated(String client, String agent, ResourceBag resources) {
        tree.change(client, holdings -> holdings.add(agent, resources));
    }

    @Override
    public void unallocated(String client, String agent, ResourceBag resources) {
        tree.change(client, holdings -> holdings.subtract(agent, resources));
    }

    @Override
    public void update(String client, String agent, ResourceBag before, ResourceBag after) {
        tree.change(client, holdings -> holdings.update(agent, before, after));
    }

    @Override
    public SortedMap<String, ResourceBag> allocation(String client) {
        return tree.require(client).holdings.byAgent();
    }

    @Override
    public Quantities allocatedScalars(String client) {
        return tree.require(client).holdings.totals();
    }

    @Override
    public Quantities allocatedScalars() {
        return tree.root().holdings.totals();
    }

    @Override
    public Quantities totalScalars() {
        return totals.sum();
    }

    @Override
    public List<String> sort() {
        return order.sorted(tree, this::dominantShare);
    }

    @Override
    public double dominantShare(String client) {
        return tree.contains(client) ? dominantShare(tree.require(client)) : 0;
    }

    private double dominantShare(SorterNode node) {
        Quantities held = node.holdings.totals();
        Quantities all = totals.sum();
        double share = 0;
        for (String name : held.names()) {
            if (all.thousandths(name) > 0 && !fairnessExclude.contains(name)) {
                share = Math.max(share, value(held.thousandths(name)) / value(all.thousandths(name)));
            }
        }
        return share;
    }

    private static double value(long thousandths) {
        return thousandths / 1000.0;
    }
}
