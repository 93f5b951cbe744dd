package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.experiment.architecture.Sweep;
import io.wavetank.experiment.architecture.SweepText;
import io.wavetank.experiment.architecture.ThinkTimeStudy;
import io.wavetank.report.chart.Quantity;
import io.wavetank.report.chart.XyChart;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The directions that were published for Omega, as differences within a replication whose 95 % interval lies above 0. */
final class ThinkTimeTest {
    private static Sweep sweep;

    @BeforeAll
    static void run() throws IOException {
        sweep = Sweep.of(new ThinkTimeStudy(0.1, 10, 100), 1, 5, 2);
    }

    @Test
    void every_direction_that_was_published_is_shown() {
        assertThat(sweep.study().directions())
                .hasSizeGreaterThan(6)
                .allSatisfy(
                        each -> assertThat(sweep.shows(each)).as(each.claim()).isTrue());
    }

    @Test
    void without_blocking_at_the_head_of_the_line_batch_does_not_notice_service_jobs() {
        var same = new Sweep.Direction("", "wait_batch", new Sweep.Point("omega", 0.1), new Sweep.Point("omega", 100));

        assertThat(sweep.difference(same).mean()).isBetween(-0.05, 0.05);
    }

    @Test
    void tables_and_charts_say_their_units_and_fit_a_terminal() {
        var text = new SweepText(sweep);
        var busy = (XyChart) Objects.requireNonNull(text.charts().get("busy-service"));

        assertThat(busy.y()).isEqualTo(new XyChart.Axis("Busy", Quantity.SHARE));
        assertThat(text.tables())
                .allMatch(line -> line.length() < 80)
                .anyMatch(line -> line.matches("100 ms +\\S+ \\+-\\S+ ms .*"))
                .anyMatch(line -> line.matches("10 s +\\S+ \\+-\\S+% .*"));
    }

    /** What {@code Double.toString} says has 17 digits at times, and not the same on every JDK. */
    @Test
    void numbers_in_files_have_as_many_digits_on_every_jdk() {
        var text = new SweepText(sweep);

        assertThat(text.csv().lines().skip(1))
                .allSatisfy(line -> assertThat(line.substring(line.lastIndexOf(',') + 1))
                        .matches("(-?[0-9]+(\\.[0-9]+)?)?")
                        .satisfies(value ->
                                assertThat(value.replaceAll("^[-0.]+|\\.", "")).hasSizeLessThanOrEqualTo(12)));
        assertThat(text.charts().values())
                .allSatisfy(chart -> assertThat(chart.data()).startsWith("series,x,y,lower,upper\n"));
    }
}
