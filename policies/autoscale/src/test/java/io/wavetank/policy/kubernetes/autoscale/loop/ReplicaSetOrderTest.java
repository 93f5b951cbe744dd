package io.wavetank.policy.kubernetes.autoscale.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import io.wavetank.policy.scaling.ReplicaView;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReplicaSetOrderTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long NOW = 4096 * SECOND;

    private final FakeService service = new FakeService(500, 0);

    private List<Long> order() {
        return new ReplicaSetOrder()
                .order(service, service.replicas(), NOW, new Draws(1, 0)).stream()
                        .map(ReplicaView::number)
                        .toList();
    }

    @Test
    void what_has_no_node_goes_before_what_does_not_run_and_that_before_what_is_not_ready() {
        service.add(1, true, true, 0, 0, null)
                .add(2, true, false, 0, 0, null)
                .add(3, false, false, 0, 0, null)
                .add(-1, false, false, 0, 0, null);

        assertThat(order()).containsExactly(3L, 2L, 1L, 0L);
    }

    @Test
    void of_those_that_are_ready_the_ones_that_share_a_node_go_first() {
        service.add(1, true, true, 0, 4000 * SECOND, null)
                .add(2, true, true, 0, 10 * SECOND, null)
                .add(2, true, true, 0, 20 * SECOND, null);

        assertThat(order()).last().isEqualTo(0L);
    }

    @Test
    void the_one_that_became_ready_later_by_orders_of_magnitude_goes_first() {
        service.add(1, true, true, 0, 0, null)
                .add(2, true, true, 0, NOW - 3 * SECOND, null)
                .add(3, true, true, 0, NOW - 100 * SECOND, null);

        assertThat(order()).containsExactly(1L, 2L, 0L);
    }

    @Test
    void ages_of_the_same_power_of_two_are_told_apart_by_chance_alone() {
        for (int i = 0; i < 40; i++) {
            service.add(i, true, true, 0, NOW - (2200 + i) * SECOND, null); // all between 2^41 and 2^42 ns
        }

        assertThat(order())
                .isNotEqualTo(List.copyOf(service.replicas().stream()
                        .map(ReplicaView::number)
                        .sorted()
                        .toList()));
        assertThat(order()).isEqualTo(order());
    }
}
