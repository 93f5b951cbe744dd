package io.wavetank.policy.swarm.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.swarm.task.RestartPolicy;
import io.wavetank.policy.swarm.task.RestartPolicy.Condition;
import org.junit.jupiter.api.Test;

/** Services, rounds, restarts and leaders, event for event; every decision takes effect at once. */
final class SwarmSchedulerTest extends SwarmStage {
    @Test
    void a_round_waits_a_little_for_more_and_spreads_each_service_evenly() {
        for (int i = 0; i < 6; i++) {
            submit("web");
            now += 10 * MILLI;
        }
        runUntil(SECOND);

        assertThat(log).hasSize(6).allMatch(line -> line.startsWith("100 bind"));
        for (int node = 0; node < 3; node++) {
            int on = node;
            assertThat(log).filteredOn(line -> line.endsWith(" n" + on)).hasSize(2);
        }
    }

    @Test
    void a_round_waits_for_more_no_longer_than_a_second() {
        for (int i = 0; i < 60; i++) {
            submit("web-" + i % 12);
            runUntil(now + 20 * MILLI);
        }

        assertThat(log.get(0)).startsWith("1020 bind");
    }

    @Test
    void what_lost_its_place_has_another_at_once_and_starts_when_its_delay_is_over() {
        submit("web");
        runUntil(SECOND);
        loseAt(10 * SECOND, 0);
        runUntil(20 * SECOND);

        assertThat(log).hasSize(3);
        assertThat(log.get(1)).startsWith("10050 hold 0");
        assertThat(log.get(2))
                .startsWith("15000 bind 0")
                .endsWith(log.get(1).substring(log.get(1).length() - 2));
        assertThat(scheduler.counts()).containsEntry("restarts", 1L);
    }

    @Test
    void a_slot_is_restarted_as_often_as_its_policy_allows() {
        scheduler = scheduler(new RestartPolicy(Condition.ANY, 0, 2, 0));
        submit("web");
        for (int i = 1; i <= 4; i++) {
            runUntil(10L * i * SECOND);
            if (tasks.get(0).node >= 0) {
                loseAt(now, 0);
            }
        }

        assertThat(log).filteredOn(line -> line.contains("bind")).hasSize(3);
        assertThat(log.get(log.size() - 1)).isEqualTo("30000 reject 0 {restart policy=3}");
        assertThat(scheduler.counts()).containsEntry("restarts", 2L).containsEntry("restarts.refused", 1L);
    }

    @Test
    void a_new_leader_knows_slots_and_restarts_of_the_one_before() {
        scheduler = scheduler(new RestartPolicy(Condition.ANY, 0, 1, 0));
        submit("web");
        runUntil(SECOND);
        loseAt(2 * SECOND, 0);
        runUntil(3 * SECOND);
        Object kept = scheduler.kept();
        scheduler = scheduler(new RestartPolicy(Condition.ANY, 0, 1, 0));
        scheduler.takeOver(kept);
        tell(new SchedulerEvent.TaskFound(tasks.get(0), tasks.get(0).node));
        submit("web");
        runUntil(4 * SECOND);
        loseAt(5 * SECOND, 0);
        runUntil(6 * SECOND);

        assertThat(log.get(log.size() - 2)).startsWith("3050 bind 1");
        assertThat(log.get(log.size() - 1)).isEqualTo("5000 reject 0 {restart policy=3}");
    }

    @Test
    void what_lost_its_place_while_nobody_led_is_replaced_by_the_new_leader() {
        submit("web");
        runUntil(SECOND);
        Object kept = scheduler.kept();
        Task task = tasks.get(0);
        cluster.giveBack(SMALL, task.node, 0);
        task.node = -1;
        now = 10 * SECOND;
        scheduler = scheduler(RestartPolicy.DEFAULT);
        scheduler.takeOver(kept);
        tell(new SchedulerEvent.TaskSubmitted(task));
        runUntil(20 * SECOND);

        assertThat(log.get(1)).startsWith("10050 hold 0");
        assertThat(log.get(2)).startsWith("15000 bind 0");
    }

    @Test
    void why_a_task_waits_is_said_by_filter() {
        cluster.cordon(1, true);
        for (int i = 0; i < 9; i++) {
            submit("web");
        }
        runUntil(SECOND);

        assertThat(log).filteredOn(line -> line.contains("bind")).hasSize(8);
        assertThat(log.get(8))
                .startsWith("50 reject")
                .contains("node not available=1")
                .contains("resources=");
        cluster.cordon(1, false);
        tell(new SchedulerEvent.Pass());
        runUntil(2 * SECOND);
        assertThat(log.get(9)).startsWith("1050 bind").endsWith("n1");
    }
}
