package io.wavetank.sim.execution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is left of the speed of nodes of which something slows some down. */
public final class NodeRates {
    private double[] factors;
    private @Nullable List<Double>[] slowedBy;

    /** All nodes have their full speed. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of lists of something
    public NodeRates(int nodes) {
        this.factors = new double[nodes];
        Arrays.fill(factors, 1);
        this.slowedBy = new List[nodes];
    }

    /** What is left of a node's speed: 1 if nothing slows it down. */
    public double factor(int node) {
        return node < factors.length ? factors[node] : 1;
    }

    /** Something begins to slow a node down. */
    public void slow(int node, double factor) {
        if (node >= factors.length) { // it came while the run went on
            int before = factors.length;
            factors = Arrays.copyOf(factors, Math.max(node + 1, 2 * before));
            Arrays.fill(factors, before, factors.length, 1);
            slowedBy = Arrays.copyOf(slowedBy, factors.length);
        }
        List<Double> all = slowedBy[node];
        if (all == null) {
            all = new ArrayList<>(1);
            slowedBy[node] = all;
        }
        all.add(factor);
        factors[node] = product(all);
    }

    /** What slowed a node down does so no more. */
    public void recover(int node, double factor) {
        List<Double> all = slowedBy[node];
        if (all == null || !all.remove((Double) factor)) {
            throw new IllegalStateException("Node " + node + " was not slowed down to " + factor);
        }
        factors[node] = product(all);
    }

    /** Made anew each time, so that it is 1 again when nothing is left. */
    private static double product(List<Double> all) {
        double product = 1;
        for (double each : all) {
            product *= each;
        }
        return product;
    }
}
