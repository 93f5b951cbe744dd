package io.wavetank.experiment.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.experiment.service.RetryStorm.Arm;
import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.sim.traffic.TrafficResult;
import io.wavetank.sim.traffic.TrafficTimeline;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the demonstration claims, over several seeds: a failure that outlives its trigger, and what ends it. */
final class RetryStormTest {
    @ParameterizedTest(name = "seed {0}")
    @CsvSource({"1", "2", "3"})
    void plain_retries_keep_the_service_down_when_the_trigger_has_gone(long seed) {
        TrafficResult result = RetryStorm.run(Arm.RETRIES, seed);

        assertThat(before(result)).isGreaterThan(0.97 * RetryStorm.PER_SECOND);
        assertThat(RetryStorm.recoverySeconds(result)).isNegative();
        assertThat(lastMinute(result)).isLessThan(0.01 * RetryStorm.PER_SECOND);
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({"NO_RETRIES, 1", "BUDGET, 1", "BUDGET, 2", "BREAKER, 1", "BOTH, 1", "BOTH, 2"})
    void a_budget_or_a_breaker_lets_it_recover(Arm arm, long seed) {
        TrafficResult result = RetryStorm.run(arm, seed);

        assertThat(before(result)).isGreaterThan(0.97 * RetryStorm.PER_SECOND);
        assertThat(RetryStorm.recoverySeconds(result)).isBetween(0L, 30L);
        assertThat(lastMinute(result)).isGreaterThan(0.97 * RetryStorm.PER_SECOND);
        assertThat(result.entries().get(0).outcome(CallOutcome.BREAKER_OPEN) > 0)
                .isEqualTo(arm == Arm.BREAKER || arm == Arm.BOTH);
    }

    private static double before(TrafficResult result) {
        return RetryStorm.mean(result, 60 * RetryStorm.SECOND, RetryStorm.TRIGGER_FROM, TrafficTimeline.Row::answered);
    }

    private static double lastMinute(TrafficResult result) {
        return RetryStorm.mean(
                result, RetryStorm.END - 60 * RetryStorm.SECOND, RetryStorm.END, TrafficTimeline.Row::answered);
    }
}
