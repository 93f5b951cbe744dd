package io.wavetank.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NameNumbersTest {
    @Test
    void names_have_the_numbers_in_which_they_came_and_keep_them() {
        var names = new NameNumbers();
        Map<String, Integer> oracle = new HashMap<>();
        for (int i = 0; i < 30_000; i++) {
            String name = i % 7 == 0
                    ? "j_" + i / 14 + "/M" + i % 5
                    : i % 3 == 0 ? "\u00e4\ud83d\ude00" + i : "" + i * 31L % 9000;
            int expected = oracle.containsKey(name) ? oracle.get(name) : oracle.size();
            oracle.put(name, expected);
            assertThat(names.number(name)).isEqualTo(expected);
        }

        assertThat(names.size()).isEqualTo(oracle.size());
        oracle.forEach((name, number) -> {
            assertThat(names.find(name)).isEqualTo(number);
            assertThat(names.name(number)).isEqualTo(name);
        });
        assertThat(names.find("nobody")).isEqualTo(-1);
        assertThat(names.find("")).isEqualTo(-1);
        assertThat(names.number("")).isEqualTo(oracle.size());
        assertThat(names.find("")).isEqualTo(oracle.size());
    }
}
