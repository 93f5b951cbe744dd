package io.wavetank.policy.mesh.resilience;

import io.wavetank.policy.traffic.RetryBudget;

/**
 * Bounds the retries under way at once: by a number, or by a share of all calls under way with a number that is always allowed.
 *
 * <p>{@code bound = max(percent / 100 * calls under way, least)}, truncated. A retry under way is part of a call under way.
 *
 * <p>Source: Envoy 1.39, circuit breakers: {@code max_retries} (3), {@code retry_budget} with {@code budget_percent} (20) and
 * {@code min_retry_concurrency} (3).
 */
public final class ActiveRetries implements RetryBudget {
    private final double percent;
    private final int least;
    private int calls;
    private int retries;

    /** Creates one that allows so many at once, as {@code max_retries} does. */
    public ActiveRetries(int most) {
        this(0, most);
    }

    /**
     * Creates one that allows a share.
     *
     * @param percent of the calls under way, 0 to 100
     * @param least how many are always allowed, 0 or more
     */
    public ActiveRetries(double percent, int least) {
        if (!(percent >= 0 && percent <= 100) || least < 0) {
            throw new IllegalArgumentException("A budget of retries needs a percentage of 0 to 100 and a least number"
                    + " of 0 or more: " + percent + ", " + least);
        }
        this.percent = percent;
        this.least = least;
    }

    @Override
    public void callBegan(long nowNanos) {
        calls++;
    }

    @Override
    public void callEnded(long nowNanos) {
        if (calls == 0) {
            throw new IllegalStateException("A call ended that had not begun");
        }
        calls--;
    }

    @Override
    public boolean tryTake(long nowNanos) {
        if (retries >= bound()) {
            return false;
        }
        retries++;
        return true;
    }

    @Override
    public void retryEnded(long nowNanos) {
        if (retries == 0) {
            throw new IllegalStateException("A retry ended that had not begun");
        }
        retries--;
    }

    /** How many may be under way at present. */
    public int bound() {
        return Math.max((int) (percent * calls / 100), least);
    }
}
