package io.wavetank.workload.generate.arrival;

import io.wavetank.policy.Draws;
import io.wavetank.workload.generate.distribution.Key;
import java.util.Collections;
import java.util.List;

/**
 * A Poisson process whose rate follows the day and the week: {@code rate(t) = mean * shape of the day * factor of the weekday}. Made by exact
 * inversion of the cumulative rate, not by thinning: each arrival has one draw, and two loads of one shape have the same luck.
 *
 * @param ratePerSecond the mean over a whole week, above 0
 * @param day how a day goes
 * @param weekdayFactors seven from Monday on, relative (brought to a mean of 1), none negative; empty for all days alike
 * @param startHour what hour of the week it is at time 0, 0 to 168: 0 is Monday at midnight
 */
public record Cyclic(double ratePerSecond, DayShape day, List<Double> weekdayFactors, double startHour)
        implements Paced {
    /** Checks the numbers. */
    public Cyclic {
        Key.positive("rate_per_second", ratePerSecond, "0.5 would do, for one every two seconds in the mean");
        Key.between("start_hour", startHour, 0, 168, "0 would do, for Monday at midnight");
        List<Double> factors =
                weekdayFactors.isEmpty() ? Collections.nCopies(7, 1.0) : Key.weights("weekday_factors", weekdayFactors);
        if (factors.size() != 7) {
            throw Key.fault("weekday_factors", weekdayFactors, "seven from Monday on are wanted");
        }
        double sum = 0;
        for (double factor : factors) {
            sum += factor;
        }
        double mean = sum / 7;
        weekdayFactors = factors.stream().map(factor -> factor / mean).toList();
    }

    /** The one of which all days are alike, from midnight on. */
    public Cyclic(double ratePerSecond, DayShape day) {
        this(ratePerSecond, day, List.of(), 0);
    }

    @Override
    public double meanRatePerSecond() {
        return ratePerSecond;
    }

    @Override
    public Cyclic scaled(double factor) {
        return new Cyclic(ratePerSecond * factor, day, weekdayFactors, startHour);
    }

    @Override
    public Pace pace(Draws draws) {
        if (day instanceof DayShape.Sinusoid wave) {
            return new WavePace(this, wave);
        }
        return new HourlyPace(this, (DayShape.Hourly) day);
    }

    @Override
    public double portion(double draw) {
        return Poisson.exponentialPortion(draw);
    }
}
