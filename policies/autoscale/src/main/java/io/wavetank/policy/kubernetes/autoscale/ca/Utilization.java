package io.wavetank.policy.kubernetes.autoscale.ca;

import io.wavetank.policy.constraint.ContainerSpec;
import java.util.List;

/**
 * How far a node is used: requests of its pods, divided by what is allocatable.
 *
 * <p>Pods of daemons and mirror pods, where they are to be ignored, are taken out of both. Others that should have been gone for a while do not
 * count. On a node with GPUs nothing else counts.
 *
 * <p>Source: Cluster Autoscaler 1.26, {@code simulator/utilization}.
 *
 * @param shares of CPU and memory, or of GPUs alone
 */
public record Utilization(List<Double> shares) {
    static final String GPU = "nvidia.com/gpu";
    private static final double MILLI = 1000;

    /** Copies the shares. */
    public Utilization {
        shares = List.copyOf(shares);
    }

    /** The largest share. */
    public double largest() {
        double largest = shares.get(0);
        for (double share : shares) {
            largest = Math.max(largest, share);
        }
        return largest;
    }

    /** Works it out. */
    static Utilization of(ScalableNode node, List<RunningPod> pods, ScaleDownOptions options, long nowMillis) {
        boolean gpu = node.spec().allocatable().getOrDefault(GPU, 0L) > 0;
        return new Utilization(
                gpu
                        ? List.of(share(GPU, node, pods, options, nowMillis))
                        : List.of(
                                share("cpu", node, pods, options, nowMillis),
                                share("memory", node, pods, options, nowMillis)));
    }

    private static double share(
            String resource, ScalableNode node, List<RunningPod> pods, ScaleDownOptions options, long nowMillis) {
        long used = 0;
        long ignored = 0;
        for (RunningPod pod : pods) {
            if ((options.ignoreDaemons() && pod.daemon()) || (options.ignoreMirrors() && pod.mirror())) {
                ignored += request(pod, resource);
            } else if (!pod.longTerminating(nowMillis)) {
                used += request(pod, resource);
            }
        }
        long there = node.spec().allocatable().getOrDefault(resource, 0L) - ignored;
        return resource.equals("cpu") ? (double) used / there : used * MILLI / (there * MILLI);
    }

    private static long request(RunningPod pod, String resource) {
        long sum = 0;
        for (ContainerSpec container : pod.template().spec().containers()) {
            sum += container.requests().getOrDefault(resource, 0L);
        }
        return sum;
    }
}
