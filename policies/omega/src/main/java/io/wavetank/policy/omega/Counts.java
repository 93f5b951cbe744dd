package io.wavetank.policy.omega;

import java.util.SortedMap;

/** What one scheduler counts. Times are in nanoseconds, given out in milliseconds. */
final class Counts {
    private static final long MILLISECOND = 1_000_000L;

    long jobsTried;
    long firstWaitNanos;
    long jobsPlaced;
    long transactions;
    long conflicted;
    long claims;
    long claimsRefused;
    long fruitless;
    long busyNanos;

    void write(String name, SortedMap<String, Long> to) {
        to.put("jobs_tried." + name, jobsTried);
        to.put("first_wait_ms." + name, firstWaitNanos / MILLISECOND);
        to.put("jobs_placed." + name, jobsPlaced);
        to.put("transactions." + name, transactions);
        to.put("conflicted." + name, conflicted);
        to.put("claims." + name, claims);
        to.put("claims_refused." + name, claimsRefused);
        to.put("fruitless." + name, fruitless);
        to.put("busy_ms." + name, busyNanos / MILLISECOND);
    }
}
