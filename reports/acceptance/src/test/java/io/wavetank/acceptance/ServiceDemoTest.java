package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wavetank demo NAME} of services under load leaves tables, event logs, metrics, charts and a page, the same for the same seed. */
final class ServiceDemoTest {
    @TempDir
    private static Path folder;

    @Test
    void equal_seeds_give_equal_files_and_another_seed_others() throws IOException {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        Path other = folder.resolve("other");
        Call call = Call.wavetank("demo", "retry-storm", "--seed", "3", "--no-charts", "-o", one)
                .succeeded();
        Call.wavetank("demo", "retry-storm", "--seed", "3", "--no-charts", "-o", two)
                .succeeded();
        Call.wavetank("demo", "retry-storm", "--seed", "4", "--no-charts", "-o", other)
                .succeeded();

        assertThat(call.out()).contains("3 retries, budget and breaker").contains("Results: " + one);
        assertThat(Folder.files(one))
                .contains("run.json", "summary.csv", "alerts.csv", "metrics-3-retries-359s.txt")
                .doesNotContain("report.html");
        for (String file : Folder.files(one)) {
            assertThat(two.resolve(file)).hasSameBinaryContentAs(one.resolve(file));
        }
        assertThat(other.resolve("metrics-3-retries-359s.txt"))
                .content()
                .isNotEqualTo(Files.readString(one.resolve("metrics-3-retries-359s.txt")));
    }

    @Test
    void charts_and_a_page_are_drawn() throws IOException {
        Path place = folder.resolve("drawn");
        Call.wavetank("demo", "retry-storm", "-o", place).succeeded();

        assertThat(Folder.files(place))
                .contains("report.html", "charts/goodput.svg", "charts/goodput.png", "charts/tries.csv")
                .anyMatch(file -> file.matches("metrics-no-retries-\\d+s\\.txt"));
        assertThat(place.resolve("report.html"))
                .content()
                .contains("A retry storm")
                .contains("<svg");
        assertThat(place.resolve("metrics-no-retries-359s.txt")).content().endsWith("# EOF\n");
    }

    @Test
    void what_means_nothing_to_such_a_demonstration_is_refused() {
        Call call = Call.wavetank("demo", "retry-storm", "--replications", "3", "-o", folder.resolve("none"));

        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.err())
                .contains("demo retry-storm is one run of its own")
                .contains("--replications");
    }
}
