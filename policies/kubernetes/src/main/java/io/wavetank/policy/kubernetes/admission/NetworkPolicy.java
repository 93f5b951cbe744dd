package io.wavetank.policy.kubernetes.admission;

import io.wavetank.policy.constraint.LabelSelector;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which connections the pods of a namespace take and make: a pod that any policy chooses for a direction has in that direction only what some policy
 * allows; one that none chooses has everything.
 *
 * <p>Source: Kubernetes, {@code networking.k8s.io/v1 NetworkPolicy}. Ranges of addresses (ipBlock) and named ports are left out.
 *
 * @param namespace in which it chooses pods
 * @param pods which of them
 * @param ingress what they take; null if it is not about that direction
 * @param egress what they make; null if it is not about that direction
 */
public record NetworkPolicy(
        String namespace,
        LabelSelector pods,
        @Nullable List<Rule> ingress,
        @Nullable List<Rule> egress) {
    /** Copies the lists. */
    public NetworkPolicy {
        ingress = ingress == null ? null : List.copyOf(ingress);
        egress = egress == null ? null : List.copyOf(egress);
    }

    /**
     * Connections that are allowed: any of the peers, by any of the ports.
     *
     * @param peers with whom; none is everybody
     * @param ports through which; none is all
     */
    public record Rule(List<Peer> peers, List<PortRange> ports) {
        /** Copies the lists. */
        public Rule {
            peers = List.copyOf(peers);
            ports = List.copyOf(ports);
        }
    }

    /**
     * Pods on the other side: those that both selectors choose; without one of namespaces, of the policy's own.
     *
     * @param namespaces by the labels of the namespace, or null
     * @param pods by their labels, or null for all of those namespaces
     */
    public record Peer(
            @Nullable LabelSelector namespaces, @Nullable LabelSelector pods) {
        boolean matches(String ownNamespace, Party party) {
            boolean inNamespace = namespaces == null
                    ? party.namespace().equals(ownNamespace)
                    : namespaces.matches(party.namespaceLabels());
            return inNamespace && (pods == null || pods.matches(party.labels()));
        }
    }

    /**
     * A stretch of ports of one protocol.
     *
     * @param protocol such as {@code TCP}
     * @param first of them
     * @param last of them
     */
    public record PortRange(String protocol, int first, int last) {}

    /**
     * A pod that connects or is connected to.
     *
     * @param namespace its own
     * @param namespaceLabels those of the namespace
     * @param labels its own
     */
    public record Party(String namespace, Map<String, String> namespaceLabels, Map<String, String> labels) {}

    /** Whether a connection comes about: what one side makes, and the other takes. */
    public static boolean allows(List<NetworkPolicy> policies, Party from, Party to, String protocol, int port) {
        return allowed(policies, from, to, protocol, port, true) && allowed(policies, to, from, protocol, port, false);
    }

    private static boolean allowed(
            List<NetworkPolicy> policies, Party own, Party other, String protocol, int port, boolean outward) {
        boolean isolated = false;
        for (NetworkPolicy policy : policies) {
            List<Rule> rules = outward ? policy.egress() : policy.ingress();
            boolean chosen =
                    policy.namespace().equals(own.namespace()) && policy.pods().matches(own.labels());
            if (rules == null || !chosen) {
                continue;
            }
            isolated = true;
            for (Rule rule : rules) {
                boolean peer = rule.peers().isEmpty()
                        || rule.peers().stream().anyMatch(each -> each.matches(policy.namespace(), other));
                boolean through = rule.ports().isEmpty()
                        || rule.ports().stream()
                                .anyMatch(each -> each.protocol().equals(protocol)
                                        && port >= each.first()
                                        && port <= each.last());
                if (peer && through) {
                    return true;
                }
            }
        }
        return !isolated;
    }
}
