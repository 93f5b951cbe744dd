package io.wavetank.policy.mesh.resilience4j;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.internal.CircuitBreakerStateMachine;
import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.policy.traffic.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Resilience4j's circuit breaker, the real one, on a clock that is handed the time.
 *
 * <p>What is no answer, or an answer other than well or the caller's mistake, is recorded as an error. A breaker that is open becomes half open with the first call
 * after its wait, as in production; the automatic transition has a thread of its own and is left off.
 *
 * <p>Source: Resilience4j 2.2.0, {@code CircuitBreakerStateMachine}.
 */
public final class Resilience4jBreaker implements CircuitBreaker {
    /**
     * What can be set.
     *
     * @param failureRatePercent of calls in the window at which it opens
     * @param slowRatePercent of calls slower than the next at which it opens; 100 is off but for all of them
     * @param slowNanos from what latency a call is slow
     * @param windowSize calls, or seconds where the window is one of time
     * @param windowOfTime whether it is
     * @param leastCalls in the window before it opens
     * @param halfOpenCalls that pass while it is half open
     * @param waitNanos how long it is open, whole milliseconds
     */
    public record Settings(
            float failureRatePercent,
            float slowRatePercent,
            long slowNanos,
            int windowSize,
            boolean windowOfTime,
            int leastCalls,
            int halfOpenCalls,
            long waitNanos) {
        private static final long SECOND = 1_000_000_000L;

        /** Resilience4j's defaults: 50 %, 100 % slower than 60 s, the last 100 calls, 100 at least, 10 half open, 60 s. */
        public static final Settings DEFAULT = new Settings(50, 100, 60 * SECOND, 100, false, 100, 10, 60 * SECOND);
    }

    private final HandedClock clock = new HandedClock();
    private final CircuitBreakerStateMachine machine;

    /**
     * Creates a closed one.
     *
     * @throws IllegalArgumentException if Resilience4j does not take the settings
     */
    public Resilience4jBreaker(Settings settings) {
        machine = new CircuitBreakerStateMachine(
                "simulated",
                CircuitBreakerConfig.custom()
                        .failureRateThreshold(settings.failureRatePercent())
                        .slowCallRateThreshold(settings.slowRatePercent())
                        .slowCallDurationThreshold(Duration.ofNanos(settings.slowNanos()))
                        .slidingWindowType(
                                settings.windowOfTime() ? SlidingWindowType.TIME_BASED : SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(settings.windowSize())
                        .minimumNumberOfCalls(settings.leastCalls())
                        .permittedNumberOfCallsInHalfOpenState(settings.halfOpenCalls())
                        .waitDurationInOpenState(Duration.ofNanos(settings.waitNanos()))
                        .currentTimestampFunction(ignored -> clock.nanos(), TimeUnit.NANOSECONDS)
                        .build(),
                clock);
    }

    @Override
    public boolean tryEnter(long nowNanos) {
        clock.set(nowNanos);
        return machine.tryAcquirePermission();
    }

    @Override
    public void ended(CallOutcome outcome, long latencyNanos, long nowNanos) {
        clock.set(nowNanos);
        if (outcome.good() || outcome == CallOutcome.CLIENT_ERROR) {
            machine.onSuccess(latencyNanos, TimeUnit.NANOSECONDS);
        } else {
            machine.onError(latencyNanos, TimeUnit.NANOSECONDS, Failure.of(outcome));
        }
    }

    @Override
    public void released(long nowNanos) {
        clock.set(nowNanos);
        machine.releasePermission();
    }

    @Override
    public State state(long nowNanos) {
        return switch (machine.getState()) {
            case CLOSED, DISABLED, METRICS_ONLY -> State.CLOSED;
            case OPEN, FORCED_OPEN -> State.OPEN;
            case HALF_OPEN -> State.HALF_OPEN;
        };
    }
}
