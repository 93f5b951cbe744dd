package io.wavetank.policy.fixed;

/**
 * How those work who replace machines.
 *
 * @param operators how many there are; each sees to one machine at a time
 * @param responseNanos the mean time from the call until one has begun, during office hours
 * @param sigma standard deviation of its natural logarithm; 0 for always the same
 * @param onCallNanos the same at any other time; 0 if nobody is called then, and the machine waits for the morning
 * @param setUpNanos how long it takes to put a spare in the place of a machine
 * @param hours when the office is open
 */
record OperatorSettings(
        int operators, long responseNanos, double sigma, long onCallNanos, long setUpNanos, OfficeHours hours) {}
