package io.wavetank.policy.kubernetes.autoscale.ca;

import java.util.ArrayList;
import java.util.List;

/**
 * Prefers the option that costs least for what it helps, and nodes of a size that suits the cluster's.
 *
 * <p>{@code (nodePrice * nodes + s) / (podsPrice + s)}, s the price of a pod with half a core and 500 MiB, times how far a node's CPU is from the
 * preferred one, which matters less the more nodes there are. GPU nodes count as 1000 times too large; a group that is not there yet costs double.
 *
 * <p>Source: Cluster Autoscaler 1.26, expander {@code price}, with the preferred nodes of GCE.
 */
public final class ByPrice implements Expander {
    private static final double GPU = 1000;
    private static final double NOT_THERE = 2;
    private static final double FEW_NODES = 15;
    private static final long CORE = 1000;
    private static final int[] CLUSTER_SIZES = {2, 6, 20, 60, 200};

    private final double stabilizer;
    private final double preferredCpuMillis;

    /**
     * Creates the expander.
     *
     * @param smallPodPrice the price of a pod with half a core and 500 MiB
     * @param clusterNodes how many nodes the cluster has
     */
    public ByPrice(double smallPodPrice, int clusterNodes) {
        this.stabilizer = smallPodPrice;
        long cores = 1;
        for (int size : CLUSTER_SIZES) {
            cores *= clusterNodes > size ? 2 : 1;
        }
        this.preferredCpuMillis = (double) cores * CORE;
    }

    @Override
    public List<Option> best(List<Option> options) {
        List<Option> best = new ArrayList<>();
        double least = 0;
        for (Option option : options) {
            if (!option.hasTemplate()) {
                continue;
            }
            double score = score(option);
            if (!best.isEmpty() && score < least) {
                best.clear();
            }
            if (best.isEmpty() || score == least) {
                best.add(option);
                least = score;
            }
        }
        return best;
    }

    private double score(Option option) {
        double price = (option.nodePrice() * option.nodes() + stabilizer) / (option.podsPrice() + stabilizer);
        double score = (option.gpu() ? GPU : unfitness(option)) * price;
        return option.exists() ? score : score * NOT_THERE;
    }

    private double unfitness(Option option) {
        double cpu = (double) option.capacityCpuMillis();
        double unfit = Math.max(preferredCpuMillis / cpu, cpu / preferredCpuMillis);
        return (unfit - 1.0) * (1.0 - StrictMath.tanh((option.nodes() - 1) / FEW_NODES)) + 1.0;
    }
}
