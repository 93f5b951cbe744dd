package io.wavetank.sim.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Erlang's delay formula: with one server the load itself, with two {@code a^2 / (2 + a)}; with more from its sums, by hand. */
final class WaitingTest {
    @ParameterizedTest(name = "{0} servers, {1} erlangs")
    @CsvSource({
        "1, 0, 0",
        "1, 0.5, 0.5",
        "2, 1, 0.333333333333",
        "2, 1.5, 0.642857142857",
        "3, 2, 0.444444444444",
        "4, 3, 0.509433962264",
        "2, 2, 1",
        "2, 5, 1"
    })
    void is_the_probability_to_find_every_server_busy(int servers, double offered, double probability) {
        assertThat(Waiting.probability(servers, offered)).isCloseTo(probability, within(1e-9));
    }
}
