package io.wavetank.policy.kubernetes.autoscale.karpenter;

import io.wavetank.policy.TaskView;
import java.util.List;

/**
 * When pods that wait are looked at: when none has come for a while, at the latest a longer while after the first. Those that still wait ask again every ten
 * seconds.
 *
 * <p>Source: Karpenter v1, {@code provisioning/batcher.go}, {@code BATCH_IDLE_DURATION}, {@code BATCH_MAX_DURATION}.
 */
final class Batcher {
    private static final long AGAIN_NANOS = 10_000_000_000L;

    private final long idleNanos;
    private final long mostNanos;
    private long newest = -1;
    private long firstNanos = -1;
    private long lastNanos;
    private long servedNanos = Long.MIN_VALUE / 2;

    Batcher(long idleNanos, long mostNanos) {
        this.idleNanos = idleNanos;
        this.mostNanos = mostNanos;
    }

    /** Whether the time has come. */
    boolean due(List<TaskView> waiting, long nowNanos) {
        if (waiting.isEmpty()) {
            firstNanos = -1;
            return false;
        }
        long last = newest;
        for (TaskView task : waiting) {
            last = Math.max(last, task.sequence());
        }
        boolean came = last > newest;
        newest = last;
        if (came || (firstNanos < 0 && nowNanos - servedNanos >= AGAIN_NANOS)) {
            firstNanos = firstNanos < 0 ? nowNanos : firstNanos;
            lastNanos = nowNanos;
        }
        if (firstNanos < 0 || (nowNanos - lastNanos < idleNanos && nowNanos - firstNanos < mostNanos)) {
            return false;
        }
        firstNanos = -1;
        servedNanos = nowNanos;
        return true;
    }
}
