package io.wavetank.experiment.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.experiment.service.SwarmUpdate.Arm;
import io.wavetank.policy.swarm.rollout.ServiceUpdate.Stage;
import io.wavetank.policy.traffic.CallOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where updates of a Swarm service end, and what they cost, by order, check and action. */
final class SwarmUpdateTest {
    @ParameterizedTest
    @CsvSource({
        "STOP_FIRST, COMPLETED, 10, 8",
        "STOP_FIRST_CHECKED, COMPLETED, 10, 8",
        "START_FIRST_CHECKED, COMPLETED, 10, 10",
        "BAD_NO_CHECK, COMPLETED, 10, 10",
        "BAD_PAUSE, PAUSED, 0, 8",
        "BAD_ROLLBACK, ROLLBACK_COMPLETED, 0, 8"
    })
    void an_update_ends_as_its_settings_say(Arm arm, Stage stage, int running, int leastEndpoints) {
        var outcome = SwarmUpdate.run(arm, 1);

        assertThat(outcome.update().stage()).isEqualTo(stage);
        assertThat(outcome.update().runningOf(2)).isEqualTo(running);
        assertThat(outcome.leastEndpoints()).isEqualTo(leastEndpoints);
        assertThat(outcome.traffic().entries().get(0).outcome(CallOutcome.CONNECT_FAILURE))
                .isEqualTo(outcome.failed());
    }

    @Test
    void a_rollback_leaves_the_version_before_in_every_slot_and_a_pause_leaves_holes() {
        assertThat(SwarmUpdate.run(Arm.BAD_ROLLBACK, 2).update().runningOf(1)).isEqualTo(10);
        assertThat(SwarmUpdate.run(Arm.BAD_PAUSE, 2).update().runningOf(1)).isEqualTo(8);
    }

    @Test
    void a_health_check_saves_what_goes_to_tasks_that_have_not_come_up() {
        long unchecked = SwarmUpdate.run(Arm.STOP_FIRST, 1).failed();
        long checked = SwarmUpdate.run(Arm.STOP_FIRST_CHECKED, 1).failed();

        assertThat(unchecked).isGreaterThan(10 * checked);
    }
}
