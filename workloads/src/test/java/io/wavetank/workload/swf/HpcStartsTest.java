package io.wavetank.workload.swf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.workload.TraceFormats;
import io.wavetank.workload.Written;
import io.wavetank.workload.trace.TraceOptions;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HpcStartsTest {
    @TempDir
    private Path folder;

    @Test
    void hands_out_the_input_and_the_recorded_starts() throws IOException {
        Path file = Written.text(folder, "log.starts.csv", Written.STARTS);
        HpcStarts starts = HpcStarts.read(file);
        assertThat(starts.jobs()).isEqualTo(2);
        assertThat(starts.jobIds()).containsExactly(1, 2);
        assertThat(starts.processors()).containsExactly(56, 80);
        assertThat(starts.startSeconds().keySet()).containsExactly("fcfs_none", "fcfs_easy");
        assertThat(starts.startSeconds().get("fcfs_easy")).containsExactly(0, 327_953);

        var trace = TraceFormats.open(file, null, TraceOptions.DEFAULT.withProcessors(100));
        var second = Written.submissions(trace).get(1);
        assertThat(second.estimateNanos()).isEqualTo(14_400_000_000_000L);
        assertThat(second.taskClass().members()).isEqualTo(80);
    }

    @Test
    void asks_for_the_processors_that_it_does_not_know() throws IOException {
        Path file = Written.text(folder, "log.starts.csv", Written.STARTS);
        assertThatThrownBy(() -> Written.open(file)).hasMessageEndingWith("; give their number with --processors");
    }

    @Test
    void a_faulty_row_is_reported_with_its_line() throws IOException {
        Path file = Written.text(folder, "log.starts.csv", Written.STARTS + "2,3,400000,5,1,5,-1,7\n");
        assertThatThrownBy(() -> HpcStarts.read(file))
                .hasMessageContaining("log.starts.csv:4: column 'fcfs_none': -1 is negative");
    }
}
