package io.wavetank.policy.recovery;

import io.wavetank.policy.failover.FailoverActions;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When members that do not answer are given up: each has waited {@code after}, and there is a token for it in a bucket that holds {@code burst} and gets
 * {@code perSecond}. They are taken in the order in which they were found. A member that answers again, or is gone, is taken out.
 *
 * <p>With {@code perSecond} infinite there is always a token: at once, or after the delay alone.
 */
public final class Pace {
    /** Stands for a member that is never given up. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final double SECOND = 1e9;

    private final long afterNanos;
    private final double perSecond;
    private final int burst;
    /** By member, in the order in which they were found: when it has waited long enough. */
    private final LinkedHashMap<Integer, Long> waiting = new LinkedHashMap<>();

    private double tokens;
    private long filledNanos;
    private long wakeNanos = NEVER;

    /**
     * Creates a pace with a full bucket.
     *
     * @param afterNanos how long a member is waited for; {@link #NEVER} to leave all where they are
     * @param perSecond tokens a second, positive; infinite for as many as it takes
     * @param burst how many tokens the bucket holds, at least 1
     */
    public Pace(long afterNanos, double perSecond, int burst) {
        if (afterNanos < 0 || !(perSecond > 0) || burst < 1) {
            throw new IllegalArgumentException(
                    "Not a pace: after " + afterNanos + " ns, " + perSecond + " a second, " + burst + " at once");
        }
        this.afterNanos = afterNanos;
        this.perSecond = perSecond;
        this.burst = burst;
        this.tokens = burst;
    }

    /** All after the same time. */
    public static Pace after(long nanos) {
        return new Pace(nanos, Double.POSITIVE_INFINITY, 1);
    }

    void add(long now, int member) {
        if (afterNanos < NEVER - now) {
            waiting.putIfAbsent(member, now + afterNanos);
        }
    }

    void forget(int member) {
        waiting.remove(member);
    }

    /** Gives up those whose turn it is, and asks to be woken for the next. */
    void run(long now, FailoverActions out) {
        fill(now);
        while (!waiting.isEmpty()) {
            Map.Entry<Integer, Long> first = waiting.entrySet().iterator().next();
            long at = Math.max(first.getValue(), tokenNanos(now));
            if (at > now) {
                if (wakeNanos <= now || at < wakeNanos) {
                    wakeNanos = at;
                    out.wakeAt(at, 0);
                }
                return;
            }
            tokens -= perSecond == Double.POSITIVE_INFINITY ? 0 : 1;
            waiting.remove(first.getKey());
            out.giveUp(first.getKey());
        }
    }

    private void fill(long now) {
        if (perSecond != Double.POSITIVE_INFINITY) {
            tokens = Math.min(burst, tokens + (now - filledNanos) / SECOND * perSecond);
        }
        filledNanos = now;
    }

    private long tokenNanos(long now) {
        double missing = 1 - 1e-9 - tokens;
        return missing <= 0 ? now : now + (long) Math.ceil((1 - tokens) / perSecond * SECOND);
    }
}
