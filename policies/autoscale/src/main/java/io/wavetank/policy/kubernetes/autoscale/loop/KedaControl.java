package io.wavetank.policy.kubernetes.autoscale.loop;

import io.wavetank.policy.kubernetes.autoscale.hpa.HpaSettings;
import io.wavetank.policy.kubernetes.autoscale.hpa.HpaSpec;
import io.wavetank.policy.kubernetes.autoscale.hpa.MetricSpec;
import io.wavetank.policy.scaling.ReplicaAutoscaler;
import io.wavetank.policy.scaling.Scale;
import io.wavetank.policy.scaling.ServiceMetrics;
import io.wavetank.policy.scaling.ServiceView;
import java.util.List;

/**
 * Scaling by events, as KEDA does it: its operator looks at the source of events and switches between none and some replicas; between one and the most
 * a horizontal pod autoscaler that it makes decides, by the source's value as an external metric, averaged over replicas.
 *
 * <p>None become some as soon as the value is above the activation threshold; some become none once it has not been for the cooldown period, at
 * once if it never was. The source is asked itself, at each loop.
 *
 * <p>Source: KEDA 2, {@code ScaledObject}: {@code pollingInterval}, {@code cooldownPeriod}, {@code minReplicaCount}, {@code activationThreshold}. Not
 * decision for decision: no recording was at hand. The operator looks when the autoscaler does, and not at an interval of its own.
 */
public final class KedaControl implements ReplicaAutoscaler {
    private static final long NEVER = -1;

    private final Settings settings;
    private final HpaControl autoscaler;
    private long lastActiveNanos = NEVER;

    /**
     * What a scaled object says.
     *
     * @param metric {@link HpaControl#REQUESTS}, {@link HpaControl#CONCURRENCY} or {@link HpaControl#QUEUED}
     * @param threshold how much of it each replica is to have
     * @param activation what it must exceed for there to be any replica
     * @param least the fewest replicas, 0 to let go of all
     * @param most the most
     * @param cooldownNanos how long it must not have been exceeded before all replicas go
     * @param periodNanos from one loop to the next
     */
    public record Settings(
            String metric,
            double threshold,
            double activation,
            int least,
            int most,
            long cooldownNanos,
            long periodNanos) {}

    /** Creates the autoscaler, which has seen nothing. */
    public KedaControl(Settings settings, HpaSettings controller) {
        this.settings = settings;
        var metric = MetricSpec.of(
                MetricSpec.Source.EXTERNAL, settings.metric(), MetricSpec.Target.AVERAGE_VALUE, Math.max(1, (long)
                        (settings.threshold() * 1000)));
        this.autoscaler = new HpaControl(
                new HpaSpec(Math.max(1, settings.least()), settings.most(), List.of(metric), null),
                controller,
                settings.periodNanos());
    }

    @Override
    public Scale decide(ServiceView service, long nowNanos) {
        boolean active = value(service.metrics()) > settings.activation();
        if (active) {
            lastActiveNanos = nowNanos;
        }
        if (service.wanted() == 0) {
            return active || settings.least() > 0
                    ? new Scale(Math.max(1, settings.least()), "activated")
                    : stay(service);
        }
        boolean idle = settings.least() == 0 && !active && service.metrics().known();
        return idle && cooledDown(nowNanos) ? new Scale(0, "cooled down") : autoscaler.decide(service, nowNanos);
    }

    private boolean cooledDown(long nowNanos) {
        return lastActiveNanos == NEVER || nowNanos - lastActiveNanos >= settings.cooldownNanos();
    }

    private static Scale stay(ServiceView service) {
        return new Scale(service.wanted(), "idle");
    }

    private double value(ServiceMetrics metrics) {
        if (settings.metric().equals(HpaControl.REQUESTS)) {
            return metrics.requestsPerSecond();
        }
        return settings.metric().equals(HpaControl.CONCURRENCY) ? metrics.concurrency() : metrics.queued();
    }

    @Override
    public boolean measuresItself() {
        return true;
    }

    @Override
    public long periodNanos() {
        return settings.periodNanos();
    }

    @Override
    public int leastReplicas() {
        return settings.least();
    }

    @Override
    public int mostReplicas() {
        return settings.most();
    }
}
