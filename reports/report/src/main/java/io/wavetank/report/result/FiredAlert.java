package io.wavetank.report.result;

/**
 * One time an alert fired in a run. Times are nanoseconds since its start.
 *
 * @param alert its name
 * @param firedNanos when it fired
 * @param endedNanos when it was over; {@code Long.MAX_VALUE} if it fires at the end
 */
public record FiredAlert(String alert, long firedNanos, long endedNanos) {
    /** Whether it fires at the end. */
    public boolean open() {
        return endedNanos == Long.MAX_VALUE;
    }
}
