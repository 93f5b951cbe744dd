package io.wavetank.policy.swarm.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.rollout.RolloutStage;
import io.wavetank.policy.swarm.rollout.UpdateConfig.FailureAction;
import io.wavetank.policy.swarm.rollout.UpdateConfig.Order;
import io.wavetank.policy.testkit.RolledPods;
import org.junit.jupiter.api.Test;

/** Services of Swarm whose number of tasks is changed, also while they are updated: worked out by hand. */
final class ScaledServiceTest {
    private static final long SECOND = 1_000_000_000L;

    private static UpdateConfig config(Order order) {
        return new UpdateConfig(1, 0, FailureAction.ROLLBACK, SECOND, 0, order);
    }

    private static SwarmRollout service(Order order, int tasks) {
        return new SwarmRollout(config(order), config(order), tasks, "a");
    }

    /** Its first tasks are made, and so many of them are up on one node after a second. */
    private static RolledPods running(SwarmRollout service, int up) {
        var tasks = new RolledPods(service);
        tasks.settle(0);
        tasks.ready("a", up, 0, SECOND);
        return tasks;
    }

    /** Its three tasks are up, and are updated from 2 s on. */
    private static RolledPods updating(SwarmRollout service) {
        RolledPods tasks = running(service, 3);
        service.update("b", 2 * SECOND);
        assertThat(tasks.settle(2 * SECOND)).as("slot 1 is first").isEqualTo("{a=3, b=1}");
        return tasks;
    }

    @Test
    void missing_slots_get_the_lowest_free_numbers() {
        SwarmRollout service = service(Order.STOP_FIRST, 3);
        RolledPods tasks = running(service, 3);
        service.scale(5, 2 * SECOND);

        assertThat(tasks.settle(2 * SECOND)).isEqualTo("{a=5}");
        assertThat(tasks.slots("a")).containsExactly(1, 2, 3, 4, 5);
    }

    /** Slots 1 to 4 are on one node and 5 on another: as the first there it stays, and 1 does; of 2 the second, third and fourth copies go the last ones. */
    @Test
    void of_too_many_those_stay_that_are_the_first_on_their_node() {
        SwarmRollout service = service(Order.STOP_FIRST, 5);
        RolledPods tasks = running(service, 4);
        tasks.ready("a", 1, 1, SECOND);
        service.scale(3, 2 * SECOND);

        assertThat(tasks.settle(2 * SECOND)).isEqualTo("{a=3}");
        assertThat(tasks.slots("a")).containsExactly(1, 2, 5);
        service.scale(4, 3 * SECOND);
        tasks.settle(3 * SECOND);
        assertThat(tasks.slots("a")).containsExactly(1, 2, 3, 5);
    }

    @Test
    void a_task_that_leaves_its_node_has_stopped_before_the_next_one_of_its_slot_starts() {
        SwarmRollout service = service(Order.STOP_FIRST, 2);
        RolledPods tasks = running(service, 2);
        tasks.settle(SECOND);
        tasks.drain("a");

        assertThat(tasks.settle(2 * SECOND)).isEqualTo("{a=1}");
        tasks.gone();
        assertThat(tasks.settle(4 * SECOND)).isEqualTo("{a=2}");
        assertThat(tasks.slots("a")).containsExactly(1, 2);
    }

    @Test
    void it_is_waited_for_no_longer_than_a_minute() {
        SwarmRollout service = service(Order.STOP_FIRST, 2);
        RolledPods tasks = running(service, 2);
        tasks.drain("a");

        assertThat(tasks.settle(2 * SECOND)).isEqualTo("{a=1}");
        assertThat(service.nextNanos()).isEqualTo(62 * SECOND);
        assertThat(tasks.settle(61 * SECOND)).isEqualTo("{a=1}");
        assertThat(tasks.settle(62 * SECOND)).isEqualTo("{a=2}");
        assertThat(service.nextNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void what_is_not_placed_goes_first() {
        SwarmRollout service = service(Order.STOP_FIRST, 3);
        RolledPods tasks = running(service, 1);
        service.scale(1, 2 * SECOND);
        tasks.settle(2 * SECOND);

        assertThat(tasks.slots("a")).containsExactly(1);
    }

    @Test
    void scaled_in_the_middle_of_an_update_it_makes_new_tasks_at_once_and_updates_the_rest() {
        SwarmRollout service = service(Order.START_FIRST, 3);
        RolledPods tasks = updating(service);
        tasks.ready("b", 1, 0, 3 * SECOND);
        assertThat(tasks.settle(3 * SECOND)).as("slot 2 is next").isEqualTo("{a=2, b=2}");

        service.scale(5, 4 * SECOND);
        assertThat(tasks.settle(4 * SECOND)).isEqualTo("{a=2, b=4}");
        assertThat(tasks.slots("b")).containsExactly(1, 2, 4, 5);
        tasks.ready("b", 3, 0, 5 * SECOND);
        assertThat(tasks.settle(5 * SECOND)).as("slot 3 is last").isEqualTo("{a=1, b=5}");
        tasks.ready("b", 1, 0, 6 * SECOND);
        assertThat(tasks.settle(6 * SECOND)).isEqualTo("{b=5}");
        tasks.gone();
        tasks.settle(7 * SECOND);
        tasks.settle(8 * SECOND);
        assertThat(service.stage()).isEqualTo(RolloutStage.COMPLETE);
    }

    @Test
    void scaled_down_in_the_middle_of_an_update_slots_with_two_tasks_go_first() {
        SwarmRollout service = service(Order.START_FIRST, 3);
        RolledPods tasks = updating(service);

        service.scale(2, 3 * SECOND);
        assertThat(tasks.settle(3 * SECOND))
                .as("slot 1 went, and slot 2 is next")
                .isEqualTo("{a=2, b=1}");
        assertThat(tasks.slots("a")).containsExactly(2, 3);
        assertThat(tasks.slots("b")).containsExactly(2);
    }
}
