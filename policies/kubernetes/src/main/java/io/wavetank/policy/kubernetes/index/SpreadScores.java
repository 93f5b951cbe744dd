package io.wavetank.policy.kubernetes.index;

import io.wavetank.policy.kubernetes.cluster.Topology;
import io.wavetank.policy.kubernetes.plugin.Logarithm;
import io.wavetank.policy.kubernetes.plugin.Rounding;
import java.util.Arrays;

/** Raw scores of soft spread constraints for the nodes of one search, from counts that are kept: the plug-in's operations on doubles. */
final class SpreadScores {
    private final Topology topology;
    private int size;
    private double[] weights = {};
    private double[] skews = {};
    private int[][] domainOf = {};
    private long[][] counts = {};
    private boolean[] hosts = {};
    private double[] logarithms = new double[16];
    private long[] seen = new long[16];
    private long round;

    SpreadScores(Topology topology) {
        this.topology = topology;
    }

    /** Gets ready for the nodes at the first {@code found} of these places. */
    void begin(SpreadCounts soft, int[] nodes, int[] places, int found) {
        size = soft.size();
        if (weights.length < size) {
            weights = new double[size];
            skews = new double[size];
            domainOf = new int[size][];
            counts = new long[size][];
            hosts = new boolean[size];
        }
        for (int i = 0; i < size; i++) {
            int key = soft.term(i).key();
            hosts[i] = topology.name(key).equals(Topology.HOSTNAME);
            domainOf[i] = topology.column(key);
            counts[i] = hosts[i] ? soft.onNode(i) : soft.inDomain(i);
            skews[i] = soft.term(i).constraint().maxSkew() - 1;
            weights[i] = logarithm(domains(i, soft, nodes, places, found) + 2);
        }
    }

    /** How many domains the nodes are in that take part; where a domain is a host, how many nodes. */
    private int domains(int i, SpreadCounts soft, int[] nodes, int[] places, int found) {
        boolean[] ignored = soft.ignored();
        int domains = 0;
        round++;
        if (!hosts[i] && seen.length < counts[i].length) {
            seen = new long[2 * counts[i].length];
        }
        for (int k = 0; k < found; k++) {
            int node = nodes[places[k]];
            if (!ignored[node]) {
                if (hosts[i]) {
                    domains++;
                } else {
                    int domain = domainOf[i][node] == Topology.NO_DOMAIN ? Topology.EMPTY_VALUE : domainOf[i][node];
                    domains += seen[domain] == round ? 0 : 1;
                    seen[domain] = round;
                }
            }
        }
        return domains;
    }

    private double logarithm(int number) {
        if (number >= logarithms.length) {
            logarithms = Arrays.copyOf(logarithms, Math.max(number + 1, 2 * logarithms.length));
        }
        if (logarithms[number] == 0) {
            logarithms[number] = Logarithm.of(number);
        }
        return logarithms[number];
    }

    /** The raw score of a node that takes part. */
    long raw(int node) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            int domain = domainOf[i][node];
            if (domain != Topology.NO_DOMAIN) {
                sum += counts[i][hosts[i] ? node : domain] * weights[i] + skews[i];
            }
        }
        return Rounding.halfAwayFromZero(sum);
    }
}
