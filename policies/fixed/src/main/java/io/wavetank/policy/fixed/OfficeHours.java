package io.wavetank.policy.fixed;

/**
 * When an office is open: from one hour to another, on the first days of the week. The run begins at midnight on some day of it.
 *
 * @param fromNanos since midnight
 * @param toNanos since midnight, later than {@code fromNanos}, a day at the most
 * @param days on how many days of a week, from Monday on, 1 to 7
 * @param firstDay what day the run begins on; 0 is Monday
 */
record OfficeHours(long fromNanos, long toNanos, int days, int firstDay) {
    private static final long DAY = 86_400_000_000_000L;
    private static final int WEEK = 7;

    /** Open all the time. */
    static final OfficeHours ALWAYS = new OfficeHours(0, DAY, WEEK, 0);

    OfficeHours {
        if (fromNanos < 0 || toNanos <= fromNanos || toNanos > DAY || days < 1 || days > WEEK) {
            throw new IllegalArgumentException(
                    "An office opens and then closes, on 1 to 7 days: " + fromNanos + ", " + toNanos + ", " + days);
        }
    }

    /** Whether it is open at an instant. */
    boolean open(long nanos) {
        long sinceMidnight = nanos % DAY;
        return (nanos / DAY + firstDay) % WEEK < days && sinceMidnight >= fromNanos && sinceMidnight < toNanos;
    }

    /** When it is open next: the instant itself if it is. */
    long openFrom(long nanos) {
        if (open(nanos)) {
            return nanos;
        }
        long opening = nanos - nanos % DAY + fromNanos;
        if (opening < nanos) {
            opening += DAY;
        }
        while (!open(opening)) {
            opening += DAY;
        }
        return opening;
    }
}
