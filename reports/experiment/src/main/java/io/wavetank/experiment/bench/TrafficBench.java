package io.wavetank.experiment.bench;

import io.wavetank.experiment.BalancerCatalog;
import io.wavetank.policy.Draws;
import io.wavetank.policy.traffic.LoadBalancer;
import io.wavetank.sim.traffic.ArrivalProcess;
import io.wavetank.sim.traffic.EntrySpec;
import io.wavetank.sim.traffic.NetworkDelay;
import io.wavetank.sim.traffic.OperationSpec;
import io.wavetank.sim.traffic.OperationSpec.CallSpec;
import io.wavetank.sim.traffic.OperationSpec.Calls;
import io.wavetank.sim.traffic.OperationSpec.Work;
import io.wavetank.sim.traffic.ServiceSpec;
import io.wavetank.sim.traffic.ServiceSpec.Sides;
import io.wavetank.sim.traffic.TrafficLoop;
import io.wavetank.sim.traffic.TrafficResult;
import io.wavetank.sim.traffic.TrafficSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How fast requests are simulated: Poisson arrivals at load 0.7, exponential work of a millisecond, processor sharing, each caller with a
 * load balancer of its own, full books and statistics. Counts the CPU time of the one thread, after a shorter run that lets the compiler finish.
 *
 * @param balancer the name of the load balancer
 * @param tiers how many services each request passes, one calling the next
 * @param replicas how many replicas each service has
 * @param requests how many requests come
 * @param network whether messages take time: 20 us on a node to 500 us between zones
 * @param seed of the draws
 */
public record TrafficBench(String balancer, int tiers, int replicas, int requests, boolean network, long seed) {
    private static final double LOAD = 0.7;
    private static final double MEAN_NANOS = 1e6;

    /** Measures, and tells in a line. */
    public String run() {
        run(Math.min(requests, 1_000_000));
        double before = ProcessCost.threadSeconds();
        TrafficResult result = run(requests);
        double seconds = ProcessCost.threadSeconds() - before;
        long offered = result.entries().get(0).offered();
        return String.format(
                Locale.ROOT,
                "bench traffic: balancer=%s tiers=%d replicas=%d network=%s requests=%d seed=%d requests_per_cpu_s=%.0f"
                        + " events_per_request=%.2f p50_ms=%.3f p99_ms=%.3f peak_rss_mb=%d",
                balancer,
                tiers,
                replicas,
                network ? "yes" : "no",
                offered,
                seed,
                offered / seconds,
                result.events() / (double) offered,
                result.entries().get(0).latency().quantile(0.5).nanos() / 1e6,
                result.entries().get(0).latency().quantile(0.99).nanos() / 1e6,
                ProcessCost.peakResidentMegabytes());
    }

    private TrafficResult run(int count) {
        LoadBalancer.Factory factory = new BalancerCatalog().make(balancer, Map.of());
        List<ServiceSpec> services = new ArrayList<>();
        List<OperationSpec> operations = new ArrayList<>();
        for (int tier = 0; tier < tiers; tier++) {
            services.add(ServiceSpec.sharing("tier" + tier, factory).routedBy(Sides.EACH_CALLER));
            List<OperationSpec.Step> steps = new ArrayList<>();
            steps.add(new Work(u -> -MEAN_NANOS * StrictMath.log(u)));
            if (tier + 1 < tiers) {
                steps.add(new Calls(List.of(CallSpec.always(tier + 1))));
            }
            operations.add(new OperationSpec("op" + tier, tier, steps, 0));
        }
        var draws = new Draws(seed, 0);
        double gapNanos = MEAN_NANOS / (LOAD * replicas);
        var spec = new TrafficSpec(
                services,
                operations,
                List.of(EntrySpec.open("users", 0, poisson(gapNanos, draws.stream("arrivals"), count))),
                network ? new NetworkDelay(20_000, 50_000, 100_000, 500_000, 50_000_000) : NetworkDelay.NONE,
                1,
                0,
                Long.MAX_VALUE,
                1_000_000_000);
        var loop = new TrafficLoop(spec, draws);
        for (int tier = 0; tier < tiers; tier++) {
            for (int replica = 0; replica < replicas; replica++) {
                loop.fleet().addReady(tier);
            }
        }
        while (loop.nextNanos() != Long.MAX_VALUE) {
            loop.advanceTo(loop.nextNanos() + 1_000_000_000);
        }
        return loop.finish();
    }

    private static ArrivalProcess poisson(double gapNanos, Draws draws, int count) {
        return new ArrivalProcess() {
            private double nanos;
            private long number;

            @Override
            public long nextNanos() {
                if (number == count) {
                    return NEVER;
                }
                nanos += draws.exponential(gapNanos, number++, 0);
                return (long) nanos;
            }
        };
    }
}
