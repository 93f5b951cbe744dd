package io.wavetank.workload.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.workload.Written;
import io.wavetank.workload.record.RecordType;
import io.wavetank.workload.record.Request;
import io.wavetank.workload.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LlmRequestsTest {
    private static final String BURST =
            "Timestamp,Session ID,Elapsed time,Model,Request tokens,Response tokens,Total tokens,Log Type\n";

    @TempDir
    private Path folder;

    @Test
    void times_of_2024_have_an_offset() throws IOException {
        Trace trace = Written.open(Written.text(
                folder,
                "llm.csv",
                "TIMESTAMP,ContextTokens,GeneratedTokens\n2024-05-10 00:00:00.009930+00:00,2162,5\n"));
        try (var requests = trace.records(RecordType.REQUESTS)) {
            long at = Instant.parse("2024-05-10T00:00:00.009930Z").getEpochSecond() * 1_000_000_000L + 9_930_000;
            assertThat(requests.next()).isEqualTo(new Request("", at, -1, 2162, 5));
        }
    }

    @Test
    void an_answer_of_no_tokens_failed() throws IOException {
        Trace trace = Written.open(Written.text(folder, "BurstGPT_1.csv", BURST + """
                5,,,ChatGPT,472,18,490,Conversation log
                45.5,7,3,GPT-4,1087,0,1087,API log
                """));
        assertThat(trace.format().name()).isEqualTo("burstgpt");
        assertThat(trace.totals().values())
                .containsEntry("requests", 2L)
                .containsEntry("requests_failed", 1L)
                .containsEntry("tokens_in", 1559L);
        assertThatThrownBy(() ->
                        Written.open(Written.text(folder, "BurstGPT_1.csv", BURST + "5,,,ChatGPT,-1,18,490,API log\n")))
                .hasMessageContaining("BurstGPT_1.csv:2: column 'Request tokens'");
    }
}
