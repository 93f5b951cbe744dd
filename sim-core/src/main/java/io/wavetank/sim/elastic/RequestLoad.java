package io.wavetank.sim.elastic;

import io.wavetank.policy.scaling.ReplicaSample;
import io.wavetank.policy.scaling.ServiceMetrics;
import io.wavetank.sim.replica.Replica;
import io.wavetank.sim.replica.Scalable;
import io.wavetank.sim.scenario.LoadSpec;
import io.wavetank.sim.traffic.ClusterTraffic;
import io.wavetank.sim.traffic.ServiceMeter;

/**
 * A load of requests, each of which the traffic of the run carries to a replica: what is measured of them is counted, not worked out.
 *
 * <p>What a replica could serve, of which demand is counted, is its cores over the mean work of the requests so far: it is a bound by processor
 * time, and leaves out what a request waits for while it computes nothing.
 */
final class RequestLoad implements Load {
    private static final double SECOND = 1e9;
    private static final double MILLI = 1000;

    private final LoadSpec spec;
    private final ClusterTraffic traffic;
    private final ServiceMeter meter;
    private final RequestDemand demand;
    private long callsBefore;
    private long answeredBefore;
    private long failedBefore;
    private long lateBefore;
    private double p99Seconds;
    private final Losses losses = new Losses();

    /**
     * Creates the load of a service.
     *
     * @param service its number in the traffic
     * @param cpuMillis the CPU that a replica gets
     */
    RequestLoad(
            LoadSpec spec,
            ClusterTraffic traffic,
            int service,
            long objectiveNanos,
            long cpuMillis,
            Provisioning provisioning) {
        this.spec = spec;
        this.traffic = traffic;
        this.meter = traffic.manage(service, objectiveNanos);
        this.demand = new RequestDemand(meter, provisioning, cpuMillis);
    }

    @Override
    public Meter meter() {
        return new Counting();
    }

    /** Counts from one reading to the next. */
    private final class Counting implements Meter {
        private long lastNanos;
        private long tries;
        private long inside;
        private long waiting;

        @Override
        public ServiceMetrics read(long now) {
            traffic.standAt(now);
            demand.settle(now);
            double nanos = now - lastNanos;
            if (nanos <= 0) {
                return ServiceMetrics.NONE;
            }
            var metrics = new ServiceMetrics(
                    now,
                    now - lastNanos,
                    (meter.tries() - tries) / nanos * SECOND,
                    (meter.insideNanos(now) - inside) / nanos,
                    (meter.waitingNanos(now) - waiting) / nanos);
            lastNanos = now;
            tries = meter.tries();
            inside = meter.insideNanos(now);
            waiting = meter.waitingNanos(now);
            return metrics;
        }
    }

    @Override
    public void measure(Replica replica, ServiceMetrics metrics) {
        double used = traffic.usedCoreNanos(metrics.takenNanos(), replica.task());
        double cpu = spec.idleCpuMillis() + (used - replica.useMark()) / metrics.windowNanos() * MILLI;
        long memory = spec.memoryBytes() + traffic.load(replica.task()) * spec.memoryBytesPerRequest();
        replica.setUseMark(used);
        replica.measure(
                traffic.isKilled(replica.task())
                        ? null
                        : new ReplicaSample(metrics.takenNanos(), metrics.windowNanos(), Math.round(cpu), memory));
    }

    @Override
    public void take(long now, Replica replica, long cpuMillis) {
        traffic.ready(now, replica.task(), cpuMillis / MILLI);
        serves(now, replica, cpuMillis);
    }

    private void serves(long now, Replica replica, long cpuMillis) {
        replica.setCapacity((double) cpuMillis);
        demand.serve(now, 1, cpuMillis);
    }

    /** Returns what counts replicas as others have them take load, each with so much CPU at the most. */
    Scalable.Watch watch(long cpuMillis) {
        return new Scalable.Watch() {
            @Override
            public void takes(long now, Replica replica) {
                serves(now, replica, cpuMillis);
            }

            @Override
            public void leaves(long now, Replica replica) {
                vanish(now, replica);
            }
        };
    }

    @Override
    public void resize(long now, Replica replica, long cpuMillis) {
        traffic.setCores(now, replica.task(), cpuMillis / MILLI);
        demand.serve(now, 0, cpuMillis - (long) replica.capacity());
        replica.setCapacity((double) cpuMillis);
    }

    @Override
    public void leave(long now, Replica replica) {
        traffic.unready(now, replica.task());
        demand.serve(now, -1, (long) -replica.capacity());
    }

    @Override
    public void vanish(long now, Replica replica) {
        demand.serve(now, -1, (long) -replica.capacity());
    }

    @Override
    public void restart(long now, Replica replica) {
        traffic.restart(now, replica.task());
        replica.setUseMark(0);
    }

    @Override
    public void forget(long now) {
        traffic.standAt(now);
        demand.settle(now);
        meter.forgetLatencies();
        callsBefore = meter.calls();
        answeredBefore = meter.answered();
        failedBefore = meter.failed();
        lateBefore = meter.late();
    }

    @Override
    public Outcome outcome(long now) {
        traffic.standAt(now);
        demand.settle(now);
        long answered = meter.answered() - answeredBefore;
        long failed = meter.failed() - failedBefore;
        long late = meter.late() - lateBefore;
        return new Outcome(
                meter.calls() - callsBefore,
                answered,
                failed,
                latency(0.5),
                latency(0.9),
                latency(0.99),
                answered + failed == 0 ? 0 : (late + failed) / (double) (answered + failed));
    }

    private double latency(double share) {
        long nanos = meter.latencyNanos(share);
        return nanos < 0 ? Double.NaN : nanos / SECOND;
    }

    @Override
    public double arrivals() {
        return demand.arrivals();
    }

    /** Of those that ended since this was asked last; where none did it is as before. */
    @Override
    public double p99Seconds() {
        long nanos = meter.takeRecentNanos(0.99);
        p99Seconds = nanos < 0 ? p99Seconds : nanos / SECOND;
        return p99Seconds;
    }

    @Override
    public boolean takeLosing() {
        return losses.take((double) meter.failed(), (double) meter.answered());
    }
}
