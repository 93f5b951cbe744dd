package io.wavetank.policy.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a try passes and in what order, what is given back where it is refused, and when a call has to end. */
final class CallPolicyTest {
    private final List<String> log = new ArrayList<>();

    private final class Breaker implements CircuitBreaker {
        private boolean open;

        @Override
        public boolean tryEnter(long nowNanos) {
            return !open;
        }

        @Override
        public void ended(CallOutcome outcome, long latencyNanos, long nowNanos) {
            log.add("breaker " + outcome + " " + latencyNanos);
        }

        @Override
        public void released(long nowNanos) {
            log.add("breaker released");
        }

        @Override
        public State state(long nowNanos) {
            return open ? State.OPEN : State.CLOSED;
        }
    }

    private static final class Places implements Bulkhead {
        private int free = 1;

        @Override
        public boolean tryEnter(long nowNanos) {
            if (free == 0) {
                return false;
            }
            free--;
            return true;
        }

        @Override
        public void leave(CallOutcome outcome, long latencyNanos, long nowNanos) {
            free++;
        }

        @Override
        public int limit(long nowNanos) {
            return 1;
        }
    }

    private final class Retry implements RetryPolicy {
        @Override
        public long retryAfterNanos(int triesDone, CallOutcome outcome, long nowNanos, long draw) {
            return triesDone < 3 ? 100 : GIVE_UP;
        }

        @Override
        public void retryEnded(long nowNanos) {
            log.add("retry ended");
        }
    }

    private final Breaker breaker = new Breaker();
    private final Places places = new Places();
    private long permit;
    private final CallPolicy policy = new CallPolicy.Builder()
            .breaker(breaker)
            .bulkhead(places)
            .limiter((permits, nowNanos) -> permit)
            .retry(new Retry())
            .timeouts(new Timeouts(50, 200, true))
            .build();

    @Test
    void a_try_that_all_let_through_ends_for_all() {
        permit = 7;

        assertThat(policy.admit(0, 1, 0)).isEqualTo(CallOutcome.OK);
        assertThat(policy.admittedWaitNanos()).isEqualTo(7);
        assertThat(places.free).isZero();
        policy.tryEnded(CallOutcome.SERVER_ERROR, 20, 21);

        assertThat(places.free).isEqualTo(1);
        assertThat(log).containsExactly("breaker SERVER_ERROR 20");
    }

    @Test
    void what_a_later_part_refuses_was_not_there_for_the_earlier_ones() {
        places.free = 0;
        assertThat(policy.admit(0, 1, 0)).isEqualTo(CallOutcome.BULKHEAD_FULL);
        places.free = 1;
        permit = RateLimiter.REFUSED;
        assertThat(policy.admit(0, 1, 0)).isEqualTo(CallOutcome.OVER_LIMIT);

        assertThat(policy.admittedWaitNanos()).isZero();
        assertThat(places.free).isEqualTo(1);
        assertThat(log).containsExactly("breaker released", "breaker released");
        breaker.open = true;
        assertThat(policy.admit(0, 1, 0)).isEqualTo(CallOutcome.BREAKER_OPEN);
    }

    @Test
    void a_try_that_says_nothing_of_the_called_side_is_released() {
        policy.admit(0, 1, 0);
        policy.tryEnded(CallOutcome.CANCELLED, 20, 21);

        assertThat(log).containsExactly("breaker released");
    }

    @Test
    void a_retry_that_could_only_begin_after_the_deadline_is_given_back() {
        assertThat(policy.retryAfterNanos(1, CallOutcome.SERVER_ERROR, 99, 200, 0))
                .isEqualTo(100);
        assertThat(log).isEmpty();
        assertThat(policy.retryAfterNanos(1, CallOutcome.SERVER_ERROR, 100, 200, 0))
                .isEqualTo(RetryPolicy.GIVE_UP);
        assertThat(log).containsExactly("retry ended");
        assertThat(policy.retryAfterNanos(3, CallOutcome.SERVER_ERROR, 0, 200, 0))
                .isEqualTo(RetryPolicy.GIVE_UP);
        assertThat(policy.retryAfterNanos(1, CallOutcome.DEADLINE_EXCEEDED, 0, 200, 0))
                .isEqualTo(RetryPolicy.GIVE_UP);
    }

    @Test
    void without_parts_a_call_is_one_try() {
        CallPolicy plain = CallPolicy.plain();

        assertThat(plain.admit(0, 0, 0)).isEqualTo(CallOutcome.OK);
        assertThat(plain.retryAfterNanos(1, CallOutcome.SERVER_ERROR, 0, Timeouts.NONE, 0))
                .isEqualTo(RetryPolicy.GIVE_UP);
        assertThat(plain.hedgeAfterNanos(1, 0)).isEqualTo(HedgingPolicy.NEVER);
        assertThat(plain.timeouts().callDeadlineNanos(5, 9)).isEqualTo(Timeouts.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, false, 10, 1000, none, none",
        "50, 0, false, 10, 1000, none, 60",
        "50, 200, false, 10, 1000, 210, 60",
        "50, 200, true, 10, 1000, 210, 60",
        "50, 200, true, 10, 100, 100, 60",
        "50, 200, false, 10, 100, 210, 60",
        "50, 200, true, 10, 40, 40, 40",
        "500, 200, true, 10, none, 210, 210"
    })
    void a_try_ends_with_its_call_and_a_call_with_its_callers(
            long tryNanos, long totalNanos, boolean propagated, long now, String callers, String call, String oneTry) {
        var timeouts = new Timeouts(tryNanos, totalNanos, propagated);
        long deadline = timeouts.callDeadlineNanos(now, instant(callers));

        assertThat(deadline).isEqualTo(instant(call));
        assertThat(timeouts.tryDeadlineNanos(now, deadline)).isEqualTo(instant(oneTry));
    }

    @Test
    void a_negative_time_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Timeouts(-1, 0, false));
    }

    @Test
    void a_probe_takes_a_while_and_is_made_every_millisecond_at_most() {
        long milli = 1_000_000;

        assertThat(new ProbeSpec(0, milli, 1, 1, 1).graceNanos()).isEqualTo(ProbeSpec.USUAL_GRACE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProbeSpec(0, milli - 1, 1, 1, 1))
                .withMessageContaining("1 ms");
        assertThatIllegalArgumentException().isThrownBy(() -> new ProbeSpec(0, milli, 0, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ProbeSpec(0, milli, 1, 1, 1, 0));
    }

    private static long instant(String text) {
        return text.startsWith("none") ? Timeouts.NONE : Long.parseLong(text);
    }
}
