package io.wavetank.policy.autoscale;

import io.wavetank.policy.scaling.ReplicaAutoscaler;
import io.wavetank.policy.scaling.Scale;
import io.wavetank.policy.scaling.ServiceView;

/**
 * Replicas for the load that is expected: triple exponential smoothing of the requests a second, additive, forecast as far ahead as it takes until a
 * replica is there, and never less than for the load that is.
 *
 * <p>{@code level = a * (y - season) + (1 - a) * (level + trend)}, {@code trend = b * (level - before) + (1 - b) * trend}, {@code season = c * (y -
 * level) + (1 - c) * season}; the forecast for h steps ahead is {@code level + h * trend + season[h ahead]}. Seasons are 0 until they were seen
 * once; so in the first season it follows level and trend alone.
 *
 * <p>Source: C. C. Holt 1957; P. R. Winters, "Forecasting Sales by Exponentially Weighted Moving Averages", Management Science 6(3), 1960. How
 * replicas follow from the forecast is defined here.
 */
public final class HoltWinters implements ReplicaAutoscaler {
    private final Bounds bounds;
    private final double perReplica;
    private final int ahead;
    private final double levelWeight;
    private final double trendWeight;
    private final double seasonWeight;
    private final double[] season;
    private double level;
    private double trend;
    private int steps;

    /**
     * Creates the autoscaler, which has seen nothing.
     *
     * @param perReplica how many requests a second a replica is to have
     * @param ahead for how many periods ahead
     * @param seasonSteps how many periods a season has
     * @param levelWeight a, 0 to 1
     * @param trendWeight b, 0 to 1
     * @param seasonWeight c, 0 to 1
     */
    public HoltWinters(
            Bounds bounds,
            double perReplica,
            int ahead,
            int seasonSteps,
            double levelWeight,
            double trendWeight,
            double seasonWeight) {
        if (!(perReplica > 0) || ahead < 0 || seasonSteps < 1) {
            throw new IllegalArgumentException("Not a forecast: " + perReplica + " requests a second, " + ahead
                    + " steps ahead, " + seasonSteps + " in a season");
        }
        this.bounds = bounds;
        this.perReplica = perReplica;
        this.ahead = ahead;
        this.levelWeight = levelWeight;
        this.trendWeight = trendWeight;
        this.seasonWeight = seasonWeight;
        this.season = new double[seasonSteps];
    }

    @Override
    public Scale decide(ServiceView service, long nowNanos) {
        if (!service.metrics().known()) {
            return new Scale(bounds.bound(service.wanted()), "no data");
        }
        double load = service.metrics().requestsPerSecond();
        observe(load);
        double expected = Math.max(load, forecast());
        return new Scale(bounds.bound(Math.ceil(expected / perReplica)), expected > load ? "forecast" : "load");
    }

    /** Takes in the load of the next step. */
    void observe(double load) {
        int at = steps % season.length;
        if (steps == 0) {
            level = load;
        } else {
            double before = level;
            level = levelWeight * (load - season[at]) + (1 - levelWeight) * (level + trend);
            trend = trendWeight * (level - before) + (1 - trendWeight) * trend;
        }
        double weight = steps < season.length ? 1 : seasonWeight;
        season[at] = weight * (load - level) + (1 - weight) * season[at];
        steps++;
    }

    /** The load that is expected some steps after the last. */
    double forecast() {
        int at = (steps - 1 + ahead) % season.length;
        boolean seen = steps - 1 + ahead >= season.length;
        return Math.max(0, level + ahead * trend + (seen ? season[at] : 0));
    }

    @Override
    public boolean measuresItself() {
        return true;
    }

    @Override
    public long periodNanos() {
        return bounds.periodNanos();
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
