package io.wavetank.policy.autoscale;

import io.wavetank.policy.scaling.ReplicaAutoscaler;
import io.wavetank.policy.scaling.Scale;
import io.wavetank.policy.scaling.ServiceView;

/**
 * Keeps a measure per replica near a target, by two alarms: above the target for 3 minutes replicas become {@code ceil(replicas * measure / target)};
 * below 90 % of it for 15 minutes likewise, downwards. After a change in a direction none follows in it for the cooldown; a change upwards may follow
 * within the cooldown of one downwards.
 *
 * <p>Source: the alarms that target tracking policies of AWS Application Auto Scaling make (3 periods of a minute above, 15 below 90 %), and its
 * cooldowns. Not decision for decision: what the service computes exactly is not published.
 */
public final class TargetTracking implements ReplicaAutoscaler {
    private static final double LOW = 0.9;
    private static final int PERIODS_ABOVE = 3;
    private static final int PERIODS_BELOW = 15;

    private final Bounds bounds;
    private final Load load;
    private final double target;
    private final long outCooldownNanos;
    private final long inCooldownNanos;
    private int above;
    private int below;
    private long lastOutNanos = Long.MIN_VALUE / 2;
    private long lastInNanos = Long.MIN_VALUE / 2;

    /**
     * Creates the autoscaler.
     *
     * @param target what each replica is to have of the measure
     * @param outCooldownNanos how long after more replicas were asked for
     * @param inCooldownNanos how long after fewer were
     */
    public TargetTracking(Bounds bounds, Load load, double target, long outCooldownNanos, long inCooldownNanos) {
        this.bounds = bounds;
        this.load = load;
        this.target = target;
        this.outCooldownNanos = outCooldownNanos;
        this.inCooldownNanos = inCooldownNanos;
    }

    @Override
    public Scale decide(ServiceView service, long nowNanos) {
        int now = service.wanted();
        if (now < bounds.least() || now > bounds.most()) {
            return new Scale(bounds.bound(now), "bounds");
        } else if (!load.known(service)) {
            return new Scale(now, "no data");
        }
        double measure = load.total(service) / service.ready();
        above = measure > target ? above + 1 : 0;
        below = measure < LOW * target ? below + 1 : 0;
        int proposed = bounds.bound(Math.ceil(service.ready() * measure / target));
        if (above >= PERIODS_ABOVE && proposed > now && nowNanos - lastOutNanos >= outCooldownNanos) {
            lastOutNanos = nowNanos;
            return new Scale(proposed, "alarm high");
        } else if (below >= PERIODS_BELOW
                && proposed < now
                && nowNanos - Math.max(lastInNanos, lastOutNanos) >= inCooldownNanos) {
            lastInNanos = nowNanos;
            return new Scale(proposed, "alarm low");
        }
        return new Scale(now, "in range");
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
