package io.wavetank.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of the files of metrics. */
final class AlertingTest {
    @ParameterizedTest
    @CsvSource({
        "0,            metrics-0s.txt",
        "150000000000, metrics-150s.txt",
        "1200000000,   metrics-1.2s.txt",
        "1700000000,   metrics-1.7s.txt",
        "1000000001,   metrics-1.000000001s.txt"
    })
    void instants_have_files_of_their_own(long nanos, String file) {
        assertThat(Alerting.metricsFile(nanos)).isEqualTo(file);
    }
}
