package io.wavetank.policy.autoscale;

import io.wavetank.policy.scaling.ReplicaAutoscaler;
import io.wavetank.policy.scaling.Scale;
import io.wavetank.policy.scaling.ServiceView;
import java.util.List;

/**
 * Changes replicas by steps: by how far a measure per replica is above or below its threshold, the step whose interval holds that says by how many
 * percent. Percentages are rounded away from none: at least one replica. After a change nothing follows for the cooldown, but for a larger step upwards.
 *
 * <p>Source: step scaling policies of AWS Application Auto Scaling with the adjustment type {@code PercentChangeInCapacity} and
 * {@code MinAdjustmentMagnitude} 1. Not decision for decision: what the service computes exactly is not published.
 */
public final class StepScaling implements ReplicaAutoscaler {
    private final Bounds bounds;
    private final Load load;
    private final double threshold;
    private final List<Step> steps;
    private final long cooldownNanos;
    private long lastNanos = Long.MIN_VALUE / 2;
    private int lastChange;

    /**
     * A step.
     *
     * @param from from what distance from the threshold on, in the unit of the measure; negative below it
     * @param to up to what distance
     * @param percent by how many percent of the replicas
     */
    public record Step(double from, double to, int percent) {}

    /** Creates the autoscaler; steps do not overlap. */
    public StepScaling(Bounds bounds, Load load, double threshold, List<Step> steps, long cooldownNanos) {
        this.bounds = bounds;
        this.load = load;
        this.threshold = threshold;
        this.steps = List.copyOf(steps);
        this.cooldownNanos = cooldownNanos;
    }

    @Override
    public Scale decide(ServiceView service, long nowNanos) {
        int now = service.wanted();
        if (now < bounds.least() || now > bounds.most()) {
            return new Scale(bounds.bound(now), "bounds");
        } else if (!load.known(service)) {
            return new Scale(now, "no data");
        }
        double distance = load.total(service) / service.ready() - threshold;
        for (Step step : steps) {
            if (distance >= step.from() && distance < step.to() && step.percent() != 0) {
                int change = (int) (now * (long) step.percent() / 100);
                change = change == 0 ? Integer.signum(step.percent()) : change;
                boolean cool = nowNanos - lastNanos >= cooldownNanos || (change > 0 && change > lastChange);
                int replicas = bounds.bound((double) now + change);
                if (cool && replicas != now) {
                    lastNanos = nowNanos;
                    lastChange = change;
                    return new Scale(replicas, "step");
                }
            }
        }
        return new Scale(now, "no step");
    }

    @Override
    public long periodNanos() {
        return bounds.periodNanos();
    }

    @Override
    public boolean relativeToRequest(int resource) {
        return load.relativeTo(resource);
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
