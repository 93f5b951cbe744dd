package io.wavetank.workload.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.workload.Written;
import io.wavetank.workload.record.RateSample;
import io.wavetank.workload.record.RecordType;
import io.wavetank.workload.record.UsageSample;
import io.wavetank.workload.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SeriesTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path folder;

    @Test
    void intervals_are_as_long_as_the_first_and_missing_ones_are_counted() throws IOException {
        Trace trace = Written.open(Written.text(folder, "rates.csv", "time,requests\n0,5\n60,7\n240,1\n"));
        assertThat(trace.totals().values())
                .containsEntry("requests", 13L)
                .containsEntry("interval_s", 60L)
                .containsEntry("intervals_missing", 2L);
        try (var rates = trace.records(RecordType.RATES)) {
            assertThat(rates.next()).isEqualTo(new RateSample("", 0, 60 * SECOND, 5));
            assertThat(rates.next()).isEqualTo(new RateSample("", 60 * SECOND, 60 * SECOND, 7));
            assertThat(rates.next()).isEqualTo(new RateSample("", 240 * SECOND, 60 * SECOND, 1));
            assertThat(rates.next()).isNull();
        }
        assertThatThrownBy(() -> Written.open(Written.text(folder, "rates.csv", "time,requests\n60,5\n0,7\n")))
                .hasMessageContaining("rates.csv:3: column 'time': a time that is not after the one before");
    }

    @Test
    void a_line_of_any_length_holds_a_count_a_second() throws IOException {
        Trace trace = Written.open(Written.text(folder, "workload.txt", "1 0 2 ".repeat(400_000) + "\n"));
        assertThat(trace.totals().values())
                .containsEntry("intervals", 1_200_000L)
                .containsEntry("requests", 1_200_000L)
                .containsEntry("peak", 2L);
        assertThatThrownBy(() -> Written.open(Written.text(folder, "workload.txt", "1 0 2 ".repeat(100) + "\nx\n")))
                .hasMessageContaining("workload.txt:2: whole numbers of ordinary size");
        assertThatThrownBy(
                        () -> Written.open(Written.text(folder, "workload.txt", "1 0 2 ".repeat(100) + "\u00e4 1\n")))
                .hasMessageContaining("workload.txt:1: whole numbers of ordinary size");
    }

    @Test
    void bitbrains_times_are_seconds_whatever_the_header_says() throws IOException {
        Trace trace = Written.open(Written.text(folder, "1.csv", """
                Timestamp [ms];\tCPU cores;\tCPU capacity provisioned [MHZ];\tCPU usage [MHZ];\tMemory usage [KB]
                1376314846;\t1;\t2599.9;\t19.5;\t110448.5
                """));
        try (var usage = trace.records(RecordType.USAGE)) {
            assertThat(usage.next())
                    .isEqualTo(new UsageSample("1.csv", 1_376_314_846 * SECOND, 300 * SECOND, 19.5, 110_448.5));
        }
    }
}
