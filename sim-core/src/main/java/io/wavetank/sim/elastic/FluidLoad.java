package io.wavetank.sim.elastic;

import io.wavetank.policy.scaling.ReplicaSample;
import io.wavetank.policy.scaling.ServiceMetrics;
import io.wavetank.sim.replica.Replica;
import io.wavetank.sim.scenario.LoadSpec;
import io.wavetank.sim.scenario.RateSeries;
import java.util.List;

/** A load that flows: {@link FluidQueue}, shared by the replicas that take it. */
final class FluidLoad implements Load {
    private final LoadSpec spec;
    private final List<? extends Replica> replicas;
    private final Latencies latencies;
    private final FluidQueue queue;
    private int serving;
    private double offeredBefore;
    private double servedBefore;
    private double lostBefore;
    private final Losses losses = new Losses();

    /**
     * Creates the load of a service.
     *
     * @param replicas all replicas that the service has, live
     * @param cpuMillis the CPU that a replica gets
     */
    FluidLoad(
            LoadSpec spec,
            RateSeries rate,
            long objectiveNanos,
            List<? extends Replica> replicas,
            long cpuMillis,
            Provisioning provisioning) {
        this.spec = spec;
        this.replicas = replicas;
        this.latencies = new Latencies(objectiveNanos / 1e9);
        this.queue = new FluidQueue(spec, rate, provisioning, latencies);
        provisioning.expect(queue.replicaCapacity((double) cpuMillis));
    }

    @Override
    public Meter meter() {
        return new FluidMeter(queue);
    }

    /** What a replica did before it was ready is what it does without load. */
    @Override
    public void measure(Replica replica, ServiceMetrics metrics) {
        double seconds = metrics.windowNanos() / 1e9;
        double used = replica.takesLoad() ? (queue.factorSeconds() - replica.useMark()) / seconds : 0;
        double cpu = spec.idleCpuMillis() + replica.capacity() * spec.cpuMillisPerRequest() * used;
        double requests = replica.takesLoad() && serving > 0 ? metrics.concurrency() / serving : 0;
        long memory = spec.memoryBytes() + (long) (requests * spec.memoryBytesPerRequest());
        replica.setUseMark(queue.factorSeconds());
        replica.measure(new ReplicaSample(metrics.takenNanos(), metrics.windowNanos(), Math.round(cpu), memory));
    }

    @Override
    public void take(long now, Replica replica, long cpuMillis) {
        queue.advanceTo(now);
        replica.setUseMark(queue.factorSeconds());
        replica.setCapacity(queue.replicaCapacity((double) cpuMillis));
        serving++;
        serve();
    }

    @Override
    public void resize(long now, Replica replica, long cpuMillis) {
        queue.advanceTo(now);
        replica.setCapacity(queue.replicaCapacity((double) cpuMillis));
        serve();
    }

    @Override
    public void leave(long now, Replica replica) {
        queue.advanceTo(now);
        serving--;
        serve();
    }

    @Override
    public void vanish(long now, Replica replica) {
        leave(now, replica);
    }

    @Override
    public void restart(long now, Replica replica) {
        // the fluid is nowhere in particular
    }

    private void serve() {
        double capacity = 0;
        for (Replica replica : replicas) {
            capacity += replica.takesLoad() ? replica.capacity() : 0;
        }
        queue.serve(serving, capacity);
    }

    @Override
    public void forget(long now) {
        queue.advanceTo(now);
        latencies.forget();
        offeredBefore = queue.offered();
        servedBefore = queue.served();
        lostBefore = queue.lost();
    }

    @Override
    public Outcome outcome(long now) {
        queue.advanceTo(now);
        return new Outcome(
                queue.offered() - offeredBefore,
                queue.served() - servedBefore,
                queue.lost() - lostBefore,
                latencies.quantile(0.5),
                latencies.quantile(0.9),
                latencies.quantile(0.99),
                latencies.lateShare());
    }

    @Override
    public double arrivals() {
        return queue.arrivals();
    }

    @Override
    public double p99Seconds() {
        return queue.p99Seconds();
    }

    @Override
    public boolean takeLosing() {
        return losses.take(queue.lost(), queue.served());
    }
}
