package io.wavetank.sim.scenario;

import io.wavetank.policy.Resources;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a cloud grants at the most of all groups together. What counts are the nodes that were asked for and are not gone, those that boot included, with what is
 * installed in them: a quota knows nothing of what a node reserves.
 *
 * <p>Source: Amazon EC2, "On-Demand Instance limits" and "Spot Instance limits", which are in vCPUs, each of its own; Google Compute Engine, quotas {@code CPUS},
 * {@code PREEMPTIBLE_CPUS} (where none is granted preemptible machines count against {@code CPUS}) and {@code NVIDIA_..._GPUS}.
 *
 * @param nodes how many nodes
 * @param cpuMillis the virtual CPUs, in thousandths, of nodes that are not spot; of those too where {@code spotCpuMillis} is {@link #UNLIMITED}
 * @param spotCpuMillis those of spot nodes
 * @param gpus by model: how many GPUs; of others any number
 */
public record NodeQuota(int nodes, long cpuMillis, long spotCpuMillis, SortedMap<String, Long> gpus) {
    /** Stands for any amount. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    /** As much as is asked for. */
    public static final NodeQuota NONE = ofNodes(Integer.MAX_VALUE);

    /** Copies the models and checks the amounts. */
    public NodeQuota {
        gpus = Collections.unmodifiableSortedMap(new TreeMap<>(gpus));
        if (nodes < 0 || cpuMillis < 0 || spotCpuMillis < 0) {
            throw new IllegalArgumentException(
                    "Not a quota: " + nodes + " nodes, " + cpuMillis + " and " + spotCpuMillis + " millicores");
        }
        for (long each : gpus.values()) {
            if (each < 0) {
                throw new IllegalArgumentException("Not a quota: " + each + " GPUs");
            }
        }
    }

    /** A quota of nodes alone. */
    public static NodeQuota ofNodes(int nodes) {
        return new NodeQuota(nodes, UNLIMITED, UNLIMITED, Collections.emptySortedMap());
    }

    /**
     * Whether one more node of a group is granted.
     *
     * @param sizes how many nodes there are of each group, in the order of groups
     */
    public boolean allows(NodeGroupSpec more, List<NodeGroupSpec> groups, int[] sizes) {
        boolean spotApart = spotCpuMillis < UNLIMITED;
        long all = 1;
        double cpu = cpu(more);
        long devices = more.template().gpuCount();
        String model = more.template().gpuModel();
        for (int i = 0; i < groups.size(); i++) {
            NodeGroupSpec each = groups.get(i);
            all += sizes[i];
            cpu += !spotApart || each.spot() == more.spot() ? (double) sizes[i] * cpu(each) : 0;
            devices += each.template().gpuModel().equals(model)
                    ? (long) sizes[i] * each.template().gpuCount()
                    : 0;
        }
        boolean fewDevices = more.template().gpuCount() == 0 || devices <= gpus.getOrDefault(model, UNLIMITED);
        return all <= nodes && cpu <= (spotApart && more.spot() ? spotCpuMillis : cpuMillis) && fewDevices;
    }

    private static long cpu(NodeGroupSpec group) {
        return group.template().capacity(Resources.CPU);
    }
}
