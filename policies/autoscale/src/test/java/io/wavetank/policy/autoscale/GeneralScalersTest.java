package io.wavetank.policy.autoscale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.kubernetes.autoscale.loop.FakeService;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GeneralScalersTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final Bounds BOUNDS = new Bounds(1, 50, MINUTE);

    private static FakeService service(int replicas, double requests) {
        return new FakeService(1000, 0).serving(replicas, 0, 0).measured(1, requests, 0, 0);
    }

    @Test
    void a_schedule_holds_until_its_next_step_and_begins_anew_each_day() {
        var schedule = new FixedReplicas(
                List.of(new FixedReplicas.Step(0, 2), new FixedReplicas.Step(8 * 60 * MINUTE, 9)),
                24 * 60 * MINUTE,
                MINUTE);

        assertThat(schedule.decide(service(1, 0), 0).replicas()).isEqualTo(2);
        assertThat(schedule.decide(service(1, 0), 8 * 60 * MINUTE).replicas()).isEqualTo(9);
        assertThat(schedule.decide(service(1, 0), 25 * 60 * MINUTE).replicas()).isEqualTo(2);
        assertThat(schedule.leastReplicas()).isEqualTo(2);
        assertThat(schedule.mostReplicas()).isEqualTo(9);
    }

    @Test
    void target_tracking_waits_for_three_periods_above_and_fifteen_below_nine_tenths() {
        var tracking = new TargetTracking(BOUNDS, Load.REQUESTS, 100, 5 * MINUTE, 5 * MINUTE);
        FakeService busy = service(4, 620);

        assertThat(tracking.decide(busy, MINUTE).replicas()).isEqualTo(4);
        assertThat(tracking.decide(busy, 2 * MINUTE).replicas()).isEqualTo(4);
        assertThat(tracking.decide(busy, 3 * MINUTE).replicas()).isEqualTo(7);
        FakeService calm = service(7, 300);
        int minutes = 0;
        while (tracking.decide(calm, (4L + minutes) * MINUTE).replicas() == 7) {
            minutes++;
        }
        assertThat(minutes).isEqualTo(14);
    }

    @Test
    void one_period_at_the_target_makes_target_tracking_count_anew() {
        var tracking = new TargetTracking(BOUNDS, Load.REQUESTS, 100, 5 * MINUTE, 5 * MINUTE);
        int minute = 0;
        for (int requests : new int[] {620, 620, 400, 620, 620}) {
            assertThat(tracking.decide(service(4, requests), ++minute * MINUTE).replicas())
                    .isEqualTo(4);
        }

        assertThat(tracking.decide(service(4, 620), ++minute * MINUTE).replicas())
                .isEqualTo(7);
    }

    /** Three of four use 900 of 1000, and nothing is known of the fourth. */
    @Test
    void replicas_of_which_nothing_is_measured_use_as_much_as_the_others() {
        FakeService three = new FakeService(1000, 0).serving(3, 900, 0).measured(1, 0, 0, 0);
        three.add(3, true, true, 0, 0, null).wanting(4);
        FakeService nothing = new FakeService(1000, 0).measured(1, 0, 0, 0);
        nothing.add(0, true, true, 0, 0, null).wanting(4);

        assertThat(Load.CPU.total(three)).isEqualTo(360);
        assertThat(Load.CPU.known(three)).isTrue();
        assertThat(Load.CPU.known(nothing)).isFalse();
        assertThat(Load.REQUESTS.known(nothing)).isTrue();
    }

    @Test
    void steps_change_by_percent_one_replica_at_least_and_then_cool_down() {
        var steps = List.of(
                new StepScaling.Step(0, 20, 10),
                new StepScaling.Step(20, Double.MAX_VALUE, 30),
                new StepScaling.Step(-Double.MAX_VALUE, -20, -10));
        var scaling = new StepScaling(BOUNDS, Load.REQUESTS, 70, steps, 5 * MINUTE);

        assertThat(scaling.decide(service(4, 4 * 75), MINUTE).replicas()).isEqualTo(5);
        assertThat(scaling.decide(service(5, 5 * 75), 2 * MINUTE).replicas()).isEqualTo(5);
        // 30 percent of the 19 without the one that came before is a larger step, of which that one is a part
        assertThat(scaling.decide(service(20, 20 * 95), 3 * MINUTE).replicas()).isEqualTo(24);
        assertThat(scaling.decide(service(24, 24 * 95), 4 * MINUTE).replicas()).isEqualTo(24);
        assertThat(scaling.decide(service(20, 20 * 40), 9 * MINUTE).replicas()).isEqualTo(18);
        assertThat(scaling.decide(service(18, 18 * 60), 20 * MINUTE).replicas()).isEqualTo(18);
    }

    @Test
    void more_may_come_while_fewer_would_have_to_wait() {
        List<StepScaling.Step> steps =
                List.of(new StepScaling.Step(0, 20, 10), new StepScaling.Step(-Double.MAX_VALUE, -20, -10));
        var scaling = new StepScaling(BOUNDS, Load.REQUESTS, 70, steps, 5 * MINUTE);

        assertThat(scaling.decide(service(20, 20 * 40), MINUTE).replicas()).isEqualTo(18);
        assertThat(scaling.decide(service(18, 18 * 40), 2 * MINUTE).replicas()).isEqualTo(18);
        assertThat(scaling.decide(service(18, 18 * 75), 3 * MINUTE).replicas()).isEqualTo(19);
        assertThat(scaling.decide(service(19, 19 * 40), 7 * MINUTE).replicas()).isEqualTo(19);
        assertThat(scaling.decide(service(19, 19 * 40), 8 * MINUTE).replicas()).isEqualTo(18);
    }

    @Test
    void a_step_has_the_end_that_is_nearer_to_the_threshold_where_it_is_above_and_the_farther_where_it_is_below() {
        List<StepScaling.Step> steps = List.of(
                new StepScaling.Step(-20, 0, -10),
                new StepScaling.Step(0, 20, 10),
                new StepScaling.Step(20, Double.MAX_VALUE, 50),
                new StepScaling.Step(-Double.MAX_VALUE, -20, -50));
        for (int[] expected : new int[][] {{70, 11}, {89, 11}, {90, 15}, {69, 9}, {51, 9}, {50, 5}}) {
            var scaling = new StepScaling(BOUNDS, Load.REQUESTS, 70, steps, 5 * MINUTE);

            assertThat(scaling.decide(service(10, 10 * expected[0]), MINUTE).replicas())
                    .isEqualTo(expected[1]);
        }
    }

    @Test
    void a_straight_line_is_forecast_as_a_straight_line() {
        var forecast = new HoltWinters(BOUNDS, 10, 3, 1000, 0.5, 0.5, 0.5);
        for (int step = 0; step < 200; step++) {
            forecast.observe(100 + 2 * step);
        }

        assertThat(forecast.forecast()).isCloseTo(100 + 2 * (199 + 3), within(1.0));
    }

    @Test
    void a_season_is_expected_once_it_was_seen() {
        var forecast = new HoltWinters(BOUNDS, 10, 5, 24, 0.1, 0.0, 0.5);
        for (int step = 0; step < 24 * 8; step++) {
            forecast.observe(step % 24 == 20 ? 500 : 100);
        }
        for (int step = 0; step < 16; step++) {
            forecast.observe(100);
        }

        assertThat(forecast.forecast()).isGreaterThan(400); // step 15 of the day now, step 20 in five
    }

    @Test
    void a_moving_window_remembers_the_peak_and_shrinks_little_by_little() {
        var window = new MovingWindow(BOUNDS, Load.REQUESTS, 10, 1, 3 * MINUTE, 0.25);

        assertThat(window.decide(service(4, 200), MINUTE).replicas()).isEqualTo(20);
        assertThat(window.decide(service(20, 40), 2 * MINUTE).replicas()).isEqualTo(20);
        assertThat(window.decide(service(20, 40), 5 * MINUTE).replicas()).isEqualTo(15);
    }

    @Test
    void marathon_multiplies_when_more_looks_in_a_row_are_above_than_it_has_patience_for() {
        var settings = new MarathonAutoscale.Settings(Load.REQUESTS, 50, 80, 1.5, 3, 4);
        var marathon = new MarathonAutoscale(BOUNDS, settings);
        for (int look = 1; look <= 3; look++) {
            assertThat(marathon.decide(service(5, 5 * 90), look * MINUTE).replicas())
                    .isEqualTo(5);
        }
        assertThat(marathon.decide(service(5, 5 * 90), 4 * MINUTE).replicas()).isEqualTo(8); // 7.5 rounded up

        for (int look = 5; look <= 8; look++) {
            assertThat(marathon.decide(service(8, 8 * 20), look * MINUTE).replicas())
                    .isEqualTo(8);
        }
        assertThat(marathon.decide(service(8, 8 * 20), 9 * MINUTE).replicas()).isEqualTo(5); // 5.33 rounded down
    }

    @Test
    void one_look_within_the_range_makes_marathon_count_anew() {
        var marathon = new MarathonAutoscale(BOUNDS, new MarathonAutoscale.Settings(Load.REQUESTS, 50, 80, 2, 1, 1));
        marathon.decide(service(2, 200), MINUTE);
        marathon.decide(service(2, 120), 2 * MINUTE);

        assertThat(marathon.decide(service(2, 200), 3 * MINUTE).replicas()).isEqualTo(2);
        assertThat(marathon.decide(service(2, 200), 4 * MINUTE).replicas()).isEqualTo(4);
    }

    @Test
    void a_function_is_let_go_when_its_time_is_over_and_comes_back_with_its_next_request() {
        var control = new KeepAliveControl(new FixedKeepAlive(10 * MINUTE), new Bounds(0, 9, MINUTE), 1);

        assertThat(control.decide(service(0, 0), MINUTE).replicas()).isZero();
        assertThat(control.decide(service(0, 3), 2 * MINUTE).replicas()).isEqualTo(1);
        assertThat(control.decide(service(1, 0), 12 * MINUTE).replicas()).isEqualTo(1);
        assertThat(control.decide(service(1, 0), 13 * MINUTE).replicas()).isZero();
    }
}
