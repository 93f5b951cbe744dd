package io.wavetank.policy.swarm.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import io.wavetank.policy.swarm.rollout.ServiceUpdate.Stage;
import io.wavetank.policy.swarm.rollout.UpdateConfig.FailureAction;
import io.wavetank.policy.swarm.rollout.UpdateConfig.Order;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an update does, event for event, worked out by hand; and bounds that hold whatever tasks do. */
final class ServiceUpdateTest {
    private static final long SECOND = 1_000_000_000;

    static LongStream seeds() {
        Long only = Long.getLong("property.seed");
        return only == null ? LongStream.range(0, 200) : LongStream.of(only);
    }

    private static UpdateConfig config(
            int parallelism, int delaySeconds, FailureAction action, float ratio, Order order) {
        return new UpdateConfig(parallelism, delaySeconds * SECOND, action, 5 * SECOND, ratio, order);
    }

    private static ServiceUpdate update(UpdateConfig config, int slots) {
        return new ServiceUpdate(
                config,
                UpdateConfig.DEFAULT,
                1,
                2,
                IntStream.rangeClosed(1, slots).boxed().toList());
    }

    private static String text(List<UpdateAction> actions) {
        List<String> words = new ArrayList<>();
        for (UpdateAction action : actions) {
            if (action instanceof UpdateAction.Create create) {
                words.add("+" + create.slot() + "v" + create.version());
            } else if (action instanceof UpdateAction.Start start) {
                words.add("run" + start.slot());
            } else {
                words.add("-" + action.slot());
            }
        }
        return String.join(" ", words);
    }

    @Test
    void stopping_first_the_new_task_starts_when_the_old_one_has_ended() {
        var update = update(UpdateConfig.DEFAULT, 2);
        assertThat(text(update.advance(0))).isEqualTo("+1v2 -1");
        assertThat(text(update.advance(SECOND))).isEmpty();
        update.oldEnded(1);
        assertThat(text(update.advance(2 * SECOND))).isEqualTo("run1");
        assertThat(text(update.advance(500 * SECOND))).isEmpty();

        update.running(1, 500 * SECOND);

        assertThat(text(update.advance(500 * SECOND))).isEqualTo("+2v2 -2");
        assertThat(update.nextNanos()).isEqualTo(560 * SECOND);
        assertThat(text(update.advance(560 * SECOND))).isEqualTo("run2");
        update.running(2, 561 * SECOND);
        update.advance(561 * SECOND);
        assertThat(update.nextNanos()).isEqualTo(566 * SECOND);
        assertThat(update.stage()).isEqualTo(Stage.UPDATING);
        update.advance(566 * SECOND);
        assertThat(update.stage()).isEqualTo(Stage.COMPLETED);
    }

    @Test
    void starting_first_the_old_task_stops_when_the_new_one_runs() {
        var update = update(config(1, 10, FailureAction.PAUSE, 0, Order.START_FIRST), 2);
        assertThat(text(update.advance(0))).isEqualTo("+1v2 run1");
        update.running(1, 3 * SECOND);
        assertThat(text(update.advance(3 * SECOND))).isEqualTo("-1");
        assertThat(update.nextNanos()).isEqualTo(13 * SECOND);
        assertThat(text(update.advance(13 * SECOND))).isEqualTo("+2v2 run2");
    }

    /** Workers, not batches: the second does not wait for the first. */
    @Test
    void parallelism_is_a_number_of_workers() {
        var update = update(config(2, 0, FailureAction.PAUSE, 0, Order.START_FIRST), 4);
        assertThat(text(update.advance(0))).isEqualTo("+1v2 run1 +2v2 run2");
        update.running(2, SECOND);
        assertThat(text(update.advance(SECOND))).isEqualTo("-2 +3v2 run3");
        update.running(3, 2 * SECOND);
        assertThat(text(update.advance(2 * SECOND))).isEqualTo("-3 +4v2 run4");
    }

    @Test
    void no_parallelism_is_all_at_once() {
        assertThat(text(update(config(0, 0, FailureAction.PAUSE, 0, Order.START_FIRST), 3)
                        .advance(0)))
                .isEqualTo("+1v2 run1 +2v2 run2 +3v2 run3");
    }

