package io.wavetank.policy.mesh.resilience;

import io.wavetank.policy.traffic.RateLimiter;
import io.wavetank.policy.traffic.TenantLimiter;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** A rate limiter for each tenant: those named have their own, every other one gets one like the rest. */
public final class TenantLimits implements TenantLimiter {
    private final SortedMap<String, RateLimiter> limiters = new TreeMap<>();
    private final Supplier<RateLimiter> others;

    /**
     * Creates the limits.
     *
     * @param named the limiters of some tenants
     * @param others makes that of a tenant that is not among them
     */
    public TenantLimits(SortedMap<String, RateLimiter> named, Supplier<RateLimiter> others) {
        limiters.putAll(named);
        this.others = others;
    }

    @Override
    public long reserve(String tenant, int permits, long nowNanos) {
        return limiters.computeIfAbsent(tenant, each -> others.get()).reserve(permits, nowNanos);
    }
}
