package io.wavetank.policy.kubernetes.autoscale.vpa;

/**
 * One running container as the recommender follows it: CPU sample by sample, memory as one peak an interval.
 *
 * <p>A peak is dated at the <em>end</em> of its interval. A higher one takes its place, unless the one before is 0, which stays. After memory ran
 * out, the container is taken to need a share more than it requested or used, 100 MiB more at least.
 *
 * <p>Source: vertical pod autoscaler 0.14, {@code ContainerState}.
 */
public final class ContainerUsage {
    private static final long NEVER = Long.MIN_VALUE;

    private final UsageHistory history;
    private final VpaSettings settings;
    private long requestMillis;
    private long lastCpuNanos = NEVER;
    private long lastMemoryNanos = NEVER;
    private long windowEndNanos = NEVER;
    private long peakBytes;
    private long oomPeakBytes;

    ContainerUsage(UsageHistory history, VpaSettings settings, long requestMillis) {
        this.history = history;
        this.settings = settings;
        this.requestMillis = requestMillis;
    }

    /** The container requests so much CPU from now on. */
    public void requests(long cpuMillis) {
        requestMillis = cpuMillis;
    }

    /** A CPU sample; one that is not newer than the last is dropped. */
    public void cpu(long usageMillis, long atNanos) {
        if (usageMillis >= 0 && atNanos > lastCpuNanos) {
            lastCpuNanos = atNanos;
            history.addCpu(usageMillis, requestMillis, atNanos);
        }
    }

    /** A memory sample; one that is older than the last is dropped. */
    public void memory(long bytes, long atNanos) {
        if (bytes >= 0 && atNanos >= lastMemoryNanos && peak(bytes, atNanos)) {
            peakBytes = bytes;
        }
    }

    /** The container ran out of the memory that it had requested. What is older than the last interval is dropped. */
    public void outOfMemory(long requestedBytes, long atNanos) {
        if (windowEndNanos != NEVER && atNanos < windowEndNanos - settings.memoryIntervalNanos()) {
            return;
        }
        long used = Math.max(requestedBytes, peakBytes);
        long needed = Math.max(used + settings.oomLeastBytes(), Amounts.scaled(used, settings.oomRatio()));
        if (peak(needed, atNanos)) {
            oomPeakBytes = needed;
        }
    }

    private boolean peak(long bytes, long atNanos) {
        lastMemoryNanos = atNanos;
        if (windowEndNanos == NEVER) {
            windowEndNanos = atNanos;
        }
        if (atNanos < windowEndNanos) {
            long old = Math.max(peakBytes, oomPeakBytes);
            if (old == 0 || bytes <= old) {
                return false;
            }
            history.subtractPeak(old, windowEndNanos);
        } else {
            long interval = settings.memoryIntervalNanos();
            windowEndNanos += (atNanos - windowEndNanos) / interval * interval + interval;
            peakBytes = 0;
            oomPeakBytes = 0;
        }
        history.addPeak(bytes, windowEndNanos);
        return true;
    }
}
