package io.wavetank.policy.mesh.resilience4j;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands at the time it is handed, in nanoseconds since the start of the run: what Resilience4j reads instead of the system's. */
final class HandedClock extends Clock {
    private static final long SECOND = 1_000_000_000L;

    private long nanos;

    void set(long nowNanos) {
        nanos = nowNanos;
    }

    long nanos() {
        return nanos;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochSecond(nanos / SECOND, nanos % SECOND);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
