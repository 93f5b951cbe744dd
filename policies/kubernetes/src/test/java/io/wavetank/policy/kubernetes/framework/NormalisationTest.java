package io.wavetank.policy.kubernetes.framework;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NormalisationTest {
    @ParameterizedTest(name = "{0}: {1} of {2} to {3}")
    @CsvSource({
        "NONE, 17, 0, 90, 17",
        "MAX, 1, 0, 3, 33",
        "MAX, 0, 0, 0, 0",
        "REVERSE_MAX, 1, 0, 3, 67", // 100 - 33; not (3 - 1) * 100 / 3 = 66
        "REVERSE_MAX, 0, 0, 0, 100",
        "RANGE, 29, 0, 100, 28", // 29/100 is a little below 0.29 in double, and the division comes first
        "RANGE, 57, 0, 100, 56",
        "RANGE, 58, 0, 100, 57",
        "RANGE, -5, -10, 0, 50",
        "RANGE, 7, 7, 7, 0",
        "SPREAD, 10, 4, 10, 40", // the least is added back
        "SPREAD, 4, 4, 10, 100",
        "SPREAD, 0, 0, 0, 100"
    })
    void a_raw_score_becomes_a_score(Normalisation kind, long raw, long min, long max, long expected) {
        assertThat(kind.score(raw, min, max)).isEqualTo(expected);
    }
}
