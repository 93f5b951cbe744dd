package io.wavetank.policy.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.TaskClass;
import io.wavetank.policy.constraint.Requirement.Operator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SelectorsTest {
    private static final Map<String, String> LABELS = Map.of("app", "web", "size", "12", "empty", "");

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "app, IN, web, true",
        "app, IN, db, false",
        "none, IN, web, false",
        "app, NOT_IN, web, false",
        "app, NOT_IN, db, true",
        "none, NOT_IN, web, true",
        "size, GREATER, 11, true",
        "size, GREATER, 12, false",
        "size, LESS, 13, true",
        "size, LESS, 12, false",
        "size, LESS, x, false",
        "app, GREATER, 1, false",
        "empty, LESS, 1, false",
        "none, LESS, 1, false"
    })
    void a_requirement(String key, Operator operator, String value, boolean expected) {
        assertThat(new Requirement(key, operator, List.of(value)).matches(LABELS))
                .isEqualTo(expected);
    }

    @Test
    void existence_is_of_the_key_alone() {
        assertThat(new Requirement("empty", Operator.EXISTS, List.of()).matches(LABELS))
                .isTrue();
        assertThat(new Requirement("empty", Operator.DOES_NOT_EXIST, List.of()).matches(LABELS))
                .isFalse();
        assertThat(new Requirement("none", Operator.DOES_NOT_EXIST, List.of()).matches(LABELS))
                .isTrue();
    }

    @Test
    void what_holds_a_malformed_requirement_matches_nothing() {
        var malformed = new Requirement("none", Operator.NOT_IN, List.of());

        assertThat(new LabelSelector(new TreeMap<>(), List.of(malformed)).matches(LABELS))
                .isFalse();
        assertThat(new NodeSelectorTerm(List.of(malformed), List.of()).matches("n", LABELS))
                .isFalse();
    }

    @Test
    void an_empty_selector_matches_everything_and_an_empty_term_nothing() {
        assertThat(LabelSelector.EVERYTHING.matches(Map.of())).isTrue();
        assertThat(new NodeSelectorTerm(List.of(), List.of()).matches("n", LABELS))
                .isFalse();
        assertThat(NodeAffinity.NONE.allows("n", LABELS)).isTrue();
        assertThat(new NodeAffinity(List.of(), List.of()).allows("n", LABELS)).isFalse();
    }

    @Test
    void selectors_are_joined_even_if_they_contradict() {
        LabelSelector web = LabelSelector.of(Map.of("app", "web"));

        assertThat(web.and(LabelSelector.of(Map.of("size", "12"))).matches(LABELS))
                .isTrue();
        assertThat(web.and(LabelSelector.of(Map.of("app", "db"))).matches(Map.of("app", "db")))
                .isFalse();
        assertThat(web.and(LabelSelector.of(Map.of("app", "db"))).matches(Map.of("app", "web")))
                .isFalse();
    }

    @Test
    void a_field_is_compared_with_one_value() {
        assertThat(field(Operator.IN, "n").matches("n", Map.of())).isTrue();
        assertThat(field(Operator.NOT_IN, "n").matches("n", Map.of())).isFalse();
        assertThat(field(Operator.NOT_IN, "m").matches("n", Map.of())).isTrue();
        assertThat(field(Operator.IN, "n", "m").matches("n", Map.of())).isFalse();
    }

    private static NodeSelectorTerm field(Operator operator, String... values) {
        return new NodeSelectorTerm(List.of(), List.of(new Requirement("metadata.name", operator, List.of(values))));
    }

    @Test
    void ports_clash_on_one_address_or_any() {
        assertThat(new HostPort("", "", 80).clashesWith(new HostPort("TCP", "10.0.0.1", 80)))
                .isTrue();
        assertThat(new HostPort("TCP", "10.0.0.2", 80).clashesWith(new HostPort("TCP", "10.0.0.1", 80)))
                .isFalse();
        assertThat(new HostPort("UDP", "", 80).clashesWith(new HostPort("TCP", "", 80)))
                .isFalse();
    }

    @Test
    void what_a_pod_says_tells_classes_apart() {
        TaskClass plain = TaskClass.builder().cpuMillis(5).build();
        TaskClass same = TaskClass.builder().cpuMillis(5).pod(PodSpec.NONE).build();
        TaskClass other = TaskClass.builder()
                .cpuMillis(5)
                .pod(PodSpec.builder().namespace("other").build())
                .build();

        assertThat(same).isEqualTo(plain).hasSameHashCodeAs(plain);
        assertThat(other).isNotEqualTo(plain);
        assertThat(other.pod().namespace()).isEqualTo("other");
    }
}
