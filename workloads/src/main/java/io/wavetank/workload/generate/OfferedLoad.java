package io.wavetank.workload.generate;

import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.workload.generate.distribution.Key;

/**
 * How much of a resource a workload would hold in the mean if nothing ever waited, in closed form: rate x request x run time, summed over kinds,
 * and what services hold that are there from the start. Units are those of the resource.
 *
 * <p>It is the mean of the long run. A cyclic process counts with the mean of its week, surges do not count, nor does what is there at the
 * start and ends.
 */
public final class OfferedLoad {
    private OfferedLoad() {}

    /** What comes and goes holds in the mean. */
    public static double flowing(GeneratedWorkload workload, int resource) {
        double sum = 0;
        for (Inflow inflow : workload.inflows()) {
            double rate = inflow.arrivals().meanRatePerSecond();
            if (inflow.jobsPerArrival() == Double.POSITIVE_INFINITY) {
                throw Key.fault(
                        "load",
                        "inflow " + inflow.name(),
                        "its users never leave, so what they offer depends on how fast they are served; set their number and think time instead");
            }
            rate *= inflow.jobsPerArrival();
            for (Kind kind : inflow.kinds()) {
                double request = kind.meanRequest(resource);
                if (rate > 0 && request > 0) {
                    sum += rate * inflow.probability(kind) * request * meanSeconds(inflow, kind);
                }
            }
        }
        return sum;
    }

    private static double meanSeconds(Inflow inflow, Kind kind) {
        if (!(kind.life() instanceof Life.Runs runs)) {
            throw Key.fault(
                    "load",
                    "kind " + kind.name(),
                    "its tasks keep coming and never end, so there is no load to speak of; let them arrive at_start");
        }
        if (runs.cpuCorrelation() != 0) {
            throw Key.fault(
                    "load",
                    "kind " + kind.name(),
                    "size and run time are correlated, so there is no closed form; set the rate instead");
        }
        return Key.positive(
                "run_seconds",
                inflow.meanSeconds(kind, runs),
                "kind " + kind.name() + " has no mean run time; bound it by max");
    }

    /** What services hold that are there from the start. */
    public static double standing(GeneratedWorkload workload, int resource) {
        double sum = 0;
        for (Inflow inflow : workload.inflows()) {
            double jobs = inflow.arrivals().meanAtStart();
            for (Kind kind : inflow.kinds()) {
                if (jobs > 0 && kind.life() instanceof Life.Stays) {
                    sum += jobs * inflow.probability(kind) * kind.meanRequest(resource);
                }
            }
        }
        return sum;
    }

    /** What the cluster offers: allocatable times speed, over the nodes that are not cordoned. */
    public static double capacity(ClusterSpec cluster, int resource) {
        double sum = 0;
        for (NodeSpec node : cluster.nodes()) {
            sum += node.cordoned() ? 0 : node.allocatable(resource) * node.speed();
        }
        return sum;
    }

    /** The offered load as a share of what the cluster offers. */
    public static double of(GeneratedWorkload workload, int resource, ClusterSpec cluster) {
        return (flowing(workload, resource) + standing(workload, resource)) / capacity(cluster, resource);
    }

    /** By what rates are to be multiplied for that load. */
    static double factor(GeneratedWorkload workload, double load, int resource, ClusterSpec cluster) {
        Key.positive("load", load, "0.8 would do");
        String name = cluster.resources().name(resource);
        double capacity = capacity(cluster, resource);
        double flowing = flowing(workload, resource);
        if (!(capacity > 0) || !(flowing > 0)) {
            String who = capacity > 0 ? "what arrives asks for none" : "the cluster has none";
            throw Key.fault("load", name, who + "; name a resource that both know, such as cpu");
        }
        double left = load * capacity - standing(workload, resource);
        if (!(left > 0)) {
            double held = standing(workload, resource) / capacity;
            throw Key.fault("load", load, "services alone hold " + held + " of " + name + "; a larger load would do");
        }
        return left / flowing;
    }
}
