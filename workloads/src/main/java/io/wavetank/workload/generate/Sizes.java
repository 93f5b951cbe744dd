package io.wavetank.workload.generate;

import io.wavetank.policy.Resources;
import io.wavetank.workload.generate.distribution.Key;

/**
 * What a member of a task asks for.
 *
 * @param cpuMillis thousandths of a core; a step of 250 keeps classes few
 * @param memoryBytes bytes; a step of 256 MiB keeps classes few
 * @param memoryBytesPerCore bytes for each core asked for, added to the former; default 0. Ties memory to CPU, as machines do
 * @param scratchBytes bytes of ephemeral storage; default none
 * @param gpus default none
 */
public record Sizes(Amount cpuMillis, Amount memoryBytes, long memoryBytesPerCore, Amount scratchBytes, Gpus gpus) {
    /** Checks the one plain number. */
    public Sizes {
        if (memoryBytesPerCore < 0) {
            throw Key.fault("memory_bytes_per_core", memoryBytesPerCore, "negative; 2147483648 would do, for 2 GiB");
        }
    }

    /** Returns CPU and memory, nothing else. */
    public static Sizes of(Amount cpuMillis, Amount memoryBytes) {
        return new Sizes(cpuMillis, memoryBytes, 0, Amount.NONE, Gpus.NONE);
    }

    /** Returns CPU, and so much memory with each core. */
    public static Sizes perCore(Amount cpuMillis, long memoryBytesPerCore) {
        return new Sizes(cpuMillis, Amount.NONE, memoryBytesPerCore, Amount.NONE, Gpus.NONE);
    }

    /** Returns the same with these GPUs. */
    public Sizes with(Gpus devices) {
        return new Sizes(cpuMillis, memoryBytes, memoryBytesPerCore, scratchBytes, devices);
    }

    /** Returns the same with this scratch space. */
    public Sizes withScratch(Amount bytes) {
        return new Sizes(cpuMillis, memoryBytes, memoryBytesPerCore, bytes, gpus);
    }

    /** The memory that goes with so much CPU, the drawn part apart. */
    long memoryFor(long cpu) {
        return cpu / 1000 * memoryBytesPerCore + cpu % 1000 * memoryBytesPerCore / 1000;
    }

    /** The mean request of one member, in the unit of the resource. */
    double mean(int resource) {
        return switch (resource) {
            case Resources.CPU -> cpuMillis.mean();
            case Resources.MEMORY ->
                memoryBytes.mean() + (memoryBytesPerCore == 0 ? 0 : cpuMillis.mean() / 1000 * memoryBytesPerCore);
            case Resources.EPHEMERAL_STORAGE -> scratchBytes.mean();
            case Resources.PODS -> 1;
            case Resources.GPU -> gpus.meanMillis();
            default -> 0;
        };
    }
}
