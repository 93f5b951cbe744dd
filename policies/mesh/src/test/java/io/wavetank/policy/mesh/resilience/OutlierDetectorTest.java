package io.wavetank.policy.mesh.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.traffic.CallOutcome;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is ejected, for how long, and how many at once: worked out by hand from Envoy's documents and source. */
final class OutlierDetectorTest {
    private static final long SECOND = 1_000_000_000;
    private static final long DRAW = 1;

    private static OutlierSettings settings(int mostPercent, boolean alwaysOne, int enforcing) {
        return new OutlierSettings(
                5,
                0,
                10 * SECOND,
                30 * SECOND,
                100 * SECOND,
                0,
                mostPercent,
                alwaysOne,
                5,
                100,
                1.9,
                0,
                5,
                50,
                enforcing);
    }

    private static EnvoyOutlierDetector detector(int endpoints, OutlierSettings settings) {
        var detector = new EnvoyOutlierDetector(settings, 0);
        IntStream.range(0, endpoints).forEach(detector::endpointAdded);
        return detector;
    }

    private static boolean fail(EnvoyOutlierDetector detector, int endpoint, int times, long nowNanos) {
        boolean ejected = false;
        for (int i = 0; i < times; i++) {
            ejected |= detector.ended(endpoint, CallOutcome.SERVER_ERROR, nowNanos, DRAW);
        }
        return ejected;
    }

    private static void goodCalls(EnvoyOutlierDetector detector, int endpoint, int calls) {
        for (int i = 0; i < calls; i++) {
            detector.ended(endpoint, CallOutcome.OK, 1, DRAW);
        }
    }