    @Test
    void a_failure_within_the_monitored_time_pauses_and_one_after_it_does_not() {
        var update = update(config(1, 0, FailureAction.PAUSE, 0, Order.START_FIRST), 3);
        update.advance(0);
        update.running(1, SECOND);
        update.advance(SECOND);
        update.ended(1, 2, 6 * SECOND + 1);
        update.advance(6 * SECOND + 1);
        assertThat(update.stage()).isEqualTo(Stage.UPDATING);
        update.running(2, 7 * SECOND);
        update.advance(7 * SECOND);
        update.ended(2, 2, 12 * SECOND);

        assertThat(update.advance(12 * SECOND)).isEmpty();
        assertThat(update.stage()).isEqualTo(Stage.PAUSED);
        assertThat(update.nextNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void as_many_may_fail_as_the_ratio_says_and_old_tasks_do_not_count() {
        var update = update(config(4, 0, FailureAction.PAUSE, 0.5f, Order.START_FIRST), 4);
        update.advance(0);
        update.ended(3, 1, SECOND);
        update.ended(1, 2, SECOND);
        update.ended(1, 2, 2 * SECOND);
        update.ended(2, 2, 2 * SECOND);
        update.advance(2 * SECOND);
        assertThat(update.stage()).isEqualTo(Stage.UPDATING);

        update.ended(4, 2, 3 * SECOND);
        update.advance(3 * SECOND);

        assertThat(update.stage()).isEqualTo(Stage.PAUSED);
    }

    @Test
    void going_on_nothing_is_watched_not_even_at_the_end() {
        var update = update(config(1, 0, FailureAction.CONTINUE, 0, Order.START_FIRST), 1);
        update.advance(0);
        update.ended(1, 2, SECOND);
        update.running(1, 2 * SECOND);
        update.advance(2 * SECOND);

        assertThat(update.stage()).isEqualTo(Stage.COMPLETED);
    }

    @Test
    void a_rollback_restores_what_was_touched_and_does_not_roll_back_again() {
        var update = new ServiceUpdate(
                config(1, 0, FailureAction.ROLLBACK, 0, Order.START_FIRST),
                config(0, 0, FailureAction.ROLLBACK, 0, Order.STOP_FIRST),
                1,
                2,
                List.of(1, 2, 3, 4));
        update.advance(0);
        update.running(1, SECOND);
        update.advance(SECOND);
        update.ended(2, 2, 2 * SECOND);

        assertThat(text(update.advance(2 * SECOND))).isEqualTo("+1v1 -1 +2v1 -2");
        assertThat(update.stage()).isEqualTo(Stage.ROLLBACK_STARTED);
        update.ended(1, 2, 3 * SECOND);
        update.oldEnded(1);
        update.oldEnded(2);
        assertThat(text(update.advance(3 * SECOND))).isEqualTo("run1 run2");
        update.running(1, 4 * SECOND);
        update.ended(2, 1, 4 * SECOND);
        update.advance(4 * SECOND);
        assertThat(update.stage()).isEqualTo(Stage.ROLLBACK_PAUSED);
    }

    @Test
    void a_rollback_that_goes_well_is_complete_after_the_monitored_time() {
        var update = update(config(1, 0, FailureAction.ROLLBACK, 0, Order.START_FIRST), 2);
        update.advance(0);
        update.ended(1, 2, SECOND);
        update.advance(SECOND);
        update.oldEnded(1);
        update.advance(2 * SECOND);
        update.running(1, 3 * SECOND);
        update.advance(3 * SECOND);
        assertThat(update.nextNanos()).isEqualTo(8 * SECOND);
        update.advance(8 * SECOND);

        assertThat(update.stage()).isEqualTo(Stage.ROLLBACK_COMPLETED);
        assertThat(update.version()).isEqualTo(1);
    }

    @Test
    void a_delay_as_long_as_the_monitored_time_makes_that_a_second_longer() {
        var update = update(config(1, 5, FailureAction.PAUSE, 0, Order.START_FIRST), 1);
        update.advance(0);
        update.running(1, 0);
        update.advance(0);
        update.ended(1, 2, 6 * SECOND);
        update.advance(6 * SECOND);

        assertThat(update.stage()).isEqualTo(Stage.PAUSED);
    }

    /** Starting first no slot is ever without a running task; stopping first no more slots than there are workers are. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void no_more_slots_are_worked_on_than_there_are_workers(long seed) {
        var draws = new Draws(seed, 0);
        int slots = 1 + draws.below(12, 0, 0);
        int parallelism = 1 + draws.below(4, 0, 1);
        Order order = draws.below(2, 0, 2) == 0 ? Order.STOP_FIRST : Order.START_FIRST;
        var update = update(config(parallelism, draws.below(3, 0, 3), FailureAction.PAUSE, 0, order), slots);
        boolean[] old = new boolean[slots + 1];
        boolean[] fresh = new boolean[slots + 1];
        boolean[] stopping = new boolean[slots + 1];
        boolean[] started = new boolean[slots + 1];
        Arrays.fill(old, true);
        for (int t = 0; update.stage() == Stage.UPDATING; t++) {
            assertThat(t).isLessThan(2_000);
            for (UpdateAction action : update.advance(t * SECOND)) {
                if (action instanceof UpdateAction.StopOld) {
                    stopping[action.slot()] = true;
                } else if (action instanceof UpdateAction.Start) {
                    started[action.slot()] = true;
                }
            }
            int without = 0;
            for (int slot = 1; slot <= slots; slot++) {
                if (stopping[slot] && old[slot] && draws.below(3, t, slot) == 0) {
                    old[slot] = false;
                    update.oldEnded(slot);
                }
                if (started[slot] && !fresh[slot] && draws.below(3, t, 100L + slot) == 0) {
                    fresh[slot] = true;
                    update.running(slot, t * SECOND);
                }
                without += old[slot] || fresh[slot] ? 0 : 1;
            }
            assertThat(without).isLessThanOrEqualTo(order == Order.START_FIRST ? 0 : parallelism);
        }
        assertThat(update.stage()).isEqualTo(Stage.COMPLETED);
        assertThat(IntStream.rangeClosed(1, slots)).allMatch(slot -> fresh[slot]);
    }
}
