package io.wavetank.policy.traffic;

import io.wavetank.policy.Draws;
import org.jspecify.annotations.Nullable;

/**
 * All that stands between one client side and one called service, in one object: the parts, and the order in which a try passes them.
 *
 * <p>A call: {@link #callBegan}, then tries, then {@link #callEnded}. A try: {@link #admit}; if that says {@link CallOutcome#OK} the try is sent
 * after {@link #admittedWaitNanos} and ends with one {@link #tryEnded}; any other answer is the outcome of a try that was never sent. After a
 * failed try {@link #retryAfterNanos} says whether there is another. A try passes the shedder, the circuit breaker, the bulkhead, the limit of
 * its tenant and the rate limiter, in this order (a permit of the limiter cannot be given back, so it is asked last); one that a later part refuses was not there for the earlier ones. Time in which a try waits for the rate limiter
 * counts as its own.
 *
 * <p>Times are nanoseconds since the start of the run.
 */
public final class CallPolicy {
    /** Nothing at all: every call is one try, sent at once, without a bound on its time. */
    public static CallPolicy plain() {
        return new Builder().build();
    }

    /** The parts; those not set are not there. */
    public static final class Builder {
        private Timeouts timeouts = Timeouts.UNBOUNDED;
        private @Nullable RetryPolicy retry;
        private @Nullable HedgingPolicy hedging;
        private @Nullable LoadShedder shedder;
        private @Nullable CircuitBreaker breaker;
        private @Nullable RateLimiter limiter;
        private @Nullable Bulkhead bulkhead;
        private @Nullable OutlierDetector outliers;
        private @Nullable TenantLimiter tenants;

        /** Sets the bounds on time. */
        public Builder timeouts(Timeouts value) {
            timeouts = value;
            return this;
        }

        /** Sets what tries again. */
        public Builder retry(RetryPolicy value) {
            retry = value;
            return this;
        }

        /** Sets what sends twice. */
        public Builder hedging(HedgingPolicy value) {
            hedging = value;
            return this;
        }

        /** Sets what sheds. */
        public Builder shedder(LoadShedder value) {
            shedder = value;
            return this;
        }

        /** Sets the circuit breaker. */
        public Builder breaker(CircuitBreaker value) {
            breaker = value;
            return this;
        }

        /** Sets the rate limiter. */
        public Builder limiter(RateLimiter value) {
            limiter = value;
            return this;
        }

        /** Sets the bulkhead. */
        public Builder bulkhead(Bulkhead value) {
            bulkhead = value;
            return this;
        }

        /** Sets what ejects endpoints. */
        public Builder outliers(OutlierDetector value) {
            outliers = value;
            return this;
        }

        /** Sets what bounds the calls of each tenant. */
        public Builder tenants(TenantLimiter value) {
            tenants = value;
            return this;
        }

        /** Puts them together. */
        public CallPolicy build() {
            return new CallPolicy(this);
        }
    }

    /** Makes the policies of client sides. */
    @FunctionalInterface
    public interface Factory {
        /** Makes that of the client side with a number, from 0. */
        CallPolicy make(int client);

        /**
         * Makes that of a client side that comes into being now.
         *
         * @param client its number, from 0
         * @param nowNanos the present instant, in nanoseconds since the start of the run
         * @param draws for what it draws by itself
         */
        default CallPolicy make(int client, long nowNanos, Draws draws) {
            return make(client);
        }

        /** A factory for one run: what client sides share is shared within a run alone. */
        default Factory ofRun() {
            return this;
        }
    }

    private final Timeouts timeouts;
    private final @Nullable RetryPolicy retry;
    private final @Nullable HedgingPolicy hedging;
    private final @Nullable LoadShedder shedder;
    private final @Nullable CircuitBreaker breaker;
    private final @Nullable RateLimiter limiter;
    private final @Nullable Bulkhead bulkhead;
    private final @Nullable OutlierDetector outliers;
    private final @Nullable TenantLimiter tenants;
    private long admittedWaitNanos;

    private CallPolicy(Builder parts) {
        timeouts = parts.timeouts;
        retry = parts.retry;
        hedging = parts.hedging;
        shedder = parts.shedder;
        breaker = parts.breaker;
        limiter = parts.limiter;
        bulkhead = parts.bulkhead;
        outliers = parts.outliers;
        tenants = parts.tenants;
    }

    /** The bounds on time. */
    public Timeouts timeouts() {
        return timeouts;
    }

    /** What ejects endpoints, if anything does. */
    public @Nullable OutlierDetector outliers() {
        return outliers;
    }

    /** Tells that a call begins. */
    public void callBegan(long nowNanos) {
        if (retry != null) {
            retry.callBegan(nowNanos);
        }
        if (hedging != null) {
            hedging.callBegan(nowNanos);
        }
    }

    /** Tells that a call is over. */
    public void callEnded(long nowNanos) {
        if (retry != null) {
            retry.callEnded(nowNanos);
        }
    }

