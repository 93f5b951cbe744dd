package io.wavetank.policy.fixed.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.traffic.HealthCheck.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks of servers, worked out by hand: interval 20, fast 5, down 10, rise 2, fall 3. */
final class ServerCheckTest {
    private final ServerCheck check = new ServerCheck(new ServerCheck.Settings(20, 5, 10, 4, 2, 3), 100, 0);

    /** Makes the next checks; the instant of each and what came of it. */
    private List<String> results(boolean... passed) {
        List<String> results = new ArrayList<>();
        for (boolean each : passed) {
            long at = check.nextNanos();
            var probe = check.take();
            Verdict verdict = check.result(probe, each, each ? at : at + check.timeoutNanos(probe));
            results.add(at + " " + verdict);
        }
        return results;
    }

    @Test
    void two_passes_in_a_row_bring_a_server_in_and_three_failures_take_it_out() {
        assertThat(results(true, true, true, false, true, false, false, false, false, true, true))
                .containsExactly(
                        "100 UNCHANGED",
                        "105 READY",
                        "125 UNCHANGED",
                        "145 UNCHANGED",
                        "150 UNCHANGED", // a pass between: counting begins anew
                        "170 UNCHANGED",
                        "175 UNCHANGED",
                        "180 UNREADY",
                        "190 UNCHANGED",
                        "200 UNCHANGED",
                        "205 READY");
        assertThat(check.ready()).isTrue();
    }

    @Test
    void a_check_that_waits_for_its_time_out_does_not_come_before_that() {
        var slow = new ServerCheck(new ServerCheck.Settings(20, 5, 10, 50, 2, 3), 0, 0);
        long at = slow.nextNanos();
        slow.result(slow.take(), false, at + 50);

        assertThat(slow.nextNanos()).isEqualTo(at + 50);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 5, 10, 7, 2, 3",
        "20, 0, 10, 7, 2, 3",
        "20, 5, 0, 7, 2, 3",
        "20, 5, 10, 0, 2, 3",
        "20, 5, 10, 7, 0, 3",
        "20, 5, 10, 7, 2, 0"
    })
    void what_is_no_check_is_refused(long interval, long fast, long down, long timeout, int rise, int fall) {
        assertThatThrownBy(() -> new ServerCheck.Settings(interval, fast, down, timeout, rise, fall))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
