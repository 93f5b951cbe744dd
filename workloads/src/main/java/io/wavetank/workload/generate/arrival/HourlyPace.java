package io.wavetank.workload.generate.arrival;

/** A pace that changes at each full hour. */
final class HourlyPace implements Pace {
    private static final int HOUR = 3600;

    private final Cyclic process;
    private final DayShape.Hourly shape;
    private final double offsetSeconds;
    private long hour;

    HourlyPace(Cyclic process, DayShape.Hourly shape) {
        this.process = process;
        this.shape = shape;
        this.offsetSeconds = process.startHour() * HOUR;
        this.hour = (long) process.startHour();
    }

    @Override
    public double endSeconds() {
        return (hour + 1) * (double) HOUR - offsetSeconds;
    }

    @Override
    public void advance() {
        hour++;
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
        int weekday = (int) (hour / 24 % 7);
        return process.ratePerSecond()
                * process.weekdayFactors().get(weekday)
                * shape.weights().get((int) (hour % 24));
    }
}
