package io.wavetank.policy.mesos.sorter;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place in the tree of clients: a client that is active or not, or an inner place with others below it. */
final class SorterNode {
    /** What a node is. */
    enum Kind {
        /** A client that takes part. */
        ACTIVE,
        /** A client that does not. */
        INACTIVE,
        /** No client: others are below. */
        INNER
    }

    /** The name of the leaf that stands for an inner node which is itself a client. */
    static final String VIRTUAL = ".";

    final String name;
    final String path;
    final @Nullable SorterNode parent;
    final List<SorterNode> children = new ArrayList<>();
    Kind kind;
    Holdings holdings = new Holdings();
    double share;

    SorterNode(String name, Kind kind, @Nullable SorterNode parent) {
        this.name = name;
        this.kind = kind;
        this.parent = parent;
        this.path = parent == null ? "" : parent.parent == null ? name : parent.path + "/" + name;
    }

    boolean leaf() {
        return kind != Kind.INNER;
    }

    /** The client's name; only for a leaf. */
    String client() {
        return name.equals(VIRTUAL) && parent != null ? parent.path : path;
    }

    @Nullable
    SorterNode child(String wanted) {
        for (SorterNode each : children) {
            if (each.name.equals(wanted)) {
                return each;
            }
        }
        return null;
    }

    /** Whether it or any client below it takes part. */
    boolean active() {
        return kind == Kind.ACTIVE || children.stream().anyMatch(SorterNode::active);
    }
}
