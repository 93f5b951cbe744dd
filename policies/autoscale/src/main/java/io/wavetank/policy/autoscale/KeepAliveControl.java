package io.wavetank.policy.autoscale;

import io.wavetank.policy.scaling.KeepAlive;
import io.wavetank.policy.scaling.ReplicaAutoscaler;
import io.wavetank.policy.scaling.Scale;
import io.wavetank.policy.scaling.ServiceView;

/**
 * A function as a service: no replica while its image is not loaded, else as many as are in use, one at least.
 *
 * <p>Requests come as soon as the service is looked at; what comes while there is no replica waits for one to start, the cold start. As many replicas as
 * requests are in it are in use, each with so many at a time; once requests are gone, what is more than one goes at the next look.
 */
public final class KeepAliveControl implements ReplicaAutoscaler {
    private final KeepAlive policy;
    private final Bounds bounds;
    private final double concurrency;
    private KeepAlive.Windows windows = new KeepAlive.Windows(0, 0);
    private long usedNanos = -1;
    private boolean busy;

    /** Creates the autoscaler of a function; a replica serves so many requests at a time. */
    public KeepAliveControl(KeepAlive policy, Bounds bounds, double concurrency) {
        this.policy = policy;
        this.bounds = bounds;
        this.concurrency = concurrency;
    }

    @Override
    public Scale decide(ServiceView service, long nowNanos) {
        boolean used =
                service.metrics().requestsPerSecond() > 0 || service.metrics().queued() > 0;
        if (used) {
            if (!busy) {
                windows = policy.used(usedNanos < 0 ? -1 : nowNanos - usedNanos);
            }
            busy = true;
            usedNanos = nowNanos;
            return new Scale(
                    bounds.bound(Math.max(1, Math.ceil(service.metrics().concurrency() / concurrency))), "used");
        }
        busy = false;
        boolean loaded = usedNanos >= 0 && windows.loadedAfter(nowNanos - usedNanos);
        return new Scale(bounds.bound(loaded ? 1 : 0), loaded ? "kept" : "unloaded");
    }

    @Override
    public boolean measuresItself() {
        return true;
    }

    @Override
    public long periodNanos() {
        return bounds.periodNanos();
    }

    @Override
    public int leastReplicas() {
        return bounds.least();
    }

    @Override
    public int mostReplicas() {
        return bounds.most();
    }
}
