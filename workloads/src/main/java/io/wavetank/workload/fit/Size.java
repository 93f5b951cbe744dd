package io.wavetank.workload.fit;

import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import java.util.Comparator;
import java.util.List;

/**
 * What a task asks for and how urgent it is, as far as a model keeps it.
 *
 * @param cpuMillis of a member
 * @param memoryBytes of a member
 * @param scratchBytes of a member
 * @param gpus of a member
 * @param gpuMillis of each of them
 * @param gpuModels those that will do, with a bar between; the empty string for any
 * @param members how many
 * @param priority higher goes first
 */
record Size(
        long cpuMillis,
        long memoryBytes,
        long scratchBytes,
        int gpus,
        int gpuMillis,
        String gpuModels,
        int members,
        int priority) {
    /** From small to large: by GPUs, then cores, then memory, all members together; then by what is left. */
    static final Comparator<Size> ORDER = Comparator.comparingLong(Size::allGpuMillis)
            .thenComparingLong(Size::allCpuMillis)
            .thenComparingLong(size -> size.memoryBytes * size.members)
            .thenComparingInt(Size::members)
            .thenComparingLong(Size::scratchBytes)
            .thenComparing(Size::gpuModels)
            .thenComparingInt(Size::priority);

    static Size of(TaskClass asked) {
        return new Size(
                asked.request(Resources.CPU),
                asked.request(Resources.MEMORY),
                asked.request(Resources.EPHEMERAL_STORAGE),
                asked.gpuCount(),
                asked.gpuCount() == 0 ? 0 : asked.gpuMillisEach(),
                String.join("|", asked.gpuModels()),
                asked.members(),
                asked.priority());
    }

    long allCpuMillis() {
        return cpuMillis * members;
    }

    long allGpuMillis() {
        return (long) gpus * gpuMillis * members;
    }

    List<String> models() {
        return gpuModels.isEmpty() ? List.of() : List.of(gpuModels.split("\\|"));
    }

    /** The same with amounts rounded to so many binary digits, for tables that would be too long. */
    Size rounded(int digits) {
        return new Size(
                rounded(cpuMillis, digits),
                rounded(memoryBytes, digits),
                rounded(scratchBytes, digits),
                gpus,
                gpuMillis,
                gpuModels,
                (int) rounded(members, digits),
                priority);
    }

    private static long rounded(long amount, int digits) {
        int shift = Math.max(0, 63 - Long.numberOfLeadingZeros(Math.max(1, amount)) - digits + 1);
        return shift == 0 ? amount : ((amount >> shift) << shift) + (1L << (shift - 1));
    }
}
