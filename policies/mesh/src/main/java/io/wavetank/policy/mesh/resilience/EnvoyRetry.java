package io.wavetank.policy.mesh.resilience;

import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.policy.traffic.RetryBudget;
import io.wavetank.policy.traffic.RetryPolicy;
import java.util.EnumSet;
import java.util.Set;

/**
 * Retries as Envoy's router makes them: so many at most, on some failures, after a drawn back-off, within a budget.
 *
 * <p>A retry is counted in the budget from its decision to its end, its wait included. Envoy decides again when the wait is over whether there
 * is an endpoint; that is the caller's part.
 *
 * <p>Source: Envoy 1.39, router filter; {@code num_retries} defaults to 1.
 */
public final class EnvoyRetry implements RetryPolicy {
    private final int retries;
    private final Set<CallOutcome> retried = EnumSet.noneOf(CallOutcome.class);
    private final JitteredBackoff backoff;
    private final RetryBudget budget;

    /**
     * Creates the policy.
     *
     * @param retries how many a call has at most, 0 or more
     * @param conditions on what failures
     * @param backoff how long they wait
     * @param budget what bounds those of all calls; Envoy's default is {@code new ActiveRetries(3)}
     */
    public EnvoyRetry(int retries, Set<RetryOn> conditions, JitteredBackoff backoff, RetryBudget budget) {
        if (retries < 0) {
            throw new IllegalArgumentException("A call has 0 retries or more: " + retries);
        }
        this.retries = retries;
        this.backoff = backoff;
        this.budget = budget;
        for (RetryOn each : RetryOn.values()) {
            if (conditions.contains(each)) {
                retried.addAll(each.outcomes());
            }
        }
    }

    @Override
    public void callBegan(long nowNanos) {
        budget.callBegan(nowNanos);
    }

    @Override
    public void callEnded(long nowNanos) {
        budget.callEnded(nowNanos);
    }

    @Override
    public long retryAfterNanos(int triesDone, CallOutcome outcome, long nowNanos, long draw) {
        if (triesDone > retries || !retried.contains(outcome) || !budget.tryTake(nowNanos)) {
            return GIVE_UP;
        }
        return backoff.waitNanos(triesDone, draw);
    }

    @Override
    public void retryEnded(long nowNanos) {
        budget.retryEnded(nowNanos);
    }

    @Override
    public void tryEnded(CallOutcome outcome, long nowNanos) {
        budget.tryEnded(outcome, nowNanos);
    }
}
