package io.wavetank.sim.elastic;

import io.wavetank.policy.scaling.ServiceMetrics;

/** Measures a fluid from one reading to the next. */
final class FluidMeter implements Load.Meter {
    private final FluidQueue queue;
    private long lastNanos;
    private double offered;
    private double served;
    private double queued;

    FluidMeter(FluidQueue queue) {
        this.queue = queue;
    }

    @Override
    public ServiceMetrics read(long now) {
        queue.advanceTo(now);
        double seconds = (now - lastNanos) / 1e9;
        if (seconds <= 0) {
            return ServiceMetrics.NONE;
        }
        double waiting = (queue.queuedSeconds() - queued) / seconds;
        double inWork = (queue.served() - served) / seconds * queue.workSeconds();
        var metrics = new ServiceMetrics(
                now, now - lastNanos, (queue.offered() - offered) / seconds, waiting + inWork, waiting);
        lastNanos = now;
        offered = queue.offered();
        served = queue.served();
        queued = queue.queuedSeconds();
        return metrics;
    }
}
