package io.wavetank.policy.autoscale;

import io.wavetank.policy.scaling.ReplicaAutoscaler;
import io.wavetank.policy.scaling.Scale;
import io.wavetank.policy.scaling.ServiceView;

/**
 * Marathon's autoscaler: a measure, as the mean over instances, is to stay within a range. When it was above for more looks in a row than there is patience
 * for, the number is multiplied and rounded up; when it was below, divided and rounded down. One look within the range, or on the other side, and the
 * count begins anew.
 *
 * <p>Source: mesosphere/marathon-autoscale, {@code marathon_autoscaler.py}: {@code AS_AUTOSCALE_MULTIPLIER}, {@code AS_SCALE_UP_FACTOR},
 * {@code AS_COOL_DOWN_FACTOR}, {@code AS_MIN_RANGE}, {@code AS_MAX_RANGE}; the defaults are those of its examples. Not decision for decision: no recording
 * was at hand.
 */
public final class MarathonAutoscale implements ReplicaAutoscaler {
    private final Bounds bounds;
    private final Settings settings;
    private int above;
    private int below;

    /**
     * What it is told.
     *
     * @param load the measure
     * @param low the lower end of the range
     * @param high the upper end
     * @param multiplier by what the number is multiplied, or divided
     * @param upPatience how many looks in a row may be above without anything being done
     * @param downPatience how many may be below
     */
    public record Settings(Load load, double low, double high, double multiplier, int upPatience, int downPatience) {}

    /** Creates the autoscaler, which has seen nothing. */
    public MarathonAutoscale(Bounds bounds, Settings settings) {
        this.bounds = bounds;
        this.settings = settings;
    }

    @Override
    public Scale decide(ServiceView service, long nowNanos) {
        int now = service.wanted();
        if (!settings.load().known(service)) {
            return new Scale(bounds.bound(now), "no data");
        }
        double value = settings.load().total(service) / service.ready();
        above = value > settings.high() ? above + 1 : 0;
        below = value < settings.low() ? below + 1 : 0;
        if (above > settings.upPatience()) {
            above = 0;
            return new Scale(bounds.bound(Math.ceil(now * settings.multiplier())), "above");
        } else if (below > settings.downPatience()) {
            below = 0;
            return new Scale(bounds.bound(Math.floor(now / settings.multiplier())), "below");
        }
        return new Scale(bounds.bound(now), "within");
    }

    @Override
    public long periodNanos() {
        return bounds.periodNanos();
    }

    @Override
    public boolean relativeToRequest(int resource) {
        return settings.load().relativeTo(resource);
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
