package io.wavetank.policy.autoscale;

import io.wavetank.policy.scaling.KeepAlive;

/**
 * Keep-alive for the same time after every use.
 *
 * @param nanos how long
 */
public record FixedKeepAlive(long nanos) implements KeepAlive {
    @Override
    public Windows used(long idleNanos) {
        return new Windows(0, nanos);
    }
}
