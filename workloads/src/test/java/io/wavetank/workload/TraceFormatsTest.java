package io.wavetank.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.workload.input.TraceFiles;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.trace.TraceOptions;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TraceFormatsTest {
    @TempDir
    private Path folder;

    private String detected(String text) throws IOException {
        return TraceFormats.detect(TraceFiles.of(Written.text(folder, "some.file", text)))
                .name();
    }

    @Test
    void recognises_a_format_by_its_content() throws IOException {
        assertThat(detected(Written.PODS)).isEqualTo("alibaba-openb");
        assertThat(detected("\uFEFF" + Written.PODS.replace("\n", "\r\n"))).isEqualTo("alibaba-openb");
        assertThat(detected(Written.JOBS)).isEqualTo("swf");
        assertThat(detected("\n  1 0 0 5 1 0.5 -1 1 10 -1 1 1 1 1 1 1 -1 -1\n")).isEqualTo("swf");
        assertThat(detected(Written.STARTS)).isEqualTo("hpc-starts");
    }

    @Test
    void says_what_it_knows_when_it_recognises_nothing() {
        assertThatThrownBy(() -> detected("a,b,a\n1,2,3\n"))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageContaining("some.file:1: this is the beginning of no known trace format: 'a,b,a'")
                .hasMessageEndingWith("; name its format if it is one of those that 'wavetank traces' lists");
    }

    @Test
    void suggests_the_format_that_was_meant() {
        assertThatThrownBy(() -> TraceFormats.named("openb"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "No trace format is named 'openb'; did you mean alibaba-openb? 'wavetank traces' lists them");
    }

    @Test
    void reads_in_the_format_that_is_named() throws IOException {
        Path file = Written.text(folder, "jobs.txt", Written.JOBS);
        assertThat(TraceFormats.open(file, "swf", TraceOptions.DEFAULT).rows()).isEqualTo(4);
        assertThatThrownBy(() -> TraceFormats.open(file, "alibaba-openb", TraceOptions.DEFAULT))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageEndingWith("jobs.txt:1: the column 'name' is missing; check that it is the right file");
    }
}
