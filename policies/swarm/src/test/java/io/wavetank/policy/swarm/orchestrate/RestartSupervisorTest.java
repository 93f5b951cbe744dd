package io.wavetank.policy.swarm.orchestrate;

import static io.wavetank.policy.swarm.SwarmFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.swarm.task.Mode;
import io.wavetank.policy.swarm.task.Placement;
import io.wavetank.policy.swarm.task.Reservation;
import io.wavetank.policy.swarm.task.RestartPolicy;
import io.wavetank.policy.swarm.task.RestartPolicy.Condition;
import io.wavetank.policy.swarm.task.SwarmTask;
import io.wavetank.policy.swarm.task.TaskSpec;
import io.wavetank.policy.swarm.task.TaskState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the recorded slots leave out, worked out by hand: jobs, versions, nodes, the edges of the window. */
final class RestartSupervisorTest {
    private static final RestartPolicy TWICE = new RestartPolicy(Condition.ANY, 0, 2, 0);

    private final RestartSupervisor supervisor = new RestartSupervisor();

    @Test
    void a_task_of_a_job_that_ended_well_is_not_replaced_whatever_the_condition() {
        assertThat(supervisor.replaces(task(Mode.REPLICATED_JOB, 1, TWICE, null), TaskState.COMPLETE, 0))
                .isFalse();
        assertThat(supervisor.replaces(task(Mode.REPLICATED_JOB, 1, TWICE, null), TaskState.FAILED, 0))
                .isTrue();
        assertThat(supervisor.replaces(task(Mode.REPLICATED, 1, TWICE, null), TaskState.COMPLETE, 0))
                .isTrue();
    }

    @Test
    void attempts_of_another_version_do_not_count() {
        restart(task(Mode.REPLICATED, 1, TWICE, null), 2);

        assertThat(supervisor.replaces(task(Mode.REPLICATED, 1, TWICE, null), TaskState.FAILED, 9))
                .isFalse();
        assertThat(supervisor.replaces(task(Mode.REPLICATED, 2, TWICE, null), TaskState.FAILED, 9))
                .isTrue();
    }

    @Test
    void a_global_service_counts_by_node_and_a_global_job_not_at_all() {
        restart(task(Mode.GLOBAL, 1, TWICE, "n1"), 2);
        restart(task(Mode.GLOBAL_JOB, 1, TWICE, "n1"), 2);

        assertThat(supervisor.replaces(task(Mode.GLOBAL, 1, TWICE, "n1"), TaskState.FAILED, 9))
                .isFalse();
        assertThat(supervisor.replaces(task(Mode.GLOBAL, 1, TWICE, "n2"), TaskState.FAILED, 9))
                .isTrue();
        assertThat(supervisor.replaces(task(Mode.GLOBAL_JOB, 1, TWICE, "n1"), TaskState.FAILED, 9))
                .isTrue();
    }

    @Test
    void a_window_is_open_at_both_ends() {
        var policy = new RestartPolicy(Condition.ANY, 0, 1, 10 * SECOND);
        SwarmTask task = task(Mode.REPLICATED, 1, policy, null);
        supervisor.restarted(task, 5 * SECOND);

        assertThat(supervisor.replaces(task, TaskState.FAILED, 5 * SECOND)).isTrue();
        assertThat(supervisor.replaces(task, TaskState.FAILED, 5 * SECOND + 1)).isFalse();
        assertThat(supervisor.replaces(task, TaskState.FAILED, 15 * SECOND - 1)).isFalse();
        assertThat(supervisor.replaces(task, TaskState.FAILED, 15 * SECOND)).isTrue();
    }

    @Test
    void a_service_that_is_forgotten_begins_anew() {
        restart(task(Mode.REPLICATED, 1, TWICE, null), 2);

        supervisor.forget("web");

        assertThat(supervisor.replaces(task(Mode.REPLICATED, 1, TWICE, null), TaskState.FAILED, 9))
                .isTrue();
    }

    private void restart(SwarmTask task, int times) {
        for (int i = 0; i < times; i++) {
            supervisor.restarted(task, i);
        }
    }

    private static SwarmTask task(Mode mode, long version, RestartPolicy policy, @Nullable String node) {
        var spec = new TaskSpec("web", version, mode, Reservation.NONE, Placement.ANYWHERE, policy);
        return new SwarmTask("web.1", spec, mode.perNode() ? 0 : 1, node);
    }
}
