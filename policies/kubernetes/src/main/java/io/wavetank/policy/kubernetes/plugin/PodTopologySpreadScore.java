package io.wavetank.policy.kubernetes.plugin;

import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.NodeTable;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.cluster.Topology;
import io.wavetank.policy.kubernetes.framework.Normalisation;
import io.wavetank.policy.kubernetes.framework.ScorePlugin;
import io.wavetank.policy.kubernetes.profile.PluginNames;
import io.wavetank.policy.kubernetes.profile.SpreadArguments;
import java.util.Arrays;
import java.util.List;

/**
 * Prefers nodes in domains with few pods that the soft spread constraints count: the rounded sum over the constraints of
 * {@code pods * ln(domains + 2) + maxSkew - 1}, less being better.
 *
 * <p>Domains are those of the nodes being scored; pods in them are counted over all nodes that the inclusion policies let in. Where a domain is
 * a host, pods on the node itself are counted, and there are as many domains as nodes being scored. Nodes that lack a key are ignored, except
 * under the built-in defaults, where a missing key is a domain of its own that adds nothing to the node's score.
 *
 * <p>Source: Kubernetes 1.26.
 */
public final class PodTopologySpreadScore implements ScorePlugin {
    private static final int NOT_SCORED = -1;

    private final NodeTable nodes;
    private final Topology topology;
    private final SpreadTerms terms;
    private List<SpreadTerm> constraints = List.of();
    private boolean needAllKeys;
    private long[][] counts = {};
    private double[] weights = {};

    /** Creates the plug-in. */
    public PodTopologySpreadScore(ClusterCache cluster, SpreadArguments arguments) {
        this.nodes = cluster.nodes();
        this.topology = cluster.topology();
        this.terms = new SpreadTerms(cluster, arguments, false);
    }

    @Override
    public String name() {
        return PluginNames.POD_TOPOLOGY_SPREAD;
    }

    @Override
    public Scope scoreScope() {
        return Scope.DOMAIN;
    }

    @Override
    public Normalisation normalisation() {
        return Normalisation.SPREAD;
    }

    @Override
    public void preScore(PodClass pod, int[] scored, int count) {
        constraints = terms.of(pod);
        needAllKeys = terms.needAllKeys(pod);
        if (constraints.isEmpty()) {
            return;
        }
        if (counts.length < constraints.size()) {
            counts = new long[constraints.size()][0];
            weights = new double[constraints.size()];
        }
        for (int i = 0; i < constraints.size(); i++) {
            weights[i] = Logarithm.of(findDomains(i, scored, count) + 2);
        }
        for (int node = 0; node < nodes.slots(); node++) {
            if (nodes.present(node) && !ignores(node)) {
                countOn(pod, node);
            }
        }
    }

    /** Marks the domains of the nodes being scored and returns how many there are. */
    private int findDomains(int constraint, int[] scored, int count) {
        int key = constraints.get(constraint).key();
        if (counts[constraint].length < topology.domains(key)) {
            counts[constraint] = new long[2 * topology.domains(key)];
        }
        long[] pods = counts[constraint];
        Arrays.fill(pods, NOT_SCORED);
        boolean hosts = isHost(key);
        int size = 0;
        for (int i = 0; i < count; i++) {
            if (!ignores(scored[i])) {
                int domain = domain(key, scored[i]);
                size += hosts || pods[domain] == NOT_SCORED ? 1 : 0;
                pods[domain] = 0;
            }
        }
        return size;
    }

    private boolean isHost(int key) {
        return topology.name(key).equals(Topology.HOSTNAME);
    }

    private int domain(int key, int node) {
        return topology.has(key, node) ? topology.domain(key, node) : Topology.EMPTY_VALUE;
    }

    private void countOn(PodClass pod, int node) {
        boolean allowed = pod.allows(nodes.spec(node));
        for (int i = 0; i < constraints.size(); i++) {
            SpreadTerm term = constraints.get(i);
            int domain = domain(term.key(), node);
            if (!isHost(term.key()) && counts[i][domain] != NOT_SCORED && term.includes(nodes, node, allowed)) {
                counts[i][domain] += term.count(nodes.pods(node));
            }
        }
    }

    @Override
    public long score(PodClass pod, int node) {
        if (constraints.isEmpty() || ignores(node)) {
            return 0;
        }
        double sum = 0;
        for (int i = 0; i < constraints.size(); i++) {
            SpreadTerm term = constraints.get(i);
            if (topology.has(term.key(), node)) {
                long pods = isHost(term.key())
                        ? term.count(nodes.pods(node))
                        : counts[i][topology.domain(term.key(), node)];
                sum += pods * weights[i] + (term.constraint().maxSkew() - 1);
            }
        }
        return Rounding.halfAwayFromZero(sum);
    }

    @Override
    public boolean ignores(int node) {
        return needAllKeys && !SpreadTerms.hasAllKeys(constraints, topology, node);
    }

    @Override
    public boolean isIndifferent(PodClass pod) {
        return constraints.isEmpty();
    }
}
