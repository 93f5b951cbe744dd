package io.wavetank.policy.kubernetes.autoscale.vpa;

/**
 * What containers of one name in pods of equal labels used. It outlives the pods.
 *
 * <p>Samples are counted and dated by CPU alone: their confidence is {@code min(days from first to last, samples / 1440)}.
 */
public final class UsageHistory {
    private static final double LEAST_WEIGHT = 0.1;
    private static final double DAY = 86_400e9;
    private static final double MINUTES_A_DAY = 1440;
    private static final double MILLI = 1000;

    private final DecayingHistogram cpuCores;
    private final DecayingHistogram memoryBytes;
    private long firstNanos = Long.MAX_VALUE;
    private long lastNanos = Long.MIN_VALUE;
    private long samples;

    UsageHistory(VpaSettings settings) {
        cpuCores = new DecayingHistogram(Buckets.CPU, settings.cpuHalfLifeNanos(), settings.originSeconds());
        memoryBytes = new DecayingHistogram(Buckets.MEMORY, settings.memoryHalfLifeNanos(), settings.originSeconds());
    }

    /**
     * All of it, as it is saved.
     *
     * @param cpu the histogram of cores
     * @param memory the histogram of bytes
     * @param firstNanos when the first CPU sample was taken
     * @param lastNanos when the last was
     * @param samples how many there were
     */
    public record Checkpoint(
            DecayingHistogram.Checkpoint cpu,
            DecayingHistogram.Checkpoint memory,
            long firstNanos,
            long lastNanos,
            long samples) {}

    /** A sample weighs as much as the container requests in cores, a tenth at least. */
    void addCpu(long usageMillis, long requestMillis, long atNanos) {
        cpuCores.add(usageMillis / MILLI, Math.max(requestMillis / MILLI, LEAST_WEIGHT), atNanos);
        firstNanos = Math.min(firstNanos, atNanos);
        lastNanos = Math.max(lastNanos, atNanos);
        samples++;
    }

    void addPeak(long bytes, long windowEndNanos) {
        memoryBytes.add((double) bytes, 1, windowEndNanos);
    }

    void subtractPeak(long bytes, long windowEndNanos) {
        memoryBytes.subtract((double) bytes, 1, windowEndNanos);
    }

    void merge(UsageHistory other) {
        cpuCores.merge(other.cpuCores);
        memoryBytes.merge(other.memoryBytes);
        firstNanos = Math.min(firstNanos, other.firstNanos);
        lastNanos = Math.max(lastNanos, other.lastNanos);
        samples += other.samples;
    }

    double confidence() {
        return samples == 0 ? 0 : Math.min((lastNanos - firstNanos) / DAY, samples / MINUTES_A_DAY);
    }

    Amounts percentiles(double cpu, double memory) {
        return new Amounts(
                Amounts.whole(cpuCores.percentile(cpu) * MILLI), Amounts.whole(memoryBytes.percentile(memory)));
    }

    /** Returns it as it is saved. */
    public Checkpoint save() {
        return new Checkpoint(cpuCores.save(), memoryBytes.save(), firstNanos, lastNanos, samples);
    }

    /** Fills an empty history with what was saved. */
    public void load(Checkpoint checkpoint) {
        cpuCores.load(checkpoint.cpu());
        memoryBytes.load(checkpoint.memory());
        firstNanos = checkpoint.firstNanos();
        lastNanos = checkpoint.lastNanos();
        samples = checkpoint.samples();
    }
}
