package io.wavetank.policy.mesh.balance;

import io.wavetank.policy.Draws;
import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.mesh.health.BalancerHealthCheck;
import io.wavetank.policy.mesh.resilience.HealthyEndpoints;
import io.wavetank.policy.mesh.resilience.PanicThreshold;
import io.wavetank.policy.traffic.BalancerEntry;
import io.wavetank.policy.traffic.BalancerFamily;
import io.wavetank.policy.traffic.CheckEntry;
import io.wavetank.policy.traffic.LoadBalancer;
import io.wavetank.policy.traffic.ProbeSpec;
import io.wavetank.policy.traffic.VersionWeights;
import java.util.ArrayList;
import java.util.List;

/** The table of load balancers. */
public final class MeshBalancers implements BalancerFamily {
    private static final Option LOAD = new Option(
            "load", "own", "what is compared: own (requests of this side outstanding) or true (requests of all sides)");
    private static final Option CHOICES =
            new Option("choices", "2", "how many endpoints are drawn where weights are equal, 1 to 1000");
    private static final Option BIAS =
            new Option("bias", "1", "how much outstanding requests count where weights differ, 0 to 10");
    private static final Option DECAY =
            new Option("decay_ms", "10000", "how fast the average forgets, 1 to 3600000 ms");
    private static final Option RING = new Option("ring_size", "1024", "the least number of points, 1 to 8388608");
    private static final Option TABLE = new Option("table_size", "65537", "a prime number, 2 to 5000011");
    private static final Option RULE = new Option("rule", "rr", "how a connection is placed: rr, lc, wlc, sed or nq");
    private static final Option CONNECTIONS =
            new Option("connections", "1", "how many connections each client keeps open, 1 to 100000");
    private static final Option REQUESTS =
            new Option("requests", "0", "how many requests a connection carries, 0 to 1000000000; 0 is any number");
    private static final Option TTL = new Option("ttl_s", "600", "how long a name is remembered, 1 to 86400 s");
    private static final Option ZONES =
            new Option("within", "least-request", "who picks in a zone: random, round-robin, least-request or p2c");
    private static final Option LEAST =
            new Option("least_size", "6", "with fewer endpoints zones do not count, 1 to 1000000");
    private static final Option FACTOR = new Option(
            "overprovisioning",
            "140",
            "a zone takes all while 100 / this of its endpoints are well, in per cent, 100 to 1000");
    private static final Option SIZE = new Option("size", "20", "how many endpoints a client talks to, 1 to 100000");

    private static final Option PANIC = new Option(
            "panic", "50", "if a smaller percentage of endpoints is well, all are used, 0 to 100; 0 never does so");

    /** All clients cut a list alike. */
    private static final Draws SHARED = new Draws(0, 0);

    private static final String ENVOY = "Envoy, ";
    private static final String LINUX = "Linux, net/netfilter/ipvs; kube-proxy; Docker";

