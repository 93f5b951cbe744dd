package io.wavetank.policy.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rounds of pre-copy: n of them take M / B (1 - r^n) / (1 - r), and M r^n is left for the pause. */
final class MigrationTest {
    @ParameterizedTest(name = "{0} bytes at {1} B/s, {2} B/s written, {3} in the pause, {4} rounds: {5} rounds")
    @CsvSource({
        // memory, bandwidth, dirty, stop, most rounds, rounds
        "1000, 100, 10, 10, 30, 2",
        "1000, 100, 50, 100, 30, 4",
        "1000, 100, 0, 10, 30, 1",
        "1000, 100, 50, 1, 3, 3",
    })
    void take_as_long_as_the_geometric_series(
            double memory, double bandwidth, double dirty, double stop, int most, int rounds) {
        long[] nanos = new Migration.Copy(bandwidth, dirty, stop, most, 5).of(memory);

        double r = dirty / bandwidth;
        double power = StrictMath.pow(r, rounds);
        assertThat(nanos[0]).isEqualTo(Math.round(memory / bandwidth * (1 - power) / (1 - r) * 1e9));
        assertThat(nanos[1]).isEqualTo(Math.round(memory * power / bandwidth * 1e9) + 5);
    }

    @ParameterizedTest(name = "{0} B/s written")
    @CsvSource({"100", "200"})
    void memory_that_is_written_as_fast_as_it_is_copied_is_left_as_a_whole(double dirty) {
        long[] nanos = new Migration.Copy(100, dirty, 10, 3, 0).of(1000);

        assertThat(nanos).containsExactly(30_000_000_000L, 10_000_000_000L);
    }
}
