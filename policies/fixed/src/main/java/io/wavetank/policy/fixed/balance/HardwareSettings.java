package io.wavetank.policy.fixed.balance;

/**
 * What can be set about the balancer. Times are nanoseconds.
 *
 * @param method how it chooses
 * @param persistent whether a client stays with its server
 * @param persistenceNanos how long after its last request
 * @param sources how many addresses clients come from, all equally busy
 * @param slowStartNanos for how long the weight of a server that joins grows from a hundredth to all of it; 0 for not at all
 * @param connections how many it keeps at a time; 0 for any number
 * @param pair the devices
 */
record HardwareSettings(
        Method method,
        boolean persistent,
        long persistenceNanos,
        int sources,
        long slowStartNanos,
        long connections,
        PairSettings pair) {}
