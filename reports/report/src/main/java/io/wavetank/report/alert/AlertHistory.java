package io.wavetank.report.alert;

import java.util.ArrayList;
import java.util.List;

/**
 * When alerts would have fired: rules are looked at in equal steps; a condition that holds makes the alert pending, one that has held for its time
 * makes it fire, one that holds no more ends it.
 *
 * <p>Source: Prometheus 2, alerting rules ({@code expr}, {@code for}); evaluation every minute by default. Times are nanoseconds since the start of the run.
 */
public final class AlertHistory {
    private static final long NONE = -1;

    private AlertHistory() {}

    /**
     * One time an alert fired.
     *
     * @param alert its name
     * @param pendingNanos when its condition began to hold
     * @param firedNanos when it fired
     * @param endedNanos when it was over; {@code Long.MAX_VALUE} if it fires at the end
     */
    public record Firing(String alert, long pendingNanos, long firedNanos, long endedNanos) {
        /** Whether it fires at the end. */
        public boolean open() {
            return endedNanos == Long.MAX_VALUE;
        }
    }

    /** Looks at a rule every so often, from the first step to the end of the time line. */
    public static List<Firing> of(AlertRule rule, RequestTimeline timeline, long everyNanos) {
        if (everyNanos <= 0) {
            throw new IllegalArgumentException("Rules are looked at in steps above 0: " + everyNanos);
        }
        List<Firing> firings = new ArrayList<>();
        long pending = NONE;
        long fired = NONE;
        for (long now = everyNanos; now <= timeline.endNanos(); now += everyNanos) {
            if (!rule.holds(timeline, now)) {
                if (fired != NONE) {
                    firings.add(new Firing(rule.name(), pending, fired, now));
                }
                pending = NONE;
                fired = NONE;
                continue;
            }
            pending = pending == NONE ? now : pending;
            if (fired == NONE && now - pending >= rule.forNanos()) {
                fired = now;
            }
        }
        if (fired != NONE) {
            firings.add(new Firing(rule.name(), pending, fired, Long.MAX_VALUE));
        }
        return firings;
    }
}
