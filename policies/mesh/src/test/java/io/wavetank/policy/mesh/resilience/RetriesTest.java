package io.wavetank.policy.mesh.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.wavetank.policy.Draws;
import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.policy.traffic.RetryBudget;
import io.wavetank.policy.traffic.RetryPolicy;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is tried again, when and how often, by Envoy, Finagle and gRPC. */
final class RetriesTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;
    private static final Set<RetryOn> ANY_5XX = EnumSet.of(RetryOn.SERVER_ERROR);

    @ParameterizedTest
    @CsvSource({"1, 25", "2, 50", "3, 100", "4, 200", "5, 250", "40, 250", "100, 250"})
    void the_bound_of_the_wait_doubles_up_to_ten_times_the_base(int retry, long boundMillis) {
        assertThat(JitteredBackoff.ENVOY.boundNanos(retry)).isEqualTo(boundMillis * MILLI);
    }

    @Test
    void a_wait_is_uniform_below_its_bound() {
        var draws = new Draws(1, 0);
        double sum = 0;
        long most = 0;
        for (int i = 0; i < 10_000; i++) {
            long wait = JitteredBackoff.ENVOY.waitNanos(2, draws.bits(i, 0));
            assertThat(wait).isBetween(0L, 50 * MILLI - 1);
            sum += wait;
            most = Math.max(most, wait);
        }
        assertThat(sum / 10_000).isBetween(24.4 * MILLI, 25.6 * MILLI);
        assertThat(most).isGreaterThan(49 * MILLI);
    }

    @ParameterizedTest
    @CsvSource({
        "5xx, SERVER_ERROR, true",
        "5xx, GATEWAY_FAILURE, true",
        "5xx, RESET, true",
        "5xx, CONNECT_FAILURE, true",
        "5xx, TRY_TIMEOUT, true",
        "5xx, RATE_LIMITED, false",
        "5xx, CLIENT_ERROR, false",
        "5xx, BREAKER_OPEN, false",
        "5xx, BULKHEAD_FULL, false",
        "5xx, DEADLINE_EXCEEDED, false",
        "5xx, OK, false",
        "gateway-error, SERVER_ERROR, false",
        "gateway-error, GATEWAY_FAILURE, true",
        "gateway-error, RESET, true",
        "reset, GATEWAY_FAILURE, false",
        "reset, RESET, true",
        "connect-failure, RESET, false",
        "reset, TRY_TIMEOUT, true",
        "connect-failure, TRY_TIMEOUT, false",
        "connect-failure, CONNECT_FAILURE, true",
        "resource-exhausted, RATE_LIMITED, true",
        "'connect-failure, resource-exhausted', RATE_LIMITED, true",
        "'connect-failure, resource-exhausted', SERVER_ERROR, false"
    })
    void a_condition_covers_what_its_name_says(String words, CallOutcome outcome, boolean retried) {
        var policy = new EnvoyRetry(1, RetryOn.parse(words), JitteredBackoff.ENVOY, RetryBudget.UNLIMITED);

        assertThat(policy.retryAfterNanos(1, outcome, 0, 7) != RetryPolicy.GIVE_UP)
                .isEqualTo(retried);
    }

    @Test
    void an_unknown_condition_is_refused_with_those_there_are() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryOn.parse("5xx,sometimes"))
                .withMessageContaining("sometimes")
                .withMessageContaining("gateway-error");
    }

    @Test
    void a_call_has_so_many_retries_and_no_more() {
        var policy = new EnvoyRetry(2, ANY_5XX, JitteredBackoff.ENVOY, RetryBudget.UNLIMITED);

        assertThat(policy.retryAfterNanos(1, CallOutcome.SERVER_ERROR, 0, 7)).isNotNegative();
        assertThat(policy.retryAfterNanos(2, CallOutcome.SERVER_ERROR, 0, 7)).isNotNegative();
        assertThat(policy.retryAfterNanos(3, CallOutcome.SERVER_ERROR, 0, 7)).isEqualTo(RetryPolicy.GIVE_UP);
    }

    @Test
    void what_is_not_retried_takes_nothing_from_the_budget() {
        var budget = new ActiveRetries(1);
        var policy = new EnvoyRetry(1, ANY_5XX, JitteredBackoff.ENVOY, budget);

        policy.retryAfterNanos(2, CallOutcome.SERVER_ERROR, 0, 7);
        policy.retryAfterNanos(1, CallOutcome.CLIENT_ERROR, 0, 7);

        assertThat(policy.retryAfterNanos(1, CallOutcome.SERVER_ERROR, 0, 7)).isNotNegative();
        assertThat(policy.retryAfterNanos(1, CallOutcome.SERVER_ERROR, 0, 7)).isEqualTo(RetryPolicy.GIVE_UP);
        policy.retryEnded(1);
        assertThat(policy.retryAfterNanos(1, CallOutcome.SERVER_ERROR, 1, 7)).isNotNegative();
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "10, 3", "15, 3", "19, 3", "20, 4", "99, 19", "100, 20"})
    void a_budget_is_a_fifth_of_what_is_under_way_and_three_at_least(int calls, int bound) {
        var budget = new ActiveRetries(20, 3);
        for (int i = 0; i < calls; i++) {
            budget.callBegan(0);
        }

        assertThat(budget.bound()).isEqualTo(bound);
        for (int i = 0; i < bound; i++) {
            assertThat(budget.tryTake(0)).isTrue();
        }
        assertThat(budget.tryTake(0)).isFalse();
    }

    @Test
    void what_did_not_begin_does_not_end() {
        assertThatIllegalStateException().isThrownBy(() -> new ActiveRetries(3).retryEnded(0));
        assertThatIllegalStateException().isThrownBy(() -> new ActiveRetries(3).callEnded(0));
    }

    @Test
    void tokens_are_a_fifth_of_the_calls_of_the_last_ten_seconds_and_ten_a_second() {
        var budget = new RetryTokens(0.2, 10, 10 * SECOND);
        for (int i = 0; i < 50; i++) {
            budget.callBegan(SECOND / 2);
        }
        assertThat(budget.balance(SECOND / 2)).isEqualTo(10 + 100);

        assertThat(taken(budget, SECOND / 2, 200)).isEqualTo(110);

        assertThat(budget.balance(5 * SECOND)).isZero();
        assertThat(budget.balance(10 * SECOND)).isEqualTo(100);
    }

    @Test
    void tokens_that_are_not_taken_in_time_are_lost() {
        var budget = new RetryTokens(0.5, 0, 10 * SECOND);
        budget.callBegan(0);
        budget.callBegan(0);
        budget.callBegan(3 * SECOND);
        budget.callBegan(3 * SECOND);

        assertThat(budget.balance(9 * SECOND)).isEqualTo(2);
        assertThat(budget.balance(10 * SECOND)).isEqualTo(1);
        assertThat(budget.balance(13 * SECOND)).isZero();
    }

    @Test
    void a_token_may_come_from_several_slices() {
        var budget = new RetryTokens(0.4, 0, 10 * SECOND);
        budget.callBegan(0);
        budget.callBegan(SECOND);
        budget.callBegan(2 * SECOND);

        assertThat(taken(budget, 2 * SECOND, 5)).isEqualTo(1);
        budget.callBegan(2 * SECOND);
        budget.callBegan(2 * SECOND);
        assertThat(taken(budget, 2 * SECOND, 5)).isEqualTo(1);
    }

    @Test
    void a_throttle_stops_at_half_and_opens_again_by_successes() {
        var throttle = new RetryThrottle(10, 0.1);
        for (int i = 0; i < 4; i++) {
            throttle.tryEnded(CallOutcome.GATEWAY_FAILURE, 0);
        }
        assertThat(throttle.tryTake(0)).isTrue();
        throttle.tryEnded(CallOutcome.TRY_TIMEOUT, 0);
        assertThat(throttle.milliTokens()).isEqualTo(5_000);
        assertThat(throttle.tryTake(0)).isFalse();

        throttle.tryEnded(CallOutcome.OK, 0);

        assertThat(throttle.tryTake(0)).isTrue();
        for (int i = 0; i < 1_000; i++) {
            throttle.tryEnded(CallOutcome.OK, 0);
        }
        assertThat(throttle.milliTokens()).isEqualTo(10_000);
    }

    private static int taken(RetryBudget budget, long nowNanos, int asked) {
        int taken = 0;
        for (int i = 0; i < asked; i++) {
            taken += budget.tryTake(nowNanos) ? 1 : 0;
        }
        return taken;
    }
}
