package io.wavetank.sim.scenario;

import io.wavetank.policy.scaling.NodeAutoscaler;
import io.wavetank.policy.scaling.VictimOrder;
import java.util.List;
import java.util.Optional;

/**
 * What comes and goes in a run: services with their replicas, and nodes.
 *
 * @param services the services
 * @param rolledOut the services that are rolled out, as they are scaled: each has the name of its rollout, which makes its replicas, has as many at first as that,
 *     and as its load the requests that are made to it
 * @param groups the groups that nodes can be asked of
 * @param groupOf the group of each node that is there at the start, by its number; -1 if nobody scales it. Shorter lists leave the rest alone
 * @param nodes says which nodes come and go; empty if nobody does
 * @param victims which replicas go first
 * @param metrics how services are measured
 * @param quota what there may be in all groups together
 * @param registry where images come from
 */
public record ElasticSpec(
        List<ServiceSpec> services,
        List<ServiceSpec> rolledOut,
        List<NodeGroupSpec> groups,
        List<Integer> groupOf,
        Optional<NodeAutoscaler.Factory> nodes,
        VictimOrder victims,
        Metrics metrics,
        NodeQuota quota,
        RegistrySpec registry) {
    /** What a registry sends unless it is said: 1 GB/s in all, 125 MB/s to a node. */
    public static final RegistrySpec REGISTRY = new RegistrySpec(1e9, 125e6);

    /** Nothing comes and goes. */
    public static final ElasticSpec NONE = new ElasticSpec(
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            (service, active, now, draws) -> active,
            Metrics.DEFAULT,
            NodeQuota.NONE);

    /** Without services that are rolled out. */
    public ElasticSpec(
            List<ServiceSpec> services,
            List<NodeGroupSpec> groups,
            List<Integer> groupOf,
            Optional<NodeAutoscaler.Factory> nodes,
            VictimOrder victims,
            Metrics metrics,
            NodeQuota quota,
            RegistrySpec registry) {
        this(services, List.of(), groups, groupOf, nodes, victims, metrics, quota, registry);
    }

    /** The same with a registry as it is unless it is said. */
    public ElasticSpec(
            List<ServiceSpec> services,
            List<NodeGroupSpec> groups,
            List<Integer> groupOf,
            Optional<NodeAutoscaler.Factory> nodes,
            VictimOrder victims,
            Metrics metrics,
            NodeQuota quota) {
        this(services, groups, groupOf, nodes, victims, metrics, quota, REGISTRY);
    }

    /** Copies the lists. */
    public ElasticSpec {
        services = List.copyOf(services);
        rolledOut = List.copyOf(rolledOut);
        groups = List.copyOf(groups);
        groupOf = List.copyOf(groupOf);
    }

    /**
     * How services are measured.
     *
     * @param intervalNanos from one scrape to the next, positive; what is measured is the mean since the last
     * @param delayNanos how long it takes until what was measured can be read
     */
    public record Metrics(long intervalNanos, long delayNanos) {
        /** The metrics server's: every 15 s, at hand at once. */
        public static final Metrics DEFAULT = new Metrics(15_000_000_000L, 0);

        /** Checks the times. */
        public Metrics {
            if (intervalNanos <= 0 || delayNanos < 0) {
                throw new IllegalArgumentException(
                        "Not a scrape: every " + intervalNanos + " ns, " + delayNanos + " ns late");
            }
        }
    }

    /** Whether nothing comes and goes. */
    public boolean isEmpty() {
        return services.isEmpty() && rolledOut.isEmpty() && groups.isEmpty();
    }
}
