package io.wavetank.policy.kubernetes.autoscale.loop;

import io.wavetank.policy.TaskClass;
import io.wavetank.policy.scaling.ReplicaSample;
import io.wavetank.policy.scaling.ReplicaView;
import io.wavetank.policy.scaling.ServiceMetrics;
import io.wavetank.policy.scaling.ServiceView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A service as a test sets it. */
public final class FakeService implements ServiceView {
    private final List<Replica> replicas = new ArrayList<>();
    private final TaskClass taskClass;
    private int wanted;
    private ServiceMetrics metrics = ServiceMetrics.NONE;

    /** A service whose replicas ask for so much. */
    public FakeService(long cpuMillis, long memoryBytes) {
        this.taskClass = TaskClass.builder()
                .cpuMillis(cpuMillis)
                .memoryBytes(memoryBytes)
                .build();
    }

    /** Its replicas. */
    public record Replica(
            long number,
            int node,
            boolean running,
            boolean ready,
            boolean stopping,
            long createdNanos,
            long startNanos,
            long readyChangedNanos,
            TaskClass taskClass,
            @Nullable ReplicaSample sample)
            implements ReplicaView {
        @Override
        public int task() {
            return (int) number;
        }

        @Override
        public long runsSinceNanos() {
            return startNanos;
        }
    }

    /** Adds replicas that have taken load for a long time and use so much CPU, as measured at a time. */
    public FakeService serving(int count, long cpuMillis, long atNanos) {
        for (int i = 0; i < count; i++) {
            var sample = new ReplicaSample(atNanos, 30_000_000_000L, cpuMillis, 0);
            add(replicas.size(), true, true, 0, 0, sample);
        }
        wanted = replicas.size();
        return this;
    }

    /** Adds a replica. */
    public FakeService add(
            int node,
            boolean running,
            boolean ready,
            long createdNanos,
            long readyNanos,
            @Nullable ReplicaSample sample) {
        replicas.add(new Replica(
                replicas.size(),
                node,
                running,
                ready,
                false,
                createdNanos,
                running ? createdNanos : ReplicaView.NEVER,
                ready ? readyNanos : ReplicaView.NEVER,
                taskClass,
                sample));
        return this;
    }

    /** Sets how many replicas it was told to have. */
    public FakeService wanting(int count) {
        wanted = count;
        return this;
    }

    /** Sets what was measured of it: requests a second, requests in it, and those that wait. */
    public FakeService measured(long atNanos, double requests, double concurrency, double queued) {
        metrics = new ServiceMetrics(atNanos, 15_000_000_000L, requests, concurrency, queued);
        return this;
    }

    @Override
    public int index() {
        return 0;
    }

    @Override
    public String name() {
        return "web";
    }

    @Override
    public int wanted() {
        return wanted;
    }

    @Override
    public List<Replica> replicas() {
        return replicas;
    }

    @Override
    public int ready() {
        return (int) replicas.stream().filter(Replica::ready).count();
    }

    @Override
    public TaskClass replicaClass() {
        return taskClass;
    }

    @Override
    public ServiceMetrics metrics() {
        return metrics;
    }
}