    @Test
    void the_fifth_fault_in_a_row_ejects_at_once() {
        var detector = detector(10, settings(10, false, 100));

        assertThat(fail(detector, 3, 4, 1)).isFalse();
        assertThat(detector.ended(3, CallOutcome.OK, 1, DRAW)).isFalse();
        assertThat(fail(detector, 3, 4, 2)).isFalse();
        assertThat(fail(detector, 3, 1, 3)).isTrue();

        assertThat(detector.ejected(3)).isTrue();
        assertThat(detector.ejectedCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "SERVER_ERROR, true",
        "GATEWAY_FAILURE, true",
        "RESET, true",
        "CONNECT_FAILURE, true",
        "TRY_TIMEOUT, true",
        "CLIENT_ERROR, false",
        "RATE_LIMITED, false",
        "CANCELLED, false",
        "BREAKER_OPEN, false"
    })
    void only_what_the_endpoint_is_to_blame_for_counts(CallOutcome outcome, boolean ejects) {
        var detector = detector(10, settings(10, false, 100));
        for (int i = 0; i < 5; i++) {
            detector.ended(0, outcome, 1, DRAW);
        }

        assertThat(detector.ejected(0)).isEqualTo(ejects);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 10, false, 1",
        "10, 20, false, 2",
        "10, 29, false, 2",
        "5, 10, false, 0",
        "5, 10, true, 1",
        "5, 100, false, 5"
    })
    void no_more_than_a_percentage_is_out(int endpoints, int percent, boolean alwaysOne, int out) {
        var detector = detector(endpoints, settings(percent, alwaysOne, 100));
        for (int i = 0; i < endpoints; i++) {
            fail(detector, i, 5, 1);
        }

        assertThat(detector.ejectedCount()).isEqualTo(out);
    }

    @Test
    void nothing_is_enforced_at_zero_percent() {
        var detector = detector(10, settings(100, false, 0));

        assertThat(fail(detector, 0, 50, 1)).isFalse();
    }

    /** Ejected at 1 s: 30 s are over at the sweep of 40 s. Again at 41 s, for 60 s: over at 110 s. Then 90 s, then never more than 100 s. */
    @Test
    void ejections_grow_up_to_a_most_and_end_at_a_sweep() {
        var detector = detector(10, settings(10, false, 100));

        assertThat(outFrom(detector, 1 * SECOND)).isEqualTo(40 * SECOND);
        assertThat(outFrom(detector, 41 * SECOND)).isEqualTo(110 * SECOND);
        assertThat(outFrom(detector, 111 * SECOND)).isEqualTo(210 * SECOND);
        assertThat(outFrom(detector, 211 * SECOND)).isEqualTo(320 * SECOND);
        assertThat(outFrom(detector, 321 * SECOND)).isEqualTo(430 * SECOND);
    }

    /** Back at 40 s; the sweeps of 50 s and 60 s each take one off, so that the next ejection is as long as the first. */
    @Test
    void good_behaviour_is_rewarded_by_sweeps() {
        var detector = detector(10, settings(10, false, 100));
        outFrom(detector, 1 * SECOND);
        detector.sweep(50 * SECOND, DRAW);

        assertThat(outFrom(detector, 51 * SECOND)).isEqualTo(90 * SECOND);
    }

    /** Success rates 50, 100, 100, 100, 100: mean 90, deviation 20, threshold 90 - 1.9 * 20 = 52, as in Envoy's documents. */
    @Test
    void a_success_rate_far_below_the_others_is_ejected_at_the_sweep() {
        var detector = detector(5, settings(20, false, 100));
        for (int i = 1; i < 5; i++) {
            goodCalls(detector, i, 100);
        }
        for (int i = 0; i < 100; i++) {
            detector.ended(0, i % 2 == 0 ? CallOutcome.OK : CallOutcome.SERVER_ERROR, 1, DRAW);
        }

        assertThat(detector.ejected(0)).isFalse();
        assertThat(detector.sweep(10 * SECOND, DRAW)).isTrue();
        assertThat(detector.ejected(0)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"5, 99, false", "4, 100, false", "5, 100, true"})
    void rates_are_compared_only_of_enough_endpoints_with_enough_calls(int endpoints, int calls, boolean ejects) {
        var detector = detector(5, settings(20, false, 100));
        for (int i = 0; i < endpoints; i++) {
            for (int k = 0; k < calls; k++) {
                boolean bad = i == 0 && k % 2 == 1;
                detector.ended(i, bad ? CallOutcome.SERVER_ERROR : CallOutcome.OK, 1, DRAW);
            }
        }

        assertThat(detector.sweep(10 * SECOND, DRAW)).isEqualTo(ejects);
    }

    @Test
    void each_interval_counts_for_itself() {
        var detector = detector(5, settings(20, false, 100));
        for (int i = 0; i < 5; i++) {
            goodCalls(detector, i, 60);
        }
        detector.sweep(10 * SECOND, DRAW);
        for (int i = 0; i < 60; i++) {
            detector.ended(0, i % 2 == 0 ? CallOutcome.OK : CallOutcome.SERVER_ERROR, 11 * SECOND, DRAW);
        }
        for (int i = 1; i < 5; i++) {
            goodCalls(detector, i, 60);
        }

        assertThat(detector.sweep(20 * SECOND, DRAW)).isFalse();
    }

    @Test
    void a_percentage_of_failures_ejects_where_it_is_set() {
        var settings = new OutlierSettings(
                0, 0, 10 * SECOND, 30 * SECOND, 300 * SECOND, 0, 100, false, 0, 100, 1.9, 85, 5, 50, 100);
        var detector = detector(5, settings);
        for (int i = 0; i < 5; i++) {
            for (int k = 0; k < 100; k++) {
                detector.ended(i, k < 84 + i ? CallOutcome.SERVER_ERROR : CallOutcome.OK, 1, DRAW);
            }
        }

        detector.sweep(10 * SECOND, DRAW);

        assertThat(detector.ejected(0)).isFalse();
        assertThat(IntStream.range(1, 5)).allMatch(detector::ejected);
    }

    @Test
    void an_endpoint_that_goes_is_counted_no_more() {
        var detector = detector(10, settings(10, false, 100));
        fail(detector, 3, 5, 1);
        detector.endpointRemoved(3);

        assertThat(detector.ejectedCount()).isZero();
        assertThat(fail(detector, 3, 5, 2)).isFalse();
        assertThat(fail(detector, 4, 5, 2)).isFalse(); // 1 of 9 is more than 10 %
    }

    @ParameterizedTest
    @CsvSource({"5, 10, 50, false", "4, 10, 50, true", "0, 10, 0, false", "0, 0, 50, false", "9, 10, 100, true"})
    void panic_is_below_the_threshold_and_not_at_it(int well, int all, double percent, boolean panics) {
        assertThat(new PanicThreshold(percent).panics(well, all)).isEqualTo(panics);
    }

    private static long outFrom(EnvoyOutlierDetector detector, long nowNanos) {
        assertThat(fail(detector, 0, 5, nowNanos)).isTrue();
        long sweep = (nowNanos / (10 * SECOND) + 1) * 10 * SECOND;
        while (true) {
            detector.sweep(sweep, DRAW);
            if (!detector.ejected(0)) {
                return sweep;
            }
            sweep += 10 * SECOND;
        }
    }
}
