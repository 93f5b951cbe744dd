package io.wavetank.workload.generate.arrival;

/** The same pace at all times. */
final class SteadyPace implements Pace {
    private final double perSecond;

    SteadyPace(double perSecond) {
        this.perSecond = perSecond;
    }

    @Override
    public double endSeconds() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public void advance() {
        throw new IllegalStateException("A steady pace has one stretch, which does not end");
    }

    @Override
    public double between(double fromSeconds, double toSeconds) {
        return perSecond * (toSeconds - fromSeconds);
    }

    @Override
    public double reach(double fromSeconds, double amount) {
        return fromSeconds + amount / perSecond;
    }
}