    private static final List<BalancerEntry> BALANCERS = List.of(
            row(
                    "random",
                    "any endpoint, all equally likely",
                    ENVOY + "RANDOM",
                    List.of(),
                    options -> draws -> new Random()),
            row(
                    "round-robin",
                    "the endpoints in turn, each as often as its weight says",
                    ENVOY + "ROUND_ROBIN",
                    List.of(),
                    options -> RoundRobin::new),
            row(
                    "smooth-weighted",
                    "in turn by weight, spread evenly over a round",
                    "nginx, smooth weighted round robin",
                    List.of(),
                    options -> draws -> new SmoothWeighted()),
            row(
                    "p2c",
                    "of two endpoints drawn, the one with fewer requests",
                    "Mitzenmacher, The Power of Two Choices in Randomized Load Balancing, IEEE TPDS, 2001",
                    List.of(LOAD),
                    options -> {
                        boolean trueLoad = options.oneOf("load", "own", "true").equals("true");
                        return draws -> new PowerOfTwo(trueLoad);
                    }),
            row(
                    "least-request",
                    "of a few drawn the one with the fewest outstanding; by weight where weights differ",
                    ENVOY + "LEAST_REQUEST",
                    List.of(CHOICES, BIAS),
                    options -> {
                        int choices = options.integer("choices", 1, 1000);
                        int bias = options.integer("bias", 0, 10);
                        return draws -> new LeastRequest(choices, bias, draws);
                    }),
            row(
                    "least-connections",
                    "the one with the fewest outstanding for its weight, the first of equal ones",
                    "Linux, net/netfilter/ipvs/ip_vs_wlc.c; HAProxy, leastconn",
                    List.of(),
                    options -> draws -> new LeastConnections(LeastConnections.Rule.LEAST)),
            row(
                    "peak-ewma",
                    "of two drawn the one of lower latency times outstanding",
                    "Finagle, PeakEwma; Linkerd",
                    List.of(DECAY),
                    options -> {
                        long decayNanos = options.integer("decay_ms", 1, 3_600_000) * 1_000_000L;
                        return draws -> new PeakEwma(decayNanos);
                    }),
            row("ring-hash", "by the hash of the request, on a ring", ENVOY + "RING_HASH", List.of(RING), options -> {
                int points = options.integer("ring_size", 1, 8_388_608);
                return draws -> new RingHash(points);
            }),
            row(
                    "maglev",
                    "by the hash of the request, in a table",
                    ENVOY + "MAGLEV; Eisenbud et al., Maglev, NSDI 2016",
                    List.of(TABLE),
                    options -> {
                        int size = options.integer("table_size", 2, 5_000_011);
                        new Maglev(size);
                        return draws -> new Maglev(size);
                    }),
            row(
                    "zone-aware",
                    "in the client's zone as far as it can take it, else in others",
                    ENVOY + "zone aware routing",
                    List.of(ZONES, LEAST),
                    options -> {
                        String within = options.oneOf("within", "random", "round-robin", "least-request", "p2c");
                        int least = options.integer("least_size", 1, 1_000_000);
                        return draws -> new ZoneAware(() -> simple(within, draws), least);
                    }),
            new BalancerEntry(
                    "locality-failover",
                    "in the client's zone while enough there are well, the rest in the others",
                    ENVOY + "priority levels; Istio, locality failover",
                    List.of(ZONES, FACTOR, PANIC),
                    options -> {
                        String within = options.oneOf("within", "random", "round-robin", "least-request", "p2c");
                        int factor = options.integer("overprovisioning", 100, 1000);
                        PanicThreshold panic = panic(options);
                        return (client, draws) -> new LocalityFailover(() -> simple(within, draws), factor, panic);
                    }),
            new BalancerEntry(
                    "subset",
                    "least-request among the few endpoints that a client talks to",
                    "Beyer et al., Site Reliability Engineering, 2016, chapter 20",
                    List.of(SIZE, PANIC),
                    options -> {
                        int size = options.integer("size", 1, 100_000);
                        PanicThreshold panic = panic(options);
                        return (client, draws) -> new Some(
                                new HealthyEndpoints(new LeastRequest(2, 1, draws), panic),
                                new Subset(client, size, SHARED.stream("subsets")));
                    }),
            row(
                    "kube-proxy-iptables",
                    "a random endpoint for each connection",
                    "Kubernetes, kube-proxy, mode iptables",
                    List.of(CONNECTIONS, REQUESTS),
                    options -> draws -> connections(options, new Random())),
            row(
                    "kube-proxy-ipvs",
                    "a rule of the kernel for each connection",
                    LINUX,
                    List.of(RULE, CONNECTIONS, REQUESTS),
                    options -> {
                        String rule = options.oneOf("rule", "rr", "lc", "wlc", "sed", "nq");
                        return draws -> connections(options, kernel(rule, draws));
                    }),
            row(
                    "swarm-vip",
                    "a virtual address: in turn for each connection",
                    LINUX,
                    List.of(CONNECTIONS, REQUESTS),
                    options -> draws -> connections(options, new RoundRobin(draws))),
            row(
                    "swarm-dnsrr",
                    "the first of the addresses in a random order, remembered for a time",
                    "Docker Swarm, endpoint mode dnsrr",
                    List.of(TTL),
                    options -> {
                        long ttlNanos = options.integer("ttl_s", 1, 86_400) * 1_000_000_000L;
                        return draws -> new Connections(new Random(), 1, 0, ttlNanos);
                    }),
            row(
                    "jsq",
                    "the endpoint with the fewest requests from all sides: the yardstick",
                    "definition here",
                    List.of(),
                    options -> draws -> new ShortestQueue()));

