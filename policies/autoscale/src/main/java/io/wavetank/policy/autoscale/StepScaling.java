package io.wavetank.policy.autoscale;

import io.wavetank.policy.scaling.ReplicaAutoscaler;
import io.wavetank.policy.scaling.Scale;
import io.wavetank.policy.scaling.ServiceView;
import java.util.List;

/**
 * Changes replicas by steps: by how far a measure per replica is above or below its threshold, the step whose interval holds that says by how many
 * percent. Percentages are rounded towards none, but to one replica at least. After a change nothing follows for the cooldown, but for a larger step upwards; if
 * the change before was upwards too, what it added counts as a part of that.
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
    public record Step(double from, double to, int percent) {
        /** Above the threshold {@code from} is in the interval and {@code to} is not, below it the other way round. */
        boolean holds(double distance) {
            return to > 0 ? distance >= from && distance < to : distance > from && distance <= to && distance < 0;
        }
    }

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
            if (step.holds(distance) && step.percent() != 0) {
                int replicas = replicas(now, step, nowNanos);
                if (replicas != now) {
                    return new Scale(replicas, "step");
                }
            }
        }
        return new Scale(now, "no step");
    }

    /** How many there are to be by a step. */
    private int replicas(int now, Step step, long nowNanos) {
        boolean cooling = nowNanos - lastNanos < cooldownNanos;
        int before = cooling && lastChange > 0 ? Math.max(0, now - lastChange) : now;
        int change = (int) (before * (long) step.percent() / 100);
        change = change == 0 ? Integer.signum(step.percent()) : change;
        int replicas = bounds.bound((double) before + change);
        if (replicas == now || (cooling && replicas < now)) {
            return now;
        }
        lastNanos = nowNanos;
        lastChange = replicas - before;
        return replicas;
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
