package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A trace in the native form of Google's of 2011, in hundreds of shards and not in order of submission, is looked through in a bounded heap. */
final class GoogleScaleTest {
    @TempDir
    private Path folder;

    private void inspected(String tasks, String shards, String heap, String said)
            throws IOException, InterruptedException {
        Path trace = folder.resolve("google");
        Call.wavetank("bench", "trace", "--make-google", trace, "--tasks", tasks, "--shards", shards)
                .succeeded();

        Call call = Call.inJvm(List.of(heap, "-XX:+UseSerialGC"), "trace", "inspect", trace, "--memory", "64M");

        assertThat(call.succeeded().out())
                .contains("google-2011: ", "to replay   " + said + " tasks", "12,583 nodes", "not by submission");
    }

    @Test
    void a_hundred_thousand_tasks() throws IOException, InterruptedException {
        inspected("100000", "50", "-Xmx160m", "100,000");
    }

    @Test
    @EnabledIfSystemProperty(
            named = "wavetank.campaign",
            matches = "true",
            disabledReason = "long campaign: scripts/test --campaign")
    void twenty_five_million_tasks_under_a_gigabyte_and_a_half() throws IOException, InterruptedException {
        inspected("25000000", "500", "-Xmx1500m", "25,000,000");
    }
}