    private static final List<CheckEntry> CHECKS = List.of(new CheckEntry(
            "envoy",
            "in after its first pass, or some in a row; out after some failures in a row",
            ENVOY + "HealthCheck",
            List.of(
                    new Option("interval", "5s", "from the end of a check of a replica that is in to the next"),
                    new Option("unhealthy_interval", "0s", "of one that is out; 0s is as interval"),
                    new Option("timeout", "1s", "how long an answer may take"),
                    new Option("healthy", "2", "how many passes in a row bring one in that has failed, 1 to 1000"),
                    new Option("unhealthy", "3", "how many failures in a row take one out, 1 to 1000")),
            options -> {
                long interval = options.nanos("interval");
                long out = options.nanos("unhealthy_interval");
                var check = new ProbeSpec(
                        0,
                        interval,
                        options.nanos("timeout"),
                        options.integer("healthy", 1, 1000),
                        options.integer("unhealthy", 1, 1000));
                var settings = new BalancerHealthCheck.Settings(check, out == 0 ? interval : out);
                return (known, draw) -> new BalancerHealthCheck(settings, known, draw);
            }));

    /** Makes a balancer of one client side. */
    @FunctionalInterface
    private interface Simple {
        LoadBalancer make(Draws draws);
    }

    /** Makes balancers of given options. */
    @FunctionalInterface
    private interface Maker {
        Simple make(PolicyOptions options);
    }

    /** A balancer that is none of a particular client, among the endpoints that are well. */
    private static BalancerEntry row(String name, String summary, String source, List<Option> options, Maker maker) {
        List<Option> all = new ArrayList<>(options);
        all.add(PANIC);
        return new BalancerEntry(name, summary, source, List.copyOf(all), set -> {
            Simple simple = maker.make(set);
            PanicThreshold panic = panic(set);
            return (client, draws) -> new HealthyEndpoints(simple.make(draws), panic);
        });
    }

    private static PanicThreshold panic(PolicyOptions options) {
        return new PanicThreshold(options.integer("panic", 0, 100));
    }

    private static Connections connections(PolicyOptions options, LoadBalancer inner) {
        return new Connections(
                inner, options.integer("connections", 1, 100_000), options.integer("requests", 0, 1_000_000_000), 0);
    }

    private static LoadBalancer simple(String name, Draws draws) {
        return switch (List.of("random", "round-robin", "least-request").indexOf(name)) {
            case 0 -> new Random();
            case 1 -> new RoundRobin(draws);
            case 2 -> new LeastRequest(2, 1, draws);
            default -> new PowerOfTwo(false);
        };
    }

    private static LoadBalancer kernel(String rule, Draws draws) {
        return switch (List.of("rr", "sed", "nq").indexOf(rule)) {
            case 0 -> new RoundRobin(draws);
            case 1 -> new LeastConnections(LeastConnections.Rule.SHORTEST_DELAY);
            case 2 -> new LeastConnections(LeastConnections.Rule.NEVER_QUEUE);
            default -> new LeastConnections(LeastConnections.Rule.LEAST);
        };
    }

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
    public VersionWeights.Divider divider() {
        return Split::around;
    }

    @Override
    public List<CheckEntry> checks() {
        return CHECKS;
    }

    @Override
    public List<BalancerEntry> balancers() {
        return BALANCERS;
    }
}
