package io.wavetank.policy.kubernetes.index;

import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.cluster.ResourceNames;
import io.wavetank.policy.kubernetes.profile.FitArguments.ResourceWeight;
import io.wavetank.policy.kubernetes.profile.FitArguments.Strategy;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@link FitScore} and {@link BalanceScore} together, without a loop or a jump, for the case that nearly all pods are: CPU and memory are what is
 * scored and balanced, by what is left or by what is used, and no scalar resource is asked for. What {@link #of} returns is the same to the bit.
 */
final class PairScore {
    /** Stands for a node that is for the general way: one that offers no CPU or no memory, or more than is divided by. */
    static final int UNKNOWN = -2;

    private static final int CPU = NodeRecords.offset(ResourceNames.CPU);
    private static final int MEMORY = NodeRecords.offset(ResourceNames.MEMORY);
    private static final int SCRATCH = NodeRecords.offset(ResourceNames.EPHEMERAL_STORAGE);
    private static final int FULL = 100;
    private static final int SIGN = 63;

    private final long checkedCpu;
    private final long checkedMemory;
    private final long checkedScratch;
    private final long fitCpu;
    private final long fitMemory;
    private final long balanceCpu;
    private final long balanceMemory;
    private final boolean least;
    private final int cpuWeight;
    private final int memoryWeight;
    private final byte[] means;
    private final int fitWeight;
    private final int balanceWeight;

    private PairScore(SchedulerProfile profile, PodClass pod, List<Integer> checked, int fitWeight, int balanceWeight) {
        boolean wholeUnits = profile.version().addsOverheadInWholeUnits();
        this.checkedCpu = amount(pod, checked, ResourceNames.CPU);
        this.checkedMemory = amount(pod, checked, ResourceNames.MEMORY);
        this.checkedScratch = amount(pod, checked, ResourceNames.EPHEMERAL_STORAGE);
        this.fitCpu = pod.requests().whileScored(ResourceNames.CPU, true, wholeUnits);
        this.fitMemory = pod.requests().whileScored(ResourceNames.MEMORY, true, wholeUnits);
        this.balanceCpu = pod.requests().whileScored(ResourceNames.CPU, false, wholeUnits);
        this.balanceMemory = pod.requests().whileScored(ResourceNames.MEMORY, false, wholeUnits);
        this.least = profile.fit().strategy() == Strategy.LEAST_ALLOCATED;
        this.cpuWeight = (int) profile.fit().resources().get(0).weight();
        this.memoryWeight = (int) profile.fit().resources().get(1).weight();
        this.means = FitScore.means(cpuWeight + memoryWeight);
        this.fitWeight = fitWeight;
        this.balanceWeight = balanceWeight;
    }

    /** What must be free; less than any amount where nothing is checked. */
    private static long amount(PodClass pod, List<Integer> checked, int resource) {
        return checked.contains(resource) ? pod.request(resource) : Long.MIN_VALUE;
    }

    /** Returns the score for a kind of pod, or null if it is for the general way. */
    static @Nullable PairScore of(
            SchedulerProfile profile, PodClass pod, List<Integer> checked, int fitWeight, int balanceWeight) {
        boolean usual = isPair(profile.fit().resources())
                && isPair(profile.balancedResources())
                && profile.fit().strategy() != Strategy.REQUESTED_TO_CAPACITY_RATIO
                && checked.stream().allMatch(resource -> resource < ResourceNames.FIXED)
                && FitScore.means(profile.fit().resources().stream()
                                        .mapToLong(ResourceWeight::weight)
                                        .sum())
                                .length
                        > 0;
        return usual ? new PairScore(profile, pod, checked, fitWeight, balanceWeight) : null;
    }

    private static boolean isPair(List<ResourceWeight> resources) {
        return resources.size() == 2
                && resources.get(0).name().equals("cpu")
                && resources.get(1).name().equals("memory");
    }

    /** Returns the weighted sum for the node whose record begins at {@code base}, {@link LocalScore#UNFIT} or {@link #UNKNOWN}. */
    int of(long[] data, int base) {
        long cpu = data[base + CPU];
        long memory = data[base + MEMORY];
        long cpuHeld = data[base + CPU + NodeRecords.REQUESTED];
        long memoryHeld = data[base + MEMORY + NodeRecords.REQUESTED];
        if (checkedCpu > cpu - cpuHeld
                || checkedMemory > memory - memoryHeld
                || checkedScratch > data[base + SCRATCH] - data[base + SCRATCH + NodeRecords.REQUESTED]) {
            return LocalScore.UNFIT;
        }
        double perCpu = Double.longBitsToDouble(data[base + CPU + NodeRecords.RECIPROCAL]);
        double perMemory = Double.longBitsToDouble(data[base + MEMORY + NodeRecords.RECIPROCAL]);
        if (perCpu == 0 || perMemory == 0) {
            return UNKNOWN;
        }
        long ofCpu = percentage(part(data[base + NodeRecords.SCORING_CPU] + fitCpu, cpu), cpu, perCpu);
        long ofMemory =
                percentage(part(data[base + NodeRecords.SCORING_MEMORY] + fitMemory, memory), memory, perMemory);
        int fit = means[(int) (cpuWeight * ofCpu + memoryWeight * ofMemory)];
        double cpuShare = Math.min(1, (double) (cpuHeld + balanceCpu) / cpu);
        double memoryShare = Math.min(1, (double) (memoryHeld + balanceMemory) / memory);
        int balance = (int) ((1 - Math.abs((cpuShare - memoryShare) / 2)) * FULL);
        return fitWeight * fit + balanceWeight * balance;
    }

    private long part(long used, long offered) {
        return least ? Math.max(0, offered - used) : Math.min(used, offered);
    }

    /** The truncated percentage: the product with the reciprocal is off by less than one, so one too many or too few is put right. */
    private static long percentage(long part, long whole, double reciprocal) {
        long hundredfold = part * FULL;
        long quotient = (long) (hundredfold * reciprocal);
        long rest = hundredfold - quotient * whole;
        return quotient + (rest >> SIGN) + ((whole - 1 - rest) >>> SIGN);
    }
}
