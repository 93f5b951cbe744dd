package io.wavetank.policy.kubernetes.framework;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SearchSizeTest {
    @ParameterizedTest(name = "{0} nodes, {1} %")
    @CsvSource({
        "1, 0, 1", // below 100 nodes all of them
        "99, 0, 99",
        "99, 30, 99",
        "100, 0, 100", // 50 % would be 50, but never less than 100
        "200, 0, 100", // 50 - 200/125 = 49 %: 98
        "300, 0, 144", // 48 %
        "1000, 0, 420", // 42 %
        "5000, 0, 500", // 10 %
        "5499, 0, 384", // 50 - 43 = 7 %: 384.93
        "5625, 0, 281", // 5 %: 281.25
        "20000, 0, 1000", // 50 - 160 is below 5 %
        "1000, 30, 300",
        "1000, 5, 100",
        "1000, 100, 1000"
    })
    void a_search_looks_for_so_many_nodes(int nodes, int percentage, int expected) {
        assertThat(SearchSize.toFind(nodes, percentage)).isEqualTo(expected);
    }
}
