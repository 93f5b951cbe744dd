package io.wavetank.policy.recovery;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.NodeView;
import io.wavetank.policy.failover.FailoverActions;
import io.wavetank.policy.failover.FailoverEvent;
import io.wavetank.policy.failover.FailoverPolicy;
import io.wavetank.policy.failover.FailoverView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Spare nodes: some take nothing until another is lost; then one takes its place, after the time that it takes to make it ready.
 *
 * <p>Spares are the nodes with a label of a given value. For each node that counts as lost one spare is opened, in the order of their numbers, {@code activation}
 * after the loss was found out; not if the node is back by then. What becomes of it when the lost node is back: it stays in use, and the node that is back is a
 * spare from then on (as a global hot spare of a disk array, without copying back); or, with {@code copyback}, it takes nothing new, and is a spare again at once,
 * while what runs on it goes on until its end.
 */
public final class SparePool implements FailoverPolicy {
    private final FailoverView service;
    private final String label;
    private final String value;
    private final long activationNanos;
    private final boolean copyback;
    private final FailoverPolicy rest;
    /** Those that may be opened. */
    private final TreeSet<Integer> spares = new TreeSet<>();
    /** All that take nothing: the spares, and those that will be spares when they are back. */
    private final TreeSet<Integer> closed = new TreeSet<>();

    private final Deque<Integer> lost = new ArrayDeque<>();
    /** By lost node: the spare in its place. */
    private final TreeMap<Integer, Integer> replaced = new TreeMap<>();
    /** By lost node: when a spare is ready for it. */
    private final TreeMap<Integer, Long> due = new TreeMap<>();

    /**
     * Creates the policy.
     *
     * @param label the label of spare nodes
     * @param value its value
     * @param activationNanos how long it takes to make one ready
     * @param copyback whether a spare is one again when the node in whose place it stands is back
     * @param rest says what becomes of members
     */
    public SparePool(
            FailoverView service,
            String label,
            String value,
            long activationNanos,
            boolean copyback,
            FailoverPolicy rest) {
        this.service = service;
        this.label = label;
        this.value = value;
        this.activationNanos = activationNanos;
        this.copyback = copyback;
        this.rest = rest;
    }

    @Override
    public void on(long now, FailoverEvent event, FailoverActions out) {
        rest.on(now, event, out);
        if (event instanceof FailoverEvent.Begins) {
            begin(out);
        } else if (event instanceof FailoverEvent.NodeLost node) {
            if (spares.remove(node.node())) {
                return; // it was not in use
            }
            lost.addLast(node.node());
            due.put(node.node(), now + activationNanos);
            out.wakeAt(now + activationNanos, 0);
        } else if (event instanceof FailoverEvent.NodeBack node) {
            back(node.node(), out);
        }
        activate(now, out);
    }

    private void begin(FailoverActions out) {
        ClusterView cluster = service.cluster();
        for (int i = 0; i < cluster.nodeCount(); i++) {
            NodeView node = cluster.node(i);
            if (value.equals(node.labels().get(label))) {
                spares.add(i);
                close(i, out);
            }
        }
    }

    private void activate(long now, FailoverActions out) {
        List<Integer> ready = new ArrayList<>();
        for (int node : lost) {
            if (due.getOrDefault(node, 0L) <= now && !spares.isEmpty()) {
                int spare = spares.pollFirst();
                closed.remove(spare);
                out.open(spare);
                replaced.put(node, spare);
                ready.add(node);
            }
        }
        lost.removeAll(ready);
    }

    private void back(int node, FailoverActions out) {
        lost.remove(node);
        due.remove(node);
        Integer spare = replaced.remove(node);
        if (spare != null && copyback) {
            retire(spare, out);
        } else if (spare != null) {
            replaced.replaceAll((of, by) -> by == node ? spare : by); // it stands where this one stood
            retire(node, out);
        } else if (closed.contains(node)) {
            spares.add(node);
        }
    }

    /** A node is a spare from now on; if it is lost itself it will be once it is back, and what stands in its place is not needed there any more. */
    private void retire(int node, FailoverActions out) {
        close(node, out);
        Integer inItsPlace = replaced.remove(node);
        if (inItsPlace != null) {
            retire(inItsPlace, out);
        } else if (!lost.remove(node)) {
            spares.add(node);
        }
    }

    private void close(int node, FailoverActions out) {
        closed.add(node);
        out.close(node);
    }
}
