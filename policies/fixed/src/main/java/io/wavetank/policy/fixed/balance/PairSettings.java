package io.wavetank.policy.fixed.balance;

/**
 * A pair of devices of which one works and the other stands by. Times are nanoseconds.
 *
 * @param pair whether there is a second one
 * @param mtbfNanos the mean time between failures of each, exponential; 0 for never
 * @param repairNanos how long it takes to mend one
 * @param takeoverNanos how long the other takes to find out and take over
 * @param mirrored whether it knows where connections went
 * @param failsAtNanos when the one that works at first fails, in any case; 0 for not
 */
record PairSettings(
        boolean pair, long mtbfNanos, long repairNanos, long takeoverNanos, boolean mirrored, long failsAtNanos) {}
