package io.wavetank.policy.mesos.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResourceBagTest {
    private static final Resource VOLUME =
            new Resource("disk", Scalar.of(50), List.of("r"), true, false, "id1", true, 1, "");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            [1-10]        | [11-20]     | [1-20]            | [1-10]
            [1-10]        | [3-4]       | [1-10]            | [1-2, 5-10]
            [1-10, 20-30] | [8-22]      | [1-30]            | [1-7, 23-30]
            [5-6]         | [1-10]      | [1-10]            | []
            {a, b}        | {b, c}      | {a, b, c}         | {a}
            1.5           | 0.25        | 1.75              | 1.25
            1             | 2           | 3                 | 0
            """)
    void amounts_add_up_and_are_taken_away(String one, String other, String sum, String rest) {
        Amount amount = Amount.parse(one);

        assertThat(amount.plus(Amount.parse(other))).isEqualTo(Amount.parse(sum));
        assertThat(amount.minus(Amount.parse(other))).isEqualTo(Amount.parse(rest));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            [1-10, 12-20] | [2-3, 13-13] | true
            [1-10, 12-20] | [10-12]      | false
            [1-5, 6-9]    | [3-8]        | true
            {a, b}        | {a}          | true
            {a, b}        | {c}          | false
            2             | 2            | true
            2             | 2.001        | false
            """)
    void an_amount_contains_its_parts(String one, String other, boolean contains) {
        assertThat(Amount.parse(one).contains(Amount.parse(other))).isEqualTo(contains);
    }

    @Test
    void thousandths_are_exact_where_binary_fractions_are_not() {
        ResourceBag bag = ResourceBag.of(Resource.scalar("cpus", 0.1), Resource.scalar("cpus", 0.2));

        assertThat(bag.same(ResourceBag.of(Resource.scalar("cpus", 0.3)))).isTrue();
    }

    @Test
    void reserved_and_unreserved_are_kinds_of_their_own() {
        ResourceBag bag = ResourceBag.of(
                Resource.scalar("cpus", 2), Resource.scalar("cpus", 3).reservedFor("r"));

        assertThat(bag.contains(ResourceBag.of(Resource.scalar("cpus", 3)))).isFalse();
        assertThat(bag.minus(ResourceBag.of(Resource.scalar("cpus", 5)))).hasToString("cpus(r):3");
        assertThat(bag.contains(Quantities.of(Map.of("cpus", 5_000L)))).isTrue();
    }

    @Test
    void a_reservation_serves_the_role_and_those_below_it() {
        Resource reserved = Resource.scalar("cpus", 1).reservedFor("a", "a/b");

        assertThat(List.of("a", "a/b", "a/b/c", "a/bc"))
                .map(reserved::allocatableTo)
                .containsExactly(false, true, true, false);
    }

    @Test
    void a_shared_volume_is_counted_in_copies_and_weighed_once() {
        ResourceBag three = ResourceBag.of(VOLUME, VOLUME, VOLUME);

        assertThat(Quantities.of(three).thousandths("disk")).isEqualTo(50_000);
        assertThat(three.minus(ResourceBag.of(VOLUME)).contains(ResourceBag.of(VOLUME, VOLUME)))
                .isTrue();
        assertThat(three.contains(ResourceBag.of(VOLUME.withCopies(4)))).isFalse();
    }

    @Test
    void shrinking_divides_numbers_and_leaves_out_volumes_that_are_too_large() {
        Resource alone = new Resource("disk", Scalar.of(50), List.of("r"), true, false, "id2", false, 1, "");
        ResourceBag bag = ResourceBag.of(Resource.scalar("cpus", 4), Resource.scalar("mem", 10), alone);

        assertThat(Shrink.to(bag, Quantities.of(Map.of("cpus", 1_500L, "disk", 40_000L))))
                .hasToString("cpus:1.5");
        assertThat(Shrink.to(bag, Limits.of(Map.of("cpus", 0L)))).hasToString("mem:10; disk(r)[id2]:50");
    }

    @Test
    void an_amount_that_is_none_is_refused() {
        assertThatThrownBy(() -> Amount.parse("[1-x]")).hasMessageContaining("no range");
        assertThatThrownBy(() -> Amount.parse("many")).hasMessageContaining("expected a number");
    }
}