    /**
     * Whether a try of nobody in particular may be sent.
     *
     * @param priority of the call; 0 matters most
     * @param draw 64 uniform bits of the try
     */
    public CallOutcome admit(int priority, long nowNanos, long draw) {
        return admit("", priority, nowNanos, draw);
    }

    /**
     * Whether a try may be sent: {@link CallOutcome#OK}, or what it ends with.
     *
     * @param tenant whose call it is; the empty string if nobody's
     * @param priority of the call; 0 matters most
     * @param draw 64 uniform bits of the try
     */
    public CallOutcome admit(String tenant, int priority, long nowNanos, long draw) {
        admittedWaitNanos = 0;
        if (shedder != null && !shedder.admit(priority, nowNanos, draw)) {
            return CallOutcome.SHED;
        }
        if (breaker != null && !breaker.tryEnter(nowNanos)) {
            return CallOutcome.BREAKER_OPEN;
        }
        if (bulkhead != null && !bulkhead.tryEnter(nowNanos)) {
            releaseBreaker(nowNanos);
            return CallOutcome.BULKHEAD_FULL;
        }
        if (tenants != null && waitsFor(tenants.reserve(tenant, 1, nowNanos))) {
            return overLimit(nowNanos);
        }
        if (limiter != null && waitsFor(limiter.reserve(1, nowNanos))) {
            return overLimit(nowNanos);
        }
        return CallOutcome.OK;
    }

    /** Notes a wait; whether it is a refusal. */
    private boolean waitsFor(long nanos) {
        if (nanos == RateLimiter.REFUSED) {
            admittedWaitNanos = 0;
            return true;
        }
        admittedWaitNanos = Math.max(admittedWaitNanos, nanos);
        return false;
    }

    private CallOutcome overLimit(long nowNanos) {
        releaseBreaker(nowNanos);
        if (bulkhead != null) {
            bulkhead.leave(CallOutcome.CANCELLED, 0, nowNanos);
        }
        return CallOutcome.OVER_LIMIT;
    }

    /** How long the try that was just admitted is to wait before it is sent, in nanoseconds. */
    public long admittedWaitNanos() {
        return admittedWaitNanos;
    }

    /**
     * Tells how a try that was admitted ended.
     *
     * @param latencyNanos since it was admitted, in nanoseconds
     */
    public void tryEnded(CallOutcome outcome, long latencyNanos, long nowNanos) {
        tryEnded(outcome, latencyNanos, -1, nowNanos);
    }

    /**
     * Tells how a try that was admitted ended.
     *
     * @param latencyNanos since it was admitted, in nanoseconds
     * @param waitNanos how long it waited for service on the called side, or has waited so far, in nanoseconds; -1 of one that was not taken in
     */
    public void tryEnded(CallOutcome outcome, long latencyNanos, long waitNanos, long nowNanos) {
        if (shedder != null) {
            shedder.ended(outcome, waitNanos, nowNanos);
        }
        if (breaker != null) {
            if (outcome.saysOfEndpoint()) {
                breaker.ended(outcome, latencyNanos, nowNanos);
            } else {
                breaker.released(nowNanos);
            }
        }
        if (bulkhead != null) {
            bulkhead.leave(outcome, latencyNanos, nowNanos);
        }
        if (retry != null) {
            retry.tryEnded(outcome, nowNanos);
        }
        if (hedging != null && outcome.good()) {
            hedging.answered(latencyNanos, nowNanos);
        }
    }

    /**
     * How long to wait for the next try, or {@link RetryPolicy#GIVE_UP}; see there.
     *
     * @param triesDone how many tries the call has had
     * @param deadlineNanos that of the call: a try that could only begin after it is not made
     */
    public long retryAfterNanos(int triesDone, CallOutcome outcome, long nowNanos, long deadlineNanos, long draw) {
        if (retry == null || outcome == CallOutcome.DEADLINE_EXCEEDED) {
            return RetryPolicy.GIVE_UP;
        }
        long wait = retry.retryAfterNanos(triesDone, outcome, nowNanos, draw);
        if (wait != RetryPolicy.GIVE_UP && !Timeouts.leavesTime(nowNanos, wait, deadlineNanos)) {
            retry.retryEnded(nowNanos);
            return RetryPolicy.GIVE_UP;
        }
        return wait;
    }

    /** Tells that a try that {@link #retryAfterNanos} asked for has ended, or was not made. */
    public void retryEnded(long nowNanos) {
        if (retry != null) {
            retry.retryEnded(nowNanos);
        }
    }

    /** After how long the next try is sent beside those under way, or {@link HedgingPolicy#NEVER}; asked when a try is sent. */
    public long hedgeAfterNanos(int triesSent, long nowNanos) {
        return hedging == null ? HedgingPolicy.NEVER : hedging.hedgeAfterNanos(triesSent, nowNanos);
    }

    /** Whether a try that {@link #hedgeAfterNanos} asked for is sent after all, asked when its time has come; if so, it is. */
    public boolean hedges(long nowNanos) {
        return hedging != null && hedging.sends(nowNanos);
    }

    private void releaseBreaker(long nowNanos) {
        if (breaker != null) {
            breaker.released(nowNanos);
        }
    }
}
