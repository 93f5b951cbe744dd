package io.wavetank.policy.mesh.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.mesh.balance.MeshBalancers;
import io.wavetank.policy.mesh.health.BalancerHealthCheck.Settings;
import io.wavetank.policy.traffic.CheckEntry;
import io.wavetank.policy.traffic.HealthCheck;
import io.wavetank.policy.traffic.HealthCheck.Probe;
import io.wavetank.policy.traffic.HealthCheck.Verdict;
import io.wavetank.policy.traffic.ProbeSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results as {@code +} and {@code -}, and after each whether the endpoint is in ({@code i}) or out ({@code o}); rise 2, fall 3. */
final class BalancerHealthCheckTest {
    private static final long SECOND = 1_000_000_000;

    private static BalancerHealthCheck check() {
        return new BalancerHealthCheck(new Settings(new ProbeSpec(0, 10 * SECOND, SECOND, 2, 3), 5 * SECOND), 0, 0);
    }

    @ParameterizedTest
    @CsvSource({"+, i", "-, o", "-+, oo", "-++, ooi", "+--, iii", "+---, iiio", "+--+--, iiiiii", "+---+-++, iiiooooi"})
    void results_in_a_row_decide_but_for_the_first(String results, String states) {
        var check = check();
        assertThat(check.ready()).isFalse();
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

    private static HealthCheck named(Map<String, String> options) {
        CheckEntry entry = new MeshBalancers().checks().get(0);
        return entry.maker()
                .make(PolicyOptions.of(entry.name(), entry.options(), options))
                .make(0, 0);
    }

    @Test
    void it_can_be_named() {
        HealthCheck check = named(Map.of("interval", "4s", "timeout", "300ms", "unhealthy", "1"));

        assertThat(check.timeoutNanos(check.take())).isEqualTo(300_000_000);
        assertThat(check.result(Probe.READINESS, true, SECOND)).isEqualTo(Verdict.READY);
        assertThat(check.nextNanos()).isEqualTo(5 * SECOND);
        check.take();
        assertThat(check.result(Probe.READINESS, false, 5 * SECOND)).isEqualTo(Verdict.UNREADY);
        assertThat(check.nextNanos()).as("as the interval").isEqualTo(9 * SECOND);
        assertThatIllegalArgumentException().isThrownBy(() -> named(Map.of("interval", "0s")));
    }

    @Test
    void what_is_out_is_asked_at_another_interval_from_the_end_of_the_check() {
        var check = check();
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
