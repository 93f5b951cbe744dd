package io.wavetank.policy.omega;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.TaskClass;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The cell as all schedulers share it: what is free on each node, how often each node changed, and, where schedulers hold what they are
 * offered, what is held. Commits are decided here.
 */
final class CellState {
    private final ClusterView cluster;
    private final int resources;
    private final long[] sequences;
    private final long[] held;
    private long seenVersion;
    private long freed;
    private int holders;

    CellState(ClusterView cluster) {
        this.cluster = cluster;
        this.resources = cluster.resources().count();
        this.sequences = new long[cluster.nodeCount()];
        this.held = new long[cluster.nodeCount() * resources];
        this.seenVersion = cluster.version();
    }

    ClusterView cluster() {
        return cluster;
    }

    int resources() {
        return resources;
    }

    /** Takes in what changed. */
    void catchUp() {
        long version = cluster.version();
        if (version == seenVersion) {
            return;
        }
        boolean told = cluster.changesSince(seenVersion, (node, more) -> {
            sequences[node]++;
            freed += more ? 1 : 0;
        });
        if (!told) {
            for (int node = 0; node < sequences.length; node++) {
                sequences[node]++;
            }
            freed++;
        }
        seenVersion = version;
    }

    /** How often something was freed so far. */
    long freed() {
        return freed;
    }

    long sequence(int node) {
        return sequences[node];
    }

    /** What is free on a node and held by nobody. */
    long available(int node, int resource) {
        return cluster.columns().free(resource, node) - held[node * resources + resource];
    }

    /** Changes what is held. */
    void hold(int node, int resource, long amount) {
        held[node * resources + resource] += amount;
    }

    /** One more scheduler holds something, or one less with -1. */
    void holders(int change) {
        holders += change;
    }

    /** Whether anybody holds anything. */
    boolean anythingHeld() {
        return holders > 0;
    }

    /**
     * Splits the claims of a transaction into those that can be carried out now and those that conflict with what happened since.
     *
     * @param bySequence whether any change of a node is a conflict, rather than only what does not fit
     * @return the claims that conflict, in their order
     */
    List<Transaction.Claim> conflicts(Transaction transaction, boolean bySequence) {
        catchUp();
        List<Transaction.Claim> conflicts = new ArrayList<>();
        var given = new TreeMap<Integer, long[]>();
        for (Transaction.Claim claim : transaction.claims()) {
            boolean stale = bySequence && sequences[claim.node()] != claim.sequence();
            if (stale || !give(claim, given.computeIfAbsent(claim.node(), key -> new long[resources]))) {
                conflicts.add(claim);
            }
        }
        return conflicts;
    }

    private boolean give(Transaction.Claim claim, long[] given) {
        TaskClass asked = claim.task().taskClass();
        if (!Feasibility.fits(asked, cluster, claim.node())) {
            return false;
        }
        for (int i = 0; i < asked.askedCount(); i++) {
            int resource = asked.asked(i);
            if (asked.totalRequest(resource) > cluster.columns().free(resource, claim.node()) - given[resource]) {
                return false;
            }
        }
        for (int i = 0; i < asked.askedCount(); i++) {
            given[asked.asked(i)] += asked.totalRequest(asked.asked(i));
        }
        return true;
    }
}
