package io.wavetank.report.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What differs in words: as little as says all. */
final class DifferencesTest {
    private static final Headline WAIT = Headline.time("mean wait", run -> 0);
    private static final Headline SHARE = Headline.share("mean cpu allocation", run -> 0);

    private static Differences of(Headline figure, String other, double mean, double halfWidth) {
        return new Differences(figure, "a", other, new Estimate(mean, halfWidth, 3), false);
    }

    @Test
    void each_difference_is_a_sentence() {
        assertThat(Differences.sentences(
                        List.of(of(WAIT, "b", 2, 1), of(WAIT, "c", -2, 3), of(SHARE, "b", -0.1, 0.02))))
                .containsExactly(
                        "mean wait: b is higher than a by 2.00 +-1.00 s",
                        "mean wait: c and a do not differ (2.00 +-3.00 s)",
                        "mean cpu allocation: b is lower than a by 10.0 +-2.0 points");
    }

    @Test
    void what_is_equal_under_all_is_named_once() {
        assertThat(Differences.sentences(
                        List.of(of(WAIT, "b", 0, 0), of(WAIT, "c", 0, 0), of(SHARE, "b", 0, 0), of(SHARE, "c", 0, 0))))
                .containsExactly("equal in every replication under all: mean wait, mean cpu allocation");
        assertThat(Differences.sentences(List.of(of(WAIT, "b", 0, 0), of(WAIT, "c", 2, 1))))
                .containsExactly(
                        "mean wait: b and a are equal in every replication",
                        "mean wait: c is higher than a by 2.00 +-1.00 s");
        assertThat(Differences.sentences(List.of(of(WAIT, "b", 0, 0))))
                .containsExactly("mean wait: b and a are equal in every replication");
    }

    @Test
    void a_difference_of_lower_bounds_is_said_to_be_one() {
        var higher = new Differences(WAIT, "a", "b", new Estimate(2, 1, 3), true);
        var alike = new Differences(WAIT, "a", "b", new Estimate(2, 3, 3), true);

        assertThat(higher.sentence()).isEqualTo("mean wait: b is higher than a by 2.00 +-1.00 s, of lower bounds");
        assertThat(alike.sentence()).isEqualTo("mean wait: b and a do not differ (2.00 +-3.00 s), of lower bounds");
    }
}
