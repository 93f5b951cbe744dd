package io.wavetank.policy.mesos.sorter;

import io.wavetank.policy.mesos.resource.Quantities;
import io.wavetank.policy.mesos.resource.ResourceBag;
import io.wavetank.policy.mesos.sorter.SorterNode.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tree of a sorter's clients with what each holds, which counts for every node above it too.
 *
 * <p>A client whose name is the beginning of others' becomes an inner node with a virtual leaf below it that stands for the client itself.
 * When the last of the others is gone, the leaf is folded back.
 */
final class ClientTree {
    private final SorterNode root = new SorterNode("", Kind.INNER, null);
    private final Map<String, SorterNode> clients = new HashMap<>();
    private final Map<String, Double> weights = new HashMap<>();

    SorterNode root() {
        return root;
    }

    int count() {
        return clients.size();
    }

    boolean contains(String client) {
        return clients.containsKey(client);
    }

    SorterNode require(String client) {
        SorterNode node = clients.get(client);
        if (node == null) {
            throw new IllegalArgumentException("There is no client '" + client + "'");
        }
        return node;
    }

    double weight(SorterNode node) {
        return weights.getOrDefault(node.path, 1.0);
    }

    void setWeight(String path, double weight) {
        weights.put(path, weight);
    }

    void add(String client) {
        if (contains(client)) {
            throw new IllegalArgumentException("There is a client '" + client + "' already");
        }
        SorterNode node = root;
        for (String name : client.split("/", -1)) {
            node = stepDown(node, name);
        }
        if (!node.children.isEmpty()) {
            node = attach(node, SorterNode.VIRTUAL);
        }
        node.kind = Kind.INACTIVE;
        clients.put(client, node);
    }

    /** Returns the child of that name, made if there is none; a leaf gets a virtual leaf first, which takes its place as the client. */
    private SorterNode stepDown(SorterNode node, String name) {
        if (node.leaf()) {
            Kind was = node.kind;
            node.kind = Kind.INNER;
            SorterNode virtual = attach(node, SorterNode.VIRTUAL);
            virtual.kind = was;
            virtual.holdings = new Holdings(node.holdings);
            clients.put(node.path, virtual);
        }
        SorterNode child = node.child(name);
        return child != null ? child : attach(node, name);
    }

    private static SorterNode attach(SorterNode parent, String name) {
        var child = new SorterNode(name, Kind.INNER, parent);
        parent.children.add(child);
        return child;
    }

    void remove(String client) {
        SorterNode leaf = require(client);
        clients.remove(client);
        SorterNode current = leaf;
        while (current.parent != null) {
            SorterNode parent = current.parent;
            leaf.holdings.byAgent().forEach(parent.holdings::subtract);
            if (current.children.isEmpty()) {
                parent.children.removeIf(current::equals);
            } else {
                fold(current);
            }
            current = parent;
        }
    }

    private void fold(SorterNode node) {
        SorterNode only = node.children.get(0);
        if (node.children.size() == 1 && only.name.equals(SorterNode.VIRTUAL)) {
            node.kind = only.kind;
            node.children.clear();
            clients.put(node.path, node);
        }
    }

    void setActive(String client, boolean active) {
        require(client).kind = active ? Kind.ACTIVE : Kind.INACTIVE;
    }

    /** Changes what a client holds, and with it what every node above it holds. */
    void change(String client, Consumer<Holdings> change) {
        for (@Nullable SorterNode node = require(client); node != null; node = node.parent) {
            change.accept(node.holdings);
        }
    }

    /** What agents offer, in the same way of counting. */
    static final class Totals {
        private final Holdings holdings = new Holdings();

        Quantities sum() {
            return holdings.totals();
        }

        void add(String agent, ResourceBag total) {
            holdings.add(agent, total);
        }

        void remove(String agent, ResourceBag total) {
            holdings.subtract(agent, total);
        }
    }
}
