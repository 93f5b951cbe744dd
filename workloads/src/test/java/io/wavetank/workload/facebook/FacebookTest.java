package io.wavetank.workload.facebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.workload.Written;
import io.wavetank.workload.record.Flow;
import io.wavetank.workload.record.RecordType;
import io.wavetank.workload.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FacebookTest {
    @TempDir
    private Path folder;

    @Test
    void mappers_share_what_a_reducer_receives_and_no_byte_is_lost() throws IOException {
        Trace trace = Written.open(Written.text(folder, "coflows.txt", "150 1\n1 20 3 0 22 149 1 7:0.000005\n"));
        try (var flows = trace.records(RecordType.FLOWS)) {
            assertThat(flows.next()).isEqualTo(new Flow("1", 20_000_000, "rack-0", "rack-7", 2));
            assertThat(flows.next()).isEqualTo(new Flow("1", 20_000_000, "rack-22", "rack-7", 2));
            assertThat(flows.next()).isEqualTo(new Flow("1", 20_000_000, "rack-149", "rack-7", 1));
            assertThat(flows.next()).isNull();
        }
        assertThat(trace.totals().get("bytes")).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 20 1 22 1 7      | coflows.txt:3: column 'reducer': RACK:MB expected, got '7'",
                "2 20 1 22 2 7:1    | coflows.txt:3: 7 fields expected, got 6",
                "2 20 1 151 1 7:1   | coflows.txt:3: column 'mapper': there is no rack 151 of 150",
                "2 -1 1 22 1 7:1    | coflows.txt:3: column 'arrival': -1 is negative",
            })
    void a_faulty_coflow_is_named(String row, String message) {
        assertThatThrownBy(
                        () -> Written.open(Written.text(folder, "coflows.txt", "150 2\n1 0 1 22 1 7:1\n" + row + "\n")))
                .hasMessageContaining(message);
    }

    @Test
    void coflows_that_are_missing_are_noticed() {
        assertThatThrownBy(() -> Written.open(Written.text(folder, "coflows.txt", "150 2\n1 0 1 22 1 7:1\n")))
                .hasMessageContaining("coflows.txt: 2 coflows are stated, and there are 1");
    }

    @Test
    void a_job_without_shuffle_is_map_only() throws IOException {
        Trace trace = Written.open(
                Written.text(folder, "fb.tsv", "job0\t9\t9\t1762\t0\t14347\njob1\t18\t9\t970\t609\t697\n"));
        assertThat(trace.format().name()).isEqualTo("swim");
        assertThat(trace.totals().values()).containsEntry("jobs_map_only", 1L).containsEntry("map_input_bytes", 2732L);
    }
}
