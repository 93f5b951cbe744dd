package io.wavetank.policy.kubernetes.autoscale.loop;

import io.wavetank.policy.Resources;
import io.wavetank.policy.kubernetes.autoscale.vpa.ContainerPolicy;
import io.wavetank.policy.kubernetes.autoscale.vpa.ContainerUsage;
import io.wavetank.policy.kubernetes.autoscale.vpa.Recommendation;
import io.wavetank.policy.kubernetes.autoscale.vpa.Recommender;
import io.wavetank.policy.kubernetes.autoscale.vpa.VpaSettings;
import io.wavetank.policy.scaling.ReplicaSample;
import io.wavetank.policy.scaling.ReplicaView;
import io.wavetank.policy.scaling.Resize;
import io.wavetank.policy.scaling.ResourceRecommender;
import io.wavetank.policy.scaling.ServiceView;
import io.wavetank.policy.scaling.UpdateMode;
import io.wavetank.policy.scaling.Updates;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The vertical pod autoscaler of one service: its recommender is fed with what replicas use, its updater has them changed, and its admission plug-in is
 * the class that the next replica has. A replica is a pod of one container.
 *
 * <p>The recommender reads the metrics server once a loop, as in production, and so sees one sample of those that were scraped since. Nothing is
 * recommended before the first sample.
 *
 * <p>Source: vertical pod autoscaler, recommender 0.14 ({@link Recommender}) and updater 1.x ({@link VpaUpdater}).
 */
public final class VpaControl implements ResourceRecommender {
    private static final String CONTAINER = "main";

    private final Recommender recommender;
    private final VpaUpdater updater;
    private final ContainerPolicy policy;
    private final long periodNanos;
    /** By number of the replica. */
    private final SortedMap<Long, ContainerUsage> followed = new TreeMap<>();

    private boolean sampled;

    /** Creates the autoscaler, which has seen nothing. */
    public VpaControl(VpaSettings settings, ContainerPolicy policy, VpaUpdater.Settings updates, long periodNanos) {
        SortedMap<String, ContainerPolicy> policies = new TreeMap<>();
        policies.put(CONTAINER, policy);
        this.recommender = new Recommender(settings, policies);
        this.updater = new VpaUpdater(updates);
        this.policy = policy;
        this.periodNanos = periodNanos;
    }

    @Override
    public void sampled(ServiceView service, long nowNanos) {
        // the metrics server keeps the latest sample only, and is asked when a recommendation is due
    }

    private ContainerUsage usage(ServiceView service, ReplicaView replica) {
        long request = replica.taskClass().request(Resources.CPU);
        ContainerUsage usage = followed.computeIfAbsent(
                replica.number(), number -> recommender.follow(CONTAINER, service.name(), request));
        usage.requests(request);
        return usage;
    }

    @Override
    public void outOfMemory(ServiceView service, ReplicaView replica, long nowNanos) {
        usage(service, replica).outOfMemory(replica.taskClass().request(Resources.MEMORY), nowNanos);
        updater.outOfMemory(replica, nowNanos);
    }

    @Override
    public @Nullable Resize recommend(ServiceView service, long nowNanos) {
        SortedMap<Long, ContainerUsage> gone = new TreeMap<>(followed);
        for (ReplicaView replica : service.replicas()) {
            gone.remove(replica.number());
            ReplicaSample sample = replica.sample();
            if (sample != null && replica.running()) {
                ContainerUsage usage = usage(service, replica);
                usage.cpu(sample.cpuMillis(), sample.takenNanos());
                usage.memory(sample.memoryBytes(), sample.takenNanos());
                sampled = true;
            }
        }
        gone.keySet().forEach(number -> {
            followed.remove(number);
            updater.forget(number);
        });
        Recommendation found = sampled ? recommender.recommend().get(CONTAINER) : null;
        return found == null
                ? null
                : new Resize(
                        found.target().cpuMillis(),
                        found.target().memoryBytes(),
                        found.lowerBound().cpuMillis(),
                        found.lowerBound().memoryBytes(),
                        found.upperBound().cpuMillis(),
                        found.upperBound().memoryBytes());
    }

    @Override
    public void update(ServiceView service, Resize resize, UpdateMode mode, long nowNanos, Updates updates) {
        updater.run(service, resize, mode, nowNanos, updates);
    }

    @Override
    public boolean controls(int resource) {
        return resource == Resources.CPU ? policy.controlsCpu() : policy.controlsMemory();
    }

    @Override
    public long periodNanos() {
        return periodNanos;
    }
}
