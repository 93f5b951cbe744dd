package io.wavetank.workload.generate.arrival;

import java.util.List;

/** A pace that is steady in each of some equal parts of a day. */
final class PartsPace implements Pace {
    private static final double DAY = 86_400;

    private final List<Double> weights;
    private final double speed;
    private long part;

    PartsPace(List<Double> weights, double speed) {
        this.weights = weights;
        this.speed = speed;
    }

    @Override
    public double endSeconds() {
        return (part + 1) * DAY / weights.size();
    }

    @Override
    public void advance() {
        part++;
    }

    @Override
    public double between(double fromSeconds, double toSeconds) {
        return rate() * (toSeconds - fromSeconds);
    }

    @Override
    public double reach(double fromSeconds, double amount) {
        return Math.min(endSeconds(), fromSeconds + amount / rate());
    }

    private double rate() {
        return speed * weights.get((int) (part % weights.size()));
    }
}
