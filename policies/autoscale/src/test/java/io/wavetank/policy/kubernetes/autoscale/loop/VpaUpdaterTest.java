package io.wavetank.policy.kubernetes.autoscale.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.scaling.ReplicaView;
import io.wavetank.policy.scaling.Resize;
import io.wavetank.policy.scaling.UpdateMode;
import io.wavetank.policy.scaling.Updates;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each replica asks for 1000 millicores and 1000 bytes. */
final class VpaUpdaterTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final long HOUR = 60 * MINUTE;
    private static final Resize INSIDE = new Resize(1500, 1000, 900, 900, 2000, 2000);
    private static final Resize OUTSIDE = new Resize(1500, 1000, 1200, 900, 2000, 2000);
    private static final VpaUpdater.Settings STANDARD = settings(2, 0.5, 0);

    private final List<Long> evicted = new ArrayList<>();
    private final List<Long> changed = new ArrayList<>();
    private Updates.Outcome outcome = Updates.Outcome.DONE;
    private boolean budgetAllows = true;

    private final Updates updates = new Updates() {
        @Override
        public boolean evict(ReplicaView replica) {
            if (budgetAllows) {
                evicted.add(replica.number());
            }
            return budgetAllows;
        }

        @Override
        public Outcome resize(ReplicaView replica) {
            changed.add(replica.number());
            return outcome;
        }
    };

    private static VpaUpdater.Settings settings(int least, double tolerance, double rate) {
        return new VpaUpdater.Settings(least, tolerance, rate, 1, 12 * HOUR, 0.1, 10 * MINUTE);
    }

    private static FakeService serving(int replicas) {
        return new FakeService(1000, 1000).serving(replicas, 500, 0);
    }

    private void run(VpaUpdater updater, FakeService service, Resize resize, UpdateMode mode, long now) {
        updater.run(service, resize, mode, now, updates);
    }

    @Test
    void half_of_the_replicas_are_evicted_in_a_loop_if_they_are_out_of_bounds() {
        run(new VpaUpdater(STANDARD), serving(5), OUTSIDE, UpdateMode.RECREATE, MINUTE);

        assertThat(evicted).containsExactly(0L, 1L); // 5 - trunc(2.5) must stay
    }

    @Test
    void within_bounds_only_those_that_have_run_for_twelve_hours_are_evicted() {
        var updater = new VpaUpdater(STANDARD);
        run(updater, serving(4), INSIDE, UpdateMode.RECREATE, 12 * HOUR - 1);
        assertThat(evicted).isEmpty();

        run(updater, serving(4), INSIDE, UpdateMode.RECREATE, 12 * HOUR);
        assertThat(evicted).containsExactly(0L, 1L);
    }

    @Test
    void a_small_difference_is_left_alone_however_old_the_replica() {
        run(
                new VpaUpdater(STANDARD),
                serving(4),
                new Resize(1099, 1000, 900, 900, 2000, 2000),
                UpdateMode.RECREATE,
                24 * HOUR);

        assertThat(evicted).isEmpty();
    }

    @Test
    void a_service_with_fewer_replicas_than_the_least_is_left_alone() {
        run(new VpaUpdater(STANDARD), serving(1), OUTSIDE, UpdateMode.RECREATE, MINUTE);
        assertThat(evicted).isEmpty();

        run(new VpaUpdater(settings(1, 0.5, 0)), serving(1), OUTSIDE, UpdateMode.RECREATE, MINUTE);
        assertThat(evicted).containsExactly(0L); // all run, and the tolerance is less than one
    }

    @Test
    void without_tolerance_one_goes_at_a_time_and_only_if_all_run() {
        run(new VpaUpdater(settings(2, 0, 0)), serving(3), OUTSIDE, UpdateMode.RECREATE, MINUTE);
        assertThat(evicted).containsExactly(0L);

        evicted.clear();
        FakeService oneShort = serving(3).wanting(4);
        run(new VpaUpdater(settings(2, 0, 0)), oneShort, OUTSIDE, UpdateMode.RECREATE, MINUTE);
        assertThat(evicted).isEmpty();
    }

    @Test
    void one_that_does_not_run_yet_is_always_evicted() {
        FakeService service = serving(2).add(-1, false, false, 0, 0, null).wanting(4);
        run(new VpaUpdater(settings(2, 0, 0)), service, OUTSIDE, UpdateMode.RECREATE, MINUTE);

        assertThat(evicted).containsExactly(2L);
    }

    @Test
    void what_a_budget_forbids_does_not_count_as_done() {
        budgetAllows = false;
        run(new VpaUpdater(settings(2, 0, 1)), serving(3), OUTSIDE, UpdateMode.RECREATE, MINUTE);
        budgetAllows = true;
        run(new VpaUpdater(settings(2, 0, 1)), serving(3), OUTSIDE, UpdateMode.RECREATE, MINUTE);

        assertThat(evicted).containsExactly(0L);
    }

    @Test
    void evictions_keep_to_their_rate_where_there_is_one() {
        var updater = new VpaUpdater(settings(2, 1, 1 / 60.0));
        run(updater, serving(8), OUTSIDE, UpdateMode.RECREATE, 0);
        assertThat(evicted).hasSize(1);

        run(updater, serving(8), OUTSIDE, UpdateMode.RECREATE, MINUTE);
        assertThat(evicted).hasSize(2);
    }

    @Test
    void memory_that_runs_out_within_ten_minutes_is_a_reason_by_itself_and_later_is_not() {
        var updater = new VpaUpdater(STANDARD);
        FakeService service = serving(4);
        updater.outOfMemory(service.replicas().get(3), 10 * MINUTE - 1);
        updater.outOfMemory(service.replicas().get(2), 10 * MINUTE);
        run(updater, service, INSIDE, UpdateMode.RECREATE, 10 * MINUTE);

        assertThat(evicted).containsExactly(3L);
    }

    @Test
    void in_place_what_has_no_room_is_tried_for_five_minutes_and_then_evicted() {
        outcome = Updates.Outcome.DEFERRED;
        var updater = new VpaUpdater(settings(2, 0, 0));
        for (int minute = 0; minute <= 5; minute++) {
            run(updater, serving(2), OUTSIDE, UpdateMode.IN_PLACE, minute * MINUTE);
        }
        assertThat(evicted).isEmpty();
        assertThat(changed).hasSize(12);

        run(updater, serving(2), OUTSIDE, UpdateMode.IN_PLACE, 6 * MINUTE);
        assertThat(evicted).containsExactly(0L);
    }

    @Test
    void in_place_what_the_node_could_never_hold_is_evicted_at_the_next_loop() {
        outcome = Updates.Outcome.INFEASIBLE;
        var updater = new VpaUpdater(STANDARD);
        run(updater, serving(2), OUTSIDE, UpdateMode.IN_PLACE, 0);
        assertThat(evicted).isEmpty();

        run(updater, serving(2), OUTSIDE, UpdateMode.IN_PLACE, MINUTE);
        assertThat(evicted).containsExactly(0L); // the second must stay: half of two
    }

    @Test
    void in_place_only_what_has_no_room_is_tried_at_each_loop_and_never_evicted() {
        for (Updates.Outcome no : List.of(Updates.Outcome.DEFERRED, Updates.Outcome.INFEASIBLE)) {
            changed.clear();
            outcome = no;
            var updater = new VpaUpdater(settings(2, 0, 0));
            for (int minute = 0; minute <= 8; minute++) {
                run(updater, serving(2), OUTSIDE, UpdateMode.IN_PLACE_ONLY, minute * MINUTE);
            }
            assertThat(evicted).isEmpty();
            assertThat(changed).hasSize(18);
        }
    }

    @Test
    void those_that_grow_go_first_and_then_those_that_differ_most() {
        FakeService service = serving(2);
        UpdatePriority grows = UpdatePriority.of(service.replicas().get(0), new Resize(1100, -1, 0, 0, 9999, 9999));
        UpdatePriority shrinks = UpdatePriority.of(service.replicas().get(1), new Resize(100, -1, 0, 0, 9999, 9999));

        assertThat(UpdatePriority.ORDER.compare(grows, shrinks)).isNegative();
        assertThat(shrinks.difference()).isEqualTo(0.9);
    }
}
