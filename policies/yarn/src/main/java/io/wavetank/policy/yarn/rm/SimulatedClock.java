package io.wavetank.policy.yarn.rm;

import org.apache.hadoop.yarn.util.Clock;

/** The clock of a scheduler: stands still until it is set. */
final class SimulatedClock implements Clock {
    private long millis;

    void set(long nowMillis) {
        millis = nowMillis;
    }

    @Override
    public long getTime() {
        return millis;
    }
}
