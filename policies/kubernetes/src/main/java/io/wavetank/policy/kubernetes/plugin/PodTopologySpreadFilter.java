package io.wavetank.policy.kubernetes.plugin;

import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.NodeTable;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.cluster.Topology;
import io.wavetank.policy.kubernetes.framework.FilterPlugin;
import io.wavetank.policy.kubernetes.framework.Status;
import io.wavetank.policy.kubernetes.profile.PluginNames;
import io.wavetank.policy.kubernetes.profile.SpreadArguments;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rejects nodes on which the pod would break a hard spread constraint: pods counted in the node's domain, plus one if the pod counts itself,
 * minus those in the emptiest domain, must not exceed the skew.
 *
 * <p>Domains are those of nodes that have the keys of all hard constraints and that the constraint's inclusion policies let in. With fewer
 * domains than {@code minDomains} the emptiest counts as empty; if that rule is on and there is no domain at all the constraint does not
 * count. Terminating pods are not counted; one that is taken off for a trial is subtracted all the same, as in production.
 *
 * <p>Source: Kubernetes 1.26.
 */
public final class PodTopologySpreadFilter implements FilterPlugin {
    private static final Status NO_LABEL = Status.unresolvable(
            PluginNames.POD_TOPOLOGY_SPREAD,
            "node(s) didn't match pod topology spread constraints (missing required label)");
    private static final Status SKEWED = Status.unschedulable(
            PluginNames.POD_TOPOLOGY_SPREAD, "node(s) didn't match pod topology spread constraints");

    private final NodeTable nodes;
    private final Topology topology;
    private final SpreadTerms terms;
    private final boolean minDomains;
    private List<SpreadTerm> constraints = List.of();
    private SpreadDomains[] domains = {};

    /** Creates the plug-in. */
    public PodTopologySpreadFilter(ClusterCache cluster, SpreadArguments arguments) {
        this.nodes = cluster.nodes();
        this.topology = cluster.topology();
        this.terms = new SpreadTerms(cluster, arguments, true);
        this.minDomains = arguments.minDomains();
    }

    @Override
    public String name() {
        return PluginNames.POD_TOPOLOGY_SPREAD;
    }

    @Override
    public Scope filterScope() {
        return Scope.DOMAIN;
    }

    @Override
    public @Nullable Status preFilter(PodClass pod) {
        constraints = terms.of(pod);
        if (constraints.isEmpty()) {
            return null;
        }
        if (domains.length < constraints.size()) {
            domains = new SpreadDomains[constraints.size()];
            for (int i = 0; i < domains.length; i++) {
                domains[i] = new SpreadDomains();
            }
        }
        for (int i = 0; i < constraints.size(); i++) {
            domains[i].reset(topology.domains(constraints.get(i).key()));
        }
        for (int node = 0; node < nodes.slots(); node++) {
            if (nodes.present(node) && SpreadTerms.hasAllKeys(constraints, topology, node)) {
                countOn(pod, node);
            }
        }
        for (int i = 0; i < constraints.size(); i++) {
            domains[i].findEmptiest();
        }
        return null;
    }

    private void countOn(PodClass pod, int node) {
        boolean allowed = pod.allows(nodes.spec(node));
        for (int i = 0; i < constraints.size(); i++) {
            SpreadTerm term = constraints.get(i);
            if (term.includes(nodes, node, allowed)) {
                domains[i].include(topology.domain(term.key(), node), term.count(nodes.pods(node)));
            }
        }
    }

    @Override
    public @Nullable Status filter(PodClass pod, int node) {
        for (int i = 0; i < constraints.size(); i++) {
            SpreadTerm term = constraints.get(i);
            int domain = topology.domain(term.key(), node);
            if (domain == Topology.NO_DOMAIN) {
                return NO_LABEL;
            }
            if (!minDomains || domains[i].count() > 0) {
                long emptiest =
                        minDomains && domains[i].count() < term.constraint().minDomains() ? 0 : domains[i].emptiest();
                long skew = domains[i].get(domain) + (term.countsItself() ? 1 : 0) - emptiest;
                if (skew > term.constraint().maxSkew()) {
                    return SKEWED;
                }
            }
        }
        return null;
    }

    @Override
    public void moved(PodClass pod, Pod other, int node, int sign) {
        if (constraints.isEmpty() || !SpreadTerms.hasAllKeys(constraints, topology, node)) {
            return;
        }
        boolean allowed = pod.allows(nodes.spec(node));
        for (int i = 0; i < constraints.size(); i++) {
            SpreadTerm term = constraints.get(i);
            if (term.counts(other.podClass()) && term.includes(nodes, node, allowed)) {
                domains[i].change(topology.domain(term.key(), node), sign);
            }
        }
    }
}
