package io.wavetank.sim.record;

import io.wavetank.policy.Resources;
import io.wavetank.sim.cluster.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How much of the cluster was there, over time: a step for each change, of which there are few. */
final class Availability {
    private final Cluster cluster;
    private final List<Long> times = new ArrayList<>();
    /** Shares: of the nodes, then of each resource. */
    private final List<double[]> shares = new ArrayList<>();

    Availability(Cluster cluster) {
        this.cluster = cluster;
        changed(0);
    }

    /** Takes in what there is now. */
    void changed(long nowNanos) {
        double[] now = new double[1 + cluster.resources().count()];
        now[0] = cluster.nodesUp() / (double) Math.max(1, cluster.nodesPresent());
        for (int resource = 0; resource < cluster.resources().count(); resource++) {
            long installed = cluster.totalAllocatable(resource);
            now[1 + resource] = installed == 0 ? 1 : cluster.totalAvailable(resource) / (double) installed;
        }
        times.add(nowNanos);
        shares.add(now);
    }

    /** Returns the means over a stretch of time by name, nodes and those resources of which there are any. */
    SortedMap<String, Double> means(long fromNanos, long toNanos) {
        SortedMap<String, Double> means = new TreeMap<>();
        means.put("nodes", mean(0, fromNanos, toNanos));
        for (int resource = 0; resource < cluster.resources().count(); resource++) {
            if (cluster.totalAllocatable(resource) > 0 && resource != Resources.PODS) {
                means.put(cluster.resources().name(resource), mean(1 + resource, fromNanos, toNanos));
            }
        }
        return means;
    }

    private double mean(int column, long fromNanos, long toNanos) {
        double sum = 0;
        for (int i = 0; i < times.size(); i++) {
            long from = Math.max(times.get(i), fromNanos);
            long to = Math.min(i + 1 < times.size() ? times.get(i + 1) : toNanos, toNanos);
            sum += to > from ? (double) (to - from) * shares.get(i)[column] : 0;
        }
        return toNanos > fromNanos ? sum / (toNanos - fromNanos) : Double.NaN;
    }
}
