package io.wavetank.policy.swarm.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.swarm.health.DockerHealthCheck.Settings;
import io.wavetank.policy.traffic.HealthCheck.Probe;
import io.wavetank.policy.traffic.HealthCheck.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Docker's health check, result for result: {@code +} passes, {@code -} fails, each taking a second; then the last verdict and when the next is. */
final class DockerHealthCheckTest {
    private static final long SECOND = 1_000_000_000;

    @ParameterizedTest
    @CsvSource({
        "0, '', UNCHANGED, false, 10",
        "0, '+', READY, true, 21",
        "0, '++', UNCHANGED, true, 32",
        "0, '--', UNCHANGED, false, 32",
        "0, '---', RESTART, false, never",
        "0, '--+', READY, true, 43",
        "0, '+--+--', UNCHANGED, true, 76",
        "0, '+---', RESTART, false, never",
        "20, '', UNCHANGED, false, 2",
        "20, '---', UNCHANGED, false, 11",
        "20, '------', UNCHANGED, false, 20",
        "20, '-------', UNCHANGED, false, 31",
        "20, '---------', RESTART, false, never",
        "20, '+', READY, true, 13",
        "20, '+---', RESTART, false, never"
    })
    void failures_count_after_the_start_period_or_after_the_first_success(
            int startPeriodSeconds, String results, Verdict verdict, boolean ready, String next) {
        var check =
                new DockerHealthCheck(new Settings(10 * SECOND, SECOND, startPeriodSeconds * SECOND, 2 * SECOND, 3), 0);
        Verdict last = Verdict.UNCHANGED;
        for (int i = 0; i < results.length(); i++) {
            char each = results.charAt(i);
            long due = check.nextNanos();
            assertThat(check.take()).isEqualTo(Probe.READINESS);
            assertThat(check.nextNanos()).isEqualTo(Long.MAX_VALUE);
            last = check.result(Probe.READINESS, each == '+', due + SECOND);
        }

        assertThat(last).isEqualTo(verdict);
        assertThat(check.ready()).isEqualTo(ready);
        assertThat(check.nextNanos())
                .isEqualTo(next.startsWith("never") ? Long.MAX_VALUE : Integer.parseInt(next) * SECOND);
    }
}
