package io.wavetank.policy.traffic;

/** Bounds the calls made for each tenant. */
@FunctionalInterface
public interface TenantLimiter {
    /**
     * Asks for a permit for a call of a tenant.
     *
     * @param tenant whose call it is; the empty string if nobody's
     * @return how long it is to wait, in nanoseconds, or {@link RateLimiter#REFUSED}
     */
    long reserve(String tenant, int permits, long nowNanos);
}
