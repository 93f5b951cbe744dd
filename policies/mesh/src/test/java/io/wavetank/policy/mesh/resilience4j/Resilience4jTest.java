package io.wavetank.policy.mesh.resilience4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import io.wavetank.policy.Draws;
import io.wavetank.policy.mesh.resilience4j.Resilience4jBreaker.Settings;
import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.policy.traffic.CircuitBreaker.State;
import io.wavetank.policy.traffic.RateLimiter;
import io.wavetank.policy.traffic.RetryPolicy;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real library at simulated instants: to the nanosecond where it has such a clock, to the millisecond where it waits. */
final class Resilience4jTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private static Resilience4jBreaker breaker(boolean windowOfTime) {
        return new Resilience4jBreaker(new Settings(50, 100, 2 * SECOND, 10, windowOfTime, 10, 3, 30 * SECOND));
    }

    private static void calls(Resilience4jBreaker breaker, int count, CallOutcome outcome, long nowNanos) {
        for (int i = 0; i < count; i++) {
            assertThat(breaker.tryEnter(nowNanos)).isTrue();
            breaker.ended(outcome, MILLI, nowNanos);
        }
    }

    @Test
    void half_of_ten_calls_that_fail_open_it_for_thirty_seconds_to_the_nanosecond() {
        var breaker = breaker(false);
        calls(breaker, 5, CallOutcome.OK, SECOND);
        calls(breaker, 4, CallOutcome.SERVER_ERROR, SECOND);
        assertThat(breaker.state(SECOND)).isEqualTo(State.CLOSED);
        calls(breaker, 1, CallOutcome.TRY_TIMEOUT, 2 * SECOND);
        assertThat(breaker.state(2 * SECOND)).isEqualTo(State.OPEN);
        assertThat(breaker.tryEnter(2 * SECOND)).isFalse();
        assertThat(breaker.tryEnter(32 * SECOND)).isFalse();

        assertThat(breaker.tryEnter(32 * SECOND + 1)).isTrue();

        assertThat(breaker.state(32 * SECOND + 1)).isEqualTo(State.HALF_OPEN);
    }

    @Test
    void half_open_three_calls_decide() {
        var breaker = breaker(false);
        calls(breaker, 10, CallOutcome.CONNECT_FAILURE, 0);
        assertThat(breaker.tryEnter(31 * SECOND)).isTrue();
        assertThat(breaker.tryEnter(31 * SECOND)).isTrue();
        assertThat(breaker.tryEnter(31 * SECOND)).isTrue();
        assertThat(breaker.tryEnter(31 * SECOND)).isFalse();
        breaker.released(31 * SECOND);
        assertThat(breaker.tryEnter(31 * SECOND)).isTrue();
        breaker.ended(CallOutcome.OK, MILLI, 32 * SECOND);
        breaker.ended(CallOutcome.OK, MILLI, 32 * SECOND);
        breaker.ended(CallOutcome.SERVER_ERROR, MILLI, 32 * SECOND);

        assertThat(breaker.state(32 * SECOND)).isEqualTo(State.CLOSED);
    }

    @Test
    void a_window_of_time_forgets_by_simulated_seconds() {
        var breaker = breaker(true);
        calls(breaker, 9, CallOutcome.SERVER_ERROR, SECOND);
        calls(breaker, 9, CallOutcome.OK, 11 * SECOND);
        calls(breaker, 4, CallOutcome.SERVER_ERROR, 12 * SECOND);

        assertThat(breaker.state(12 * SECOND)).isEqualTo(State.CLOSED);
    }

    @ParameterizedTest
    @CsvSource({"CLIENT_ERROR, CLOSED", "RATE_LIMITED, OPEN", "DEADLINE_EXCEEDED, OPEN"})
    void what_is_an_error(CallOutcome outcome, State state) {
        var breaker = breaker(false);
        calls(breaker, 10, outcome, 0);

        assertThat(breaker.state(0)).isEqualTo(state);
    }

    @Test
    void slow_calls_open_it_too() {
        var breaker = breaker(false);
        for (int i = 0; i < 10; i++) {
            breaker.tryEnter(0);
            breaker.ended(CallOutcome.OK, 3 * SECOND, 0);
        }

        assertThat(breaker.state(0)).isEqualTo(State.OPEN);
    }

    @Test
    void a_bulkhead_has_so_many_places() {
        var bulkhead = new Resilience4jBulkhead(2);

        assertThat(bulkhead.tryEnter(0)).isTrue();
        assertThat(bulkhead.tryEnter(0)).isTrue();
        assertThat(bulkhead.tryEnter(0)).isFalse();
        bulkhead.leave(CallOutcome.OK, 1, 1);
        assertThat(bulkhead.tryEnter(1)).isTrue();
        assertThat(bulkhead.limit(1)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"1, 100", "2, 200", "3, 400", "4, 500", "5, -1", "6, -1"})
    void waits_grow_until_there_are_no_more_tries(int triesDone, long waitMillis) {
        var retry = new Resilience4jRetry(
                new Resilience4jRetry.Settings(5, 100, 2, 500, 0), EnumSet.of(CallOutcome.SERVER_ERROR));

        long wait = retry.retryAfterNanos(triesDone, CallOutcome.SERVER_ERROR, 0, 7);

        assertThat(wait).isEqualTo(waitMillis < 0 ? RetryPolicy.GIVE_UP : waitMillis * MILLI);
    }

    @Test
    void other_outcomes_are_not_tried_again() {
        var retry = new Resilience4jRetry(Resilience4jRetry.Settings.DEFAULT, EnumSet.of(CallOutcome.SERVER_ERROR));

        assertThat(retry.retryAfterNanos(1, CallOutcome.SERVER_ERROR, 0, 7)).isEqualTo(500 * MILLI);
        assertThat(retry.retryAfterNanos(1, CallOutcome.CLIENT_ERROR, 0, 7)).isEqualTo(RetryPolicy.GIVE_UP);
    }

    @Test
    void random_waits_are_drawn_from_what_is_handed_in() {
        var retry = new Resilience4jRetry(
                new Resilience4jRetry.Settings(3, 100, 1, 100, 0.5), EnumSet.of(CallOutcome.SERVER_ERROR));
        var draws = new Draws(1, 0);
        double sum = 0;
        for (int i = 0; i < 2_000; i++) {
            long wait = retry.retryAfterNanos(1, CallOutcome.SERVER_ERROR, 0, draws.bits(i, 0));
            assertThat(wait).isBetween(50 * MILLI, 150 * MILLI);
            assertThat(retry.retryAfterNanos(1, CallOutcome.SERVER_ERROR, 0, draws.bits(i, 0)))
                    .isEqualTo(wait);
            sum += wait;
        }
        assertThat(sum / 2_000).isBetween(98.0 * MILLI, 102.0 * MILLI);
    }

    /**
     * The real limiter, made to believe that it was made so long ago: in the middle of cycles of 1,000 s the microseconds that pass between do not matter, so that
     * refusals are equal and waits nearly.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void the_limiter_does_what_the_real_one_does(long seed) throws ReflectiveOperationException {
        var draws = new Draws(seed, 0);
        int perCycle = 1 + draws.below(5, 0, 0);
        long cycle = 1_000 * SECOND;
        long timeout = draws.below(4, 0, 1) * cycle;
        var ours = new CycleLimiter(perCycle, cycle, timeout);
        var real = new AtomicRateLimiter(
                "real",
                RateLimiterConfig.custom()
                        .limitForPeriod(perCycle)
                        .limitRefreshPeriod(Duration.ofNanos(cycle))
                        .timeoutDuration(Duration.ofNanos(timeout))
                        .build());
        Field start = AtomicRateLimiter.class.getDeclaredField("nanoTimeStart");
        start.setAccessible(true);
        long now = cycle / 2;
        int refused = 0;
        for (int i = 0; i < 400; i++) {
            now += draws.below(3, i, 2) == 0 ? draws.below(3, i, 3) * cycle : 0;
            int permits = 1 + draws.below(perCycle + 2, i, 4);
            start.setLong(real, System.nanoTime() - now);
            long theirs = real.reservePermission(permits);
            long wait = ours.reserve(permits, now);

            assertThat(wait == RateLimiter.REFUSED).isEqualTo(theirs < 0);
            assertThat(wait).isCloseTo(theirs, org.assertj.core.data.Offset.offset(30 * SECOND));
            refused += wait == RateLimiter.REFUSED ? 1 : 0;
        }
        assertThat(refused).isBetween(1, 399);
    }
}
