package io.wavetank.sim.elastic;

import io.wavetank.policy.scaling.ReplicaSample;
import io.wavetank.policy.scaling.ServiceMetrics;
import io.wavetank.sim.scenario.LoadSpec;

/** Measures a service from one reading to the next: means over the time between. */
final class Gauge {
    private final FluidQueue queue;
    private long lastNanos;
    private double offered;
    private double served;
    private double queued;

    Gauge(FluidQueue queue) {
        this.queue = queue;
    }

    /** Reads; the queue has been brought up to now. */
    ServiceMetrics read(long now) {
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

    /** Measures a replica that runs; what it did before it was ready is what it does without load. */
    void measure(Replica replica, LoadSpec load, ServiceMetrics metrics, int ready) {
        double seconds = metrics.windowNanos() / 1e9;
        double used = replica.ready ? (queue.factorSeconds() - replica.factorMark) / seconds : 0;
        double cpu = load.idleCpuMillis() + replica.capacity * load.cpuMillisPerRequest() * used;
        double requests = replica.ready && ready > 0 ? metrics.concurrency() / ready : 0;
        long memory = load.memoryBytes() + (long) (requests * load.memoryBytesPerRequest());
        replica.factorMark = queue.factorSeconds();
        replica.measured = new ReplicaSample(metrics.takenNanos(), metrics.windowNanos(), Math.round(cpu), memory);
    }
}
