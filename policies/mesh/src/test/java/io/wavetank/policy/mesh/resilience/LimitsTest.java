package io.wavetank.policy.mesh.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.wavetank.policy.Draws;
import io.wavetank.policy.mesh.resilience.UpstreamResources.Resource;
import io.wavetank.policy.mesh.resilience.UpstreamResources.Thresholds;
import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.policy.traffic.HedgingPolicy;
import io.wavetank.policy.traffic.RateLimiter;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What passes and what does not: rates, thresholds, shares, admission, shedding, hedges. */
final class LimitsTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    @Test
    void a_bucket_starts_full_and_is_filled_at_fixed_instants() {
        var bucket = new TokenBucket(3, 2, 100 * MILLI);

        assertThat(passed(bucket, 10 * MILLI, 5)).isEqualTo(3);
        assertThat(passed(bucket, 99 * MILLI, 5)).isZero();
        assertThat(passed(bucket, 100 * MILLI, 5)).isEqualTo(2);
        assertThat(passed(bucket, 350 * MILLI, 5)).isEqualTo(3);
    }

    @Test
    void a_bucket_left_alone_for_ever_holds_no_more_than_it_can() {
        var bucket = new TokenBucket(3, 1, 1);
        passed(bucket, 0, 3);

        assertThat(passed(bucket, Long.MAX_VALUE, 5)).isEqualTo(3);
    }

    @Test
    void twice_the_number_can_pass_across_the_border_of_two_windows() {
        var limiter = new WindowLimiter(10, SECOND);

        assertThat(passed(limiter, 999 * MILLI, 15)).isEqualTo(10);
        assertThat(passed(limiter, 1_001 * MILLI, 15)).isEqualTo(10);
        assertThat(passed(limiter, 1_500 * MILLI, 15)).isZero();
    }

    @Test
    void tenants_do_not_take_from_each_other() {
        var named = new TreeMap<String, RateLimiter>();
        named.put("gold", new WindowLimiter(5, SECOND));
        var limits = new TenantLimits(named, () -> new WindowLimiter(1, SECOND));

        assertThat(limits.reserve("a", 1, 0)).isZero();
        assertThat(limits.reserve("a", 1, 0)).isEqualTo(RateLimiter.REFUSED);
        assertThat(limits.reserve("b", 1, 0)).isZero();
        assertThat(limits.reserve("gold", 5, 0)).isZero();
        assertThat(limits.reserve("gold", 1, 0)).isEqualTo(RateLimiter.REFUSED);
    }

    @Test
    void each_resource_has_its_own_threshold_and_counts_what_it_refused() {
        var resources = new UpstreamResources(new Thresholds(1, 2, 3, 0));

        assertThat(resources.tryTake(Resource.CONNECTIONS)).isTrue();
        assertThat(resources.open(Resource.CONNECTIONS)).isTrue();
        assertThat(resources.tryTake(Resource.CONNECTIONS)).isFalse();
        assertThat(resources.tryTake(Resource.PENDING)).isTrue();
        assertThat(resources.open(Resource.PENDING)).isFalse();
        assertThat(resources.retries().tryTake(0)).isFalse();
        assertThat(resources.overflows(Resource.CONNECTIONS)).isEqualTo(1);
        assertThat(resources.overflows(Resource.RETRIES)).isEqualTo(1);

        resources.giveBack(Resource.CONNECTIONS);

        assertThat(resources.tryTake(Resource.CONNECTIONS)).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> resources.giveBack(Resource.REQUESTS));
    }

    @Test
    void requests_under_way_are_a_bulkhead() {
        var bulkhead = new UpstreamResources(new Thresholds(1, 1, 2, 1)).requests();

        assertThat(bulkhead.tryEnter(0)).isTrue();
        assertThat(bulkhead.tryEnter(0)).isTrue();
        assertThat(bulkhead.tryEnter(0)).isFalse();
        bulkhead.leave(CallOutcome.OK, 5, 5);
        assertThat(bulkhead.tryEnter(5)).isTrue();
        assertThat(bulkhead.limit(5)).isEqualTo(2);
    }

    @Test
    void versions_get_their_shares() {
        var split = new TrafficSplit(90, 0, 10);
        var draws = new Draws(1, 0);
        int[] counts = new int[3];
        for (int i = 0; i < 100_000; i++) {
            counts[split.pick(draws.bits(i, 0))]++;
        }

        assertThat(counts[0]).isBetween(89_500, 90_500);
        assertThat(counts[1]).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> new TrafficSplit(0, 0));
    }

    /** 100 calls, 57 of them well: (100 - 57 / 0.95) / 101 = 40 / 101. */
    @ParameterizedTest
    @CsvSource({
        "100, 100, 1, 0",
        "100, 95, 1, 0",
        "100, 57, 1, 0.396039604",
        "100, 57, 2, 0.629316776",
        "100, 0, 1, 0.8",
        "0, 0, 1, 0"
    })
    void refusals_grow_as_fewer_succeed(int calls, int good, double aggression, double probability) {
        var control = new AdmissionControl(new AdmissionControl.Settings(30, 0.95, aggression, 0, 0.8));
        for (int i = 0; i < calls; i++) {
            control.ended(i < good ? CallOutcome.OK : CallOutcome.GATEWAY_FAILURE, 0, 5 * SECOND);
        }

        assertThat(control.refusalProbability(5 * SECOND))
                .isEqualTo(probability, org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void a_window_forgets_after_its_seconds() {
        var control = new AdmissionControl(AdmissionControl.Settings.ENVOY);
        for (int i = 0; i < 100; i++) {
            control.ended(CallOutcome.SERVER_ERROR, 0, 5 * SECOND + 1);
        }

        assertThat(control.refusalProbability(34 * SECOND)).isEqualTo(0.8);
        assertThat(control.refusalProbability(35 * SECOND)).isZero();
    }

    @Test
    void nothing_is_refused_below_a_rate_and_what_was_refused_counts_for_nothing() {
        var control = new AdmissionControl(new AdmissionControl.Settings(30, 0.95, 1, 1, 0.8));
        for (int i = 0; i < 29; i++) {
            control.ended(CallOutcome.SERVER_ERROR, 0, 0);
        }
        for (int i = 0; i < 29; i++) {
            control.ended(CallOutcome.SHED, 0, 0);
        }
        assertThat(control.refusalProbability(0)).isZero();

        control.ended(CallOutcome.SERVER_ERROR, 0, 0);

        assertThat(control.refusalProbability(0)).isEqualTo(0.8);
    }

    @Test
    void a_shedder_gives_up_what_matters_least_first_and_takes_it_back() {
        var shedder = new PriorityShedder(3, 20 * MILLI, SECOND, 10);
        assertThat(shedder.admit(2, 0, 0)).isTrue();

        waited(shedder, 1_000, -1); // what was not taken in says nothing
        waited(shedder, 10, 21 * MILLI);
        assertThat(shedder.admit(2, 0, 0)).isFalse();
        assertThat(shedder.admit(1, 0, 0)).isTrue();
        waited(shedder, 30, 21 * MILLI);
        assertThat(shedder.level()).isEqualTo(1);
        assertThat(shedder.admit(0, 0, 0)).isTrue();

        waited(shedder, 10, 20 * MILLI);
        assertThat(shedder.level()).isEqualTo(2);
        shedder.admit(0, SECOND, 0);
        assertThat(shedder.level()).isEqualTo(3);
    }

    @Test
    void what_matters_less_than_there_are_priorities_for_is_given_up_with_the_last() {
        var shedder = new PriorityShedder(3, 20 * MILLI, SECOND, 10);
        assertThat(shedder.admit(7, 0, 0)).isTrue();

        waited(shedder, 10, 21 * MILLI);
        assertThat(shedder.admit(7, 0, 0)).isFalse();
    }

    @Test
    void hedges_come_at_a_fixed_delay_up_to_a_number() {
        var hedging = new FixedHedging(3, 10 * MILLI);

        assertThat(hedging.hedgeAfterNanos(1, 0)).isEqualTo(10 * MILLI);
        assertThat(hedging.hedgeAfterNanos(2, 0)).isEqualTo(10 * MILLI);
        assertThat(hedging.hedgeAfterNanos(3, 0)).isEqualTo(HedgingPolicy.NEVER);
    }

    @Test
    void hedges_by_quantile_wait_for_enough_answers_and_stay_within_their_share() {
        var hedging = new QuantileHedging(0.95, 0.05);
        for (int i = 1; i <= 99; i++) {
            hedging.callBegan(0);
            hedging.answered(i * MILLI, 0);
        }
        assertThat(hedging.hedgeAfterNanos(1, 0)).isEqualTo(HedgingPolicy.NEVER);
        hedging.callBegan(0);
        hedging.answered(100 * MILLI, 0);
        assertThat(hedging.hedgeAfterNanos(1, 0)).isEqualTo(95 * MILLI);
        assertThat(hedging.hedgeAfterNanos(2, 0)).isEqualTo(HedgingPolicy.NEVER);

        // 5 tokens are there of the first 100 calls
        assertThat(sentOf(hedging, 1_000, 1)).isEqualTo(55);
    }

    /** When all is slow many calls wait for their hedges at once, and the times of all come before the first has taken a token. */
    @Test
    void hedges_by_quantile_stay_within_their_share_however_many_are_due_at_once() {
        var hedging = new QuantileHedging(0.95, 0.05);
        for (int i = 1; i <= 100; i++) {
            hedging.answered(i * MILLI, 0);
        }

        assertThat(sentOf(hedging, 1_000, 100)).isBetween(49, 50); // a share is not exact in binary
    }

    /** How many hedges are sent of calls all of which are slow, so many at a time. */
    private static int sentOf(QuantileHedging hedging, int calls, int atOnce) {
        int sent = 0;
        for (int begun = 0; begun < calls; begun += atOnce) {
            int due = 0;
            for (int i = 0; i < atOnce; i++) {
                hedging.callBegan(0);
                due += hedging.hedgeAfterNanos(1, 0) == HedgingPolicy.NEVER ? 0 : 1;
            }
            for (int i = 0; i < due; i++) {
                sent += hedging.sends(0) ? 1 : 0;
            }
        }
        return sent;
    }

    private static void waited(PriorityShedder shedder, int calls, long waitNanos) {
        for (int i = 0; i < calls; i++) {
            shedder.ended(CallOutcome.OK, waitNanos, 0);
        }
    }

    private static int passed(RateLimiter limiter, long nowNanos, int asked) {
        int passed = 0;
        for (int i = 0; i < asked; i++) {
            passed += limiter.reserve(1, nowNanos) == 0 ? 1 : 0;
        }
        return passed;
    }
}
