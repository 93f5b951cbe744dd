package io.wavetank.policy.swarm.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.constraint.NodeAffinity;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.policy.swarm.task.RestartPolicy;
import io.wavetank.policy.swarm.task.RestartPolicy.Condition;
import org.junit.jupiter.api.Test;

/** Tasks that are bound to one node by its name, event for event. */
final class GlobalServiceTest extends SwarmStage {
    @Test
    void each_task_goes_to_its_own_node_before_any_group_is_placed() {
        for (int i = 0; i < 12; i++) {
            submit("web");
        }
        submitAgents();
        runUntil(SECOND);

        // the nodes have room for four tasks each: three of the group are left
        assertThat(log.subList(0, 3)).containsExactlyInAnyOrder("50 bind 12 n0", "50 bind 13 n1", "50 bind 14 n2");
        assertThat(log).filteredOn(line -> line.contains(" bind ")).hasSize(12);
        assertThat(log.get(log.size() - 1)).matches("50 reject \\d+ \\{resources=3}");
    }

    @Test
    void a_task_waits_where_its_node_is_full_though_others_are_free() {
        cluster.take(SMALL, 1, 0);
        cluster.take(SMALL, 1, 0);
        cluster.take(SMALL, 1, 0);
        cluster.take(SMALL, 1, 0);
        scheduler = scheduler(RestartPolicy.DEFAULT);
        submitAgents();
        runUntil(10 * SECOND);

        assertThat(log)
                .containsExactlyInAnyOrder("50 bind 0 n0", "50 bind 2 n2", "50 reject 1 {not its node=2, resources=1}");
    }

    @Test
    void a_task_whose_node_is_lost_is_there_again_when_the_node_is_whatever_the_restart_policy_says() {
        scheduler = scheduler(new RestartPolicy(Condition.NONE, 5 * SECOND, 1, 0));
        submitAgents();
        runUntil(SECOND);
        for (int times = 1; times <= 3; times++) {
            log.clear();
            cluster.cordon(1, true);
            loseAt(100L * times * SECOND, 1);
            runUntil(now + 40 * SECOND);
            assertThat(log)
                    .containsExactly((100_000L * times + 50) + " reject 1 {node not available=1, not its node=2}");
            cluster.cordon(1, false);
            tell(new SchedulerEvent.Pass());
            runUntil(now + SECOND);
            assertThat(log.get(1)).isEqualTo((100_000L * times + 40_050) + " bind 1 n1");
        }
        assertThat(scheduler.counts()).containsEntry("restarts", 0L).containsEntry("restarts.refused", 0L);
    }

    @Test
    void a_task_that_loses_its_place_on_a_node_that_is_there_is_restarted_there_after_the_delay() {
        submitAgents();
        runUntil(SECOND);
        loseAt(10 * SECOND, 1);
        runUntil(20 * SECOND);

        assertThat(log.subList(3, 5)).containsExactly("10050 hold 1 n1", "15000 bind 1 n1");
        assertThat(scheduler.counts()).containsEntry("restarts", 1L);
    }

    @Test
    void a_node_that_went_down_unnoticed_and_refuses_the_task_is_still_its_node() {
        submitAgents();
        runUntil(SECOND);
        loseAt(10 * SECOND, 1);
        runUntil(11 * SECOND);
        Task task = tasks.get(1);
        cluster.giveBack(SMALL, task.node, 0);
        task.node = -1;
        cluster.cordon(1, true);
        tell(new SchedulerEvent.PlaceLost(task, 1));
        tell(new SchedulerEvent.TaskSubmitted(task));
        tell(new SchedulerEvent.Pass());
        runUntil(20 * SECOND);
        cluster.cordon(1, false);
        tell(new SchedulerEvent.Pass());
        runUntil(30 * SECOND);

        assertThat(log.get(log.size() - 1)).isEqualTo("20050 bind 1 n1");
    }

    @Test
    void a_task_that_its_node_refuses_for_what_it_asks_is_not_put_elsewhere_nor_tried_for_ever() {
        submitAgents();
        runUntil(SECOND);
        Task task = new Task(3, "agent", agent(2), 4);
        tasks.add(task);
        cluster.enter(task);
        refusing = true;
        tell(new SchedulerEvent.TaskSubmitted(task));
        tell(new SchedulerEvent.Pass());
        runUntil(60 * SECOND);

        assertThat(log.subList(3, log.size()))
                .containsExactly("1050 refused 3 n2", "1100 reject 3 {constraint=1, not its node=2}");
    }

    @Test
    void a_new_leader_has_each_task_on_its_node() {
        submitAgents();
        runUntil(SECOND);
        Object kept = scheduler.kept();
        scheduler = scheduler(RestartPolicy.DEFAULT);
        scheduler.takeOver(kept);
        for (Task task : tasks) {
            tell(new SchedulerEvent.TaskFound(task, task.node));
        }
        cluster.cordon(2, true);
        loseAt(10 * SECOND, 2);
        runUntil(20 * SECOND);
        cluster.cordon(2, false);
        tell(new SchedulerEvent.Pass());
        runUntil(30 * SECOND);

        assertThat(log.get(log.size() - 1)).isEqualTo("20050 bind 2 n2");
        assertThat(log).filteredOn(line -> line.contains(" bind ")).hasSize(4);
    }

    private void submitAgents() {
        for (int node = 0; node < 3; node++) {
            submit("agent", agent(node), node + 1);
        }
    }

    private static TaskClass agent(int node) {
        PodSpec pod =
                PodSpec.builder().nodeAffinity(NodeAffinity.NONE.on("n" + node)).build();
        return TaskClass.builder().cpuMillis(1000).pod(pod).build();
    }
}
