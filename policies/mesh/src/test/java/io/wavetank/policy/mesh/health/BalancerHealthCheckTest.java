package io.wavetank.policy.mesh.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.mesh.health.BalancerHealthCheck.Settings;
import io.wavetank.policy.traffic.HealthCheck.Probe;
import io.wavetank.policy.traffic.HealthCheck.Verdict;
import io.wavetank.policy.traffic.ProbeSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results as {@code +} and {@code -}, and after each whether the endpoint is in ({@code i}) or out ({@code o}); rise 2, fall 3. */
final class BalancerHealthCheckTest {
    private static final long SECOND = 1_000_000_000;

    private static BalancerHealthCheck check(boolean beginsIn) {
        return new BalancerHealthCheck(
                new Settings(new ProbeSpec(0, 10 * SECOND, SECOND, 2, 3), 5 * SECOND, beginsIn), 0, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "false, +, i",
        "false, -, o",
        "false, -+, oo",
        "false, -++, ooi",
        "false, +--, iii",
        "false, +---, iiio",
        "false, +--+--, iiiiii",
        "false, +---+-++, iiiooooi",
        "true, +, i",
        "true, -, o",
        "true, -+, oo",
        "true, -++, ooi",
        "true, +---, iiio"
    })
    void results_in_a_row_decide_but_for_the_first(boolean beginsIn, String results, String states) {
        var check = check(beginsIn);
        assertThat(check.ready()).isEqualTo(beginsIn);
        var seen = new StringBuilder();
        for (int i = 0; i < results.length(); i++) {
            boolean before = check.ready();
            Probe probe = check.take();
            Verdict verdict = check.result(probe, results.charAt(i) == '+', i);
            assertThat(verdict == Verdict.UNCHANGED).isEqualTo(before == check.ready());
            seen.append(check.ready() ? 'i' : 'o');
        }

        assertThat(seen).hasToString(states);
    }

    @Test
    void what_is_out_is_asked_at_another_interval_from_the_end_of_the_check() {
        var check = check(false);
        assertThat(check.nextNanos()).isZero();
        check.take();
        assertThat(check.nextNanos()).isEqualTo(Long.MAX_VALUE);
        check.result(Probe.READINESS, false, SECOND);
        assertThat(check.nextNanos()).isEqualTo(6 * SECOND);
        check.result(Probe.READINESS, true, 6 * SECOND);
        check.result(Probe.READINESS, true, 11 * SECOND);
        assertThat(check.nextNanos()).isEqualTo(21 * SECOND);
    }
}
