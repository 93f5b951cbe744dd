package io.wavetank.policy.mesos.sorter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Draws;
import io.wavetank.policy.mesos.resource.Resource;
import io.wavetank.policy.mesos.resource.ResourceBag;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SortersTest {
    private static ResourceBag bag(double cpus, double mem) {
        return ResourceBag.of(Resource.scalar("cpus", cpus), Resource.scalar("mem", mem));
    }

    private static Sorter with(Sorter sorter, String... clients) {
        sorter.addAgent("agent", bag(100, 1000));
        for (String each : clients) {
            sorter.add(each);
            sorter.activate(each);
        }
        return sorter;
    }

    @Test
    void the_largest_part_of_anything_decides() {
        Sorter sorter = with(DominantShareOrder.sorter(Set.of()), "a", "b");
        sorter.allocated("a", "agent", bag(10, 0));
        sorter.allocated("b", "agent", bag(1, 90));

        assertThat(sorter.sort()).containsExactly("b", "a");
        assertThat(sorter.dominantShare("a")).isEqualTo(0.1);
    }

    @Test
    void what_is_left_out_of_fairness_does_not_count() {
        Sorter sorter = with(DominantShareOrder.sorter(Set.of("cpus")), "a", "b");
        sorter.allocated("a", "agent", bag(10, 0));
        sorter.allocated("b", "agent", bag(1, 90));

        assertThat(sorter.sort()).containsExactly("a", "b");
    }

    @Test
    void equal_shares_are_ordered_by_how_often_something_was_given() {
        Sorter sorter = with(DominantShareOrder.sorter(Set.of()), "a", "b");
        sorter.allocated("a", "agent", bag(1, 0));
        sorter.unallocated("a", "agent", bag(1, 0));

        assertThat(sorter.sort()).containsExactly("b", "a");
    }

    @Test
    void a_role_and_its_children_share_a_level_below_the_role() {
        Sorter sorter = with(DominantShareOrder.sorter(Set.of()), "a", "b", "a/c");
        sorter.allocated("a", "agent", bag(5, 0));
        sorter.allocated("b", "agent", bag(6, 0));
        sorter.allocated("a/c", "agent", bag(3, 0));

        assertThat(sorter.sort()).containsExactly("b", "a/c", "a");

        sorter.remove("a/c");
        assertThat(sorter.sort()).containsExactly("a", "b");
        assertThat(sorter.allocatedScalars().thousandths("cpus")).isEqualTo(11_000);
    }

    @Test
    void chance_follows_the_weights_down_the_tree() {
        Sorter sorter = with(RandomOrder.sorter(new Draws(1, 0)), "a/x", "a/y", "b");
        sorter.updateWeight("a", 3);
        sorter.updateWeight("a/x", 2);
        int first = 0;
        int rounds = 20_000;
        for (int i = 0; i < rounds; i++) {
            first += sorter.sort().get(0).equals("a/x") ? 1 : 0;
        }

        assertThat(first / (double) rounds).isCloseTo(3 / 4.0 * 2 / 3.0, within(0.02));
    }
}
