package io.wavetank.policy.kubernetes.autoscale.loop;

import io.wavetank.policy.Resources;
import io.wavetank.policy.scaling.ReplicaView;
import io.wavetank.policy.scaling.Resize;
import java.util.Comparator;

/**
 * How urgent it is to update one replica: those that are to grow go first, then those that differ most.
 *
 * <p>The difference is the sum over resources of {@code |requested - recommended| / requested}.
 *
 * <p>Source: vertical pod autoscaler, {@code priority_processor.go}, {@code PodPriority.Less}.
 *
 * @param replica the replica
 * @param outside whether it asks for less than the lower bound or more than the upper one of any resource
 * @param grows whether more is recommended of any resource than it asks for
 * @param difference by what share it differs
 */
record UpdatePriority(ReplicaView replica, boolean outside, boolean grows, double difference) {
    /** The most urgent first. */
    static final Comparator<UpdatePriority> ORDER = Comparator.comparing((UpdatePriority each) -> !each.grows())
            .thenComparing(each -> -each.difference())
            .thenComparing(each -> each.replica().number());

    static UpdatePriority of(ReplicaView replica, Resize resize) {
        long cpu = replica.taskClass().request(Resources.CPU);
        long memory = replica.taskClass().request(Resources.MEMORY);
        return new UpdatePriority(
                replica,
                outside(cpu, resize.cpuMillis(), resize.lowerCpuMillis(), resize.upperCpuMillis())
                        || outside(memory, resize.memoryBytes(), resize.lowerMemoryBytes(), resize.upperMemoryBytes()),
                resize.cpuMillis() > cpu || resize.memoryBytes() > memory,
                difference(cpu, resize.cpuMillis()) + difference(memory, resize.memoryBytes()));
    }

    /** An amount that is not asked for at all counts as outside. */
    private static boolean outside(long request, long target, long lower, long upper) {
        return target >= 0 && (request == 0 || request < lower || request > upper);
    }

    private static double difference(long request, long target) {
        return target < 0 ? 0 : Math.abs(request - target) / (double) Math.max(1, request);
    }
}
