package io.wavetank.policy.mesh.resilience4j;

import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.internal.SemaphoreBulkhead;
import io.wavetank.policy.traffic.Bulkhead;
import io.wavetank.policy.traffic.CallOutcome;
import java.time.Duration;

/**
 * Resilience4j's semaphore bulkhead, the real one. It reads no clock as long as nobody waits for a place, so nobody does: {@code maxWaitDuration}
 * is 0, its default.
 *
 * <p>Source: Resilience4j 2.2.0, {@code SemaphoreBulkhead}; 25 calls by default.
 */
public final class Resilience4jBulkhead implements Bulkhead {
    private final SemaphoreBulkhead bulkhead;

    /** Creates one of so many places, 0 or more. */
    public Resilience4jBulkhead(int places) {
        bulkhead = new SemaphoreBulkhead(
                "simulated",
                BulkheadConfig.custom()
                        .maxConcurrentCalls(places)
                        .maxWaitDuration(Duration.ZERO)
                        .build());
    }

    @Override
    public boolean tryEnter(long nowNanos) {
        return bulkhead.tryAcquirePermission();
    }

    @Override
    public void leave(CallOutcome outcome, long latencyNanos, long nowNanos) {
        bulkhead.onComplete();
    }

    @Override
    public int limit(long nowNanos) {
        return bulkhead.getBulkheadConfig().getMaxConcurrentCalls();
    }
}
