package io.wavetank.policy.mesh.balance;

import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.traffic.BalancerEntry;
import io.wavetank.policy.traffic.BalancerFamily;
import java.util.List;

/** The table of load balancers. */
public final class MeshBalancers implements BalancerFamily {
    private static final Option LOAD = new Option(
            "load", "own", "what is compared: own (requests of this side outstanding) or true (requests of all sides)");

    private static final List<BalancerEntry> BALANCERS = List.of(
            new BalancerEntry(
                    "random",
                    "any endpoint, all equally likely",
                    "Envoy, RANDOM",
                    List.of(),
                    options -> (client, draws) -> new Random()),
            new BalancerEntry(
                    "round-robin",
                    "the endpoints in turn, each as often as its weight says",
                    "Envoy, ROUND_ROBIN",
                    List.of(),
                    options -> (client, draws) -> new RoundRobin(draws)),
            new BalancerEntry(
                    "p2c",
                    "of two endpoints drawn, the one with fewer requests",
                    "Mitzenmacher, The Power of Two Choices in Randomized Load Balancing, IEEE TPDS, 2001",
                    List.of(LOAD),
                    options -> {
                        boolean trueLoad = options.oneOf("load", "own", "true").equals("true");
                        return (client, draws) -> new PowerOfTwo(trueLoad);
                    }),
            new BalancerEntry(
                    "jsq",
                    "the endpoint with the fewest requests from all sides: the yardstick",
                    "definition here",
                    List.of(),
                    options -> (client, draws) -> new ShortestQueue()));

    /** Creates the table; {@link java.util.ServiceLoader} calls this. */
    public MeshBalancers() {}

    @Override
    public String name() {
        return "mesh";
    }

    @Override
    public String summary() {
        return "load balancers of proxies, meshes, kernels and papers";
    }

    @Override
    public List<BalancerEntry> balancers() {
        return BALANCERS;
    }
}
