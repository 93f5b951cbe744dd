package io.wavetank.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestNamesTest {
    private static final List<String> KNOWN =
            List.of("first-fit", "next-fit", "best-fit", "worst-fit", "random", "fcfs");

    @ParameterizedTest
    @CsvSource({
        "best-fti, best-fit",
        "bestfit, best-fit",
        "BEST_FIT, best-fit",
        "first, first-fit",
        "randm, random",
        "fsfs, fcfs",
    })
    void finds_the_name_that_was_meant(String given, String meant) {
        assertThat(NearestNames.of(given, KNOWN)).first().isEqualTo(meant);
    }

    @Test
    void has_no_idea_where_nothing_is_near() {
        assertThat(NearestNames.of("kubernetes", KNOWN)).isEmpty();
        assertThat(NearestNames.of("", KNOWN)).isEmpty();
        assertThat(NearestNames.hint("kubernetes", List.of("a", "b"))).isEqualTo("; known: a, b");
    }

    @Test
    void counts_a_swap_of_neighbours_as_one() {
        assertThat(NearestNames.distance("abcd", "abdc")).isEqualTo(1);
        assertThat(NearestNames.distance("", "abc")).isEqualTo(3);
        assertThat(NearestNames.distance("kitten", "sitting")).isEqualTo(3);
    }
}
