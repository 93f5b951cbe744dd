package io.wavetank.policy.mesh.resilience4j;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.internal.RetryImpl;
import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.policy.traffic.DrawBits;
import io.wavetank.policy.traffic.RetryPolicy;
import java.util.EnumSet;
import java.util.Set;

/**
 * Resilience4j's retry, the real one, through the context for asynchronous calls, which answers how long to wait and does not sleep.
 *
 * <p>A context belongs to one call and counts its tries; here each question makes one and repeats the tries before, which gives the same answer. The
 * library draws its random intervals by itself, so the interval is drawn here by its formula: {@code initial * multiplier ^ (n - 1)}, at most so much,
 * then uniform within a share of that up and down. Whole milliseconds. There is no budget: it has none.
 *
 * <p>Source: Resilience4j 2.2.0, {@code RetryImpl.AsyncContextImpl}, {@code IntervalFunction}; 3 tries and 500 ms by default.
 */
public final class Resilience4jRetry implements RetryPolicy {
    private static final long MILLI = 1_000_000L;

    /**
     * What can be set.
     *
     * @param tries of a call, the first among them
     * @param initialMillis before the second
     * @param multiplier from one wait to the next, 1 or more
     * @param mostMillis of a wait
     * @param randomized share by which a wait is drawn up or down, 0 to below 1
     */
    public record Settings(int tries, long initialMillis, double multiplier, long mostMillis, double randomized) {
        /** Resilience4j's defaults. */
        public static final Settings DEFAULT = new Settings(3, 500, 1, 500, 0);

        /** Checks what the library does not. */
        public Settings {
            if (!(randomized >= 0 && randomized < 1) || mostMillis < initialMillis) {
                throw new IllegalArgumentException("A retry needs a share of 0 to below 1 and initial <= most: "
                        + randomized + ", " + initialMillis + ", " + mostMillis);
            }
        }
    }

    private final Retry retry;
    private long draw;

    /**
     * Creates the policy.
     *
     * @param retried outcomes that are tried again
     * @throws IllegalArgumentException if Resilience4j does not take the settings
     */
    public Resilience4jRetry(Settings settings, Set<CallOutcome> retried) {
        Set<CallOutcome> again = EnumSet.copyOf(retried);
        IntervalFunction waits = IntervalFunction.ofExponentialBackoff(
                settings.initialMillis(), settings.multiplier(), settings.mostMillis());
        double share = settings.randomized();
        retry = new RetryImpl<Object>(
                "simulated",
                RetryConfig.custom()
                        .maxAttempts(settings.tries())
                        .intervalFunction(attempt -> drawn(waits.apply(attempt), share))
                        .retryOnException(failure -> failure instanceof Failure each && again.contains(each.outcome()))
                        .build());
    }

    private long drawn(long millis, double share) {
        if (share == 0) {
            return millis;
        }
        double least = millis - share * millis;
        double most = millis + share * millis;
        return (long) (least + DrawBits.uniform(draw) * (most - least + 1));
    }

    @Override
    public long retryAfterNanos(int triesDone, CallOutcome outcome, long nowNanos, long bits) {
        draw = bits;
        Failure failure = Failure.of(outcome);
        Retry.AsyncContext<Object> context = retry.asyncContext();
        long waitMillis = -1;
        for (int i = 0; i < triesDone; i++) {
            waitMillis = context.onError(failure);
        }
        return waitMillis < 0 ? GIVE_UP : waitMillis * MILLI;
    }
}
