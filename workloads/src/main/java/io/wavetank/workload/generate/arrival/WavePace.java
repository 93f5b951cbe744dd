package io.wavetank.workload.generate.arrival;

/** A pace that follows one wave a day, from midnight to midnight with the factor of the weekday. */
final class WavePace implements Pace {
    private static final int DAY = 86_400;
    private static final double TURN = 2 * Math.PI / DAY;

    private final Cyclic process;
    private final double swing;
    private final double offsetSeconds;
    private final double peakSeconds;
    private long day;

    WavePace(Cyclic process, DayShape.Sinusoid shape) {
        this.process = process;
        this.swing = shape.swing();
        this.offsetSeconds = process.startHour() * 3600;
        this.peakSeconds = shape.peakHour() * 3600;
        this.day = (long) (process.startHour() / 24);
    }

    @Override
    public double endSeconds() {
        return (day + 1) * (double) DAY - offsetSeconds;
    }

    @Override
    public void advance() {
        day++;
    }

    @Override
    public double between(double fromSeconds, double toSeconds) {
        return mean() * (cumulated(phase(toSeconds)) - cumulated(phase(fromSeconds)));
    }

    /** Seconds since this day's peak. */
    private double phase(double seconds) {
        return seconds + offsetSeconds - day * (double) DAY - peakSeconds;
    }

    private double cumulated(double phase) {
        return phase + swing / TURN * StrictMath.sin(TURN * phase);
    }

    private double mean() {
        return process.ratePerSecond() * process.weekdayFactors().get((int) (day % 7));
    }

    /** Newton's method, kept in a bracket: the pace is never below 0, but may touch it. */
    @Override
    public double reach(double fromSeconds, double amount) {
        double start = phase(fromSeconds);
        double target = cumulated(start) + amount / mean();
        double low = start;
        double high = phase(endSeconds());
        double x = Math.min(high, Math.max(low, target));
        for (int step = 0; step < 100; step++) {
            double miss = cumulated(x) - target;
            if (miss > 0) {
                high = x;
            } else {
                low = x;
            }
            double next = x - miss / (1 + swing * StrictMath.cos(TURN * x));
            if (!(next >= low && next <= high)) {
                next = low + (high - low) / 2;
            }
            if (Math.abs(next - x) <= 1e-10) {
                return Math.max(fromSeconds, fromSeconds + (next - start));
            }
            x = next;
        }
        return fromSeconds + (x - start);
    }
}
