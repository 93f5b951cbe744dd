package io.wavetank.workload.generate.arrival;

import io.wavetank.workload.generate.distribution.Key;

/**
 * A scripted change of pace: a launch, a flood of retries, or with a factor below 1 an outage of the clients.
 *
 * @param atSeconds when it begins, 0 or more
 * @param durationSeconds how long it lasts, above 0
 * @param factor how many times faster arrivals come meanwhile, 0 or more; where surges overlap their factors multiply
 */
public record Surge(double atSeconds, double durationSeconds, double factor) {
    /** Checks the numbers. */
    public Surge {
        Key.notNegative("at_seconds", atSeconds, "3600 would do, for one hour in");
        Key.positive("duration_seconds", durationSeconds, "600 would do");
        Key.notNegative("factor", factor, "5 would do, for five times the rate");
    }

    double endSeconds() {
        return atSeconds + durationSeconds;
    }
}
