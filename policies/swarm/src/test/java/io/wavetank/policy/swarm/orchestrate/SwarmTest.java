package io.wavetank.policy.swarm.orchestrate;

import static io.wavetank.policy.swarm.SwarmFixture.SECOND;
import static io.wavetank.policy.swarm.SwarmFixture.node;
import static io.wavetank.policy.swarm.SwarmFixture.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.swarm.node.GenericResource;
import io.wavetank.policy.swarm.placement.VisitingOrder;
import io.wavetank.policy.swarm.task.Mode;
import io.wavetank.policy.swarm.task.Reservation;
import io.wavetank.policy.swarm.task.SwarmTask;
import io.wavetank.policy.swarm.task.TaskSpec;
import io.wavetank.policy.swarm.task.TaskState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the recorded scenarios leave out, worked out by hand: jobs, slots that were given up, failures at the edge of their window. */
final class SwarmTest {
    private final Swarm swarm = new Swarm(VisitingOrder.BY_NAME);

    @Test
    void a_job_has_so_many_at_a_time_until_so_many_have_ended_well() {
        swarm.node(node("n1", 8));
        swarm.service(service("job", Mode.REPLICATED_JOB, 3, 2, Reservation.NONE));

        assertThat(round()).containsExactly("job.0000.0 n1", "job.0001.0 n1");
        end("job.0000.0", TaskState.COMPLETE);
        assertThat(round()).containsExactly("job.0002.0 n1");
        end("job.0001.0", TaskState.COMPLETE);
        end("job.0002.0", TaskState.COMPLETE);
        assertThat(round()).isEmpty();
    }

    @Test
    void a_task_of_a_job_that_fails_is_tried_again_in_its_slot() {
        swarm.node(node("n1", 8));
        swarm.service(service("job", Mode.REPLICATED_JOB, 2, 1, Reservation.NONE));
        round();

        end("job.0000.0", TaskState.FAILED);

        assertThat(round()).containsExactly("job.0000.1 n1");
    }

    @Test
    void a_global_job_runs_once_on_each_node_that_was_there_before_it() {
        swarm.node(node("n1", 8));
        swarm.node(node("n2", 8));
        swarm.pause("n2");
        swarm.at(SECOND);
        swarm.service(service("job", Mode.GLOBAL_JOB, 0, 0, Reservation.NONE));
        swarm.node(node("n3", 8));
        assertThat(round()).containsExactly("job@n1.0 n1");

        swarm.activate("n2");
        end("job@n1.0", TaskState.COMPLETE);

        assertThat(round()).containsExactly("job@n2.0 n2");
    }

    @Test
    void tasks_of_a_job_leave_when_its_next_version_comes() {
        swarm.node(node("n1", 8));
        Service job = service("job", Mode.REPLICATED_JOB, 2, 2, Reservation.NONE);
        swarm.service(job);
        round();
        var next = new TaskSpec(
                "job",
                2,
                Mode.REPLICATED_JOB,
                Reservation.NONE,
                job.spec().placement(),
                job.spec().restart());

        swarm.service(new Service(next, 1, 1, SECOND));

        assertThat(swarm.takeRemoved()).hasSize(2);
        assertThat(round()).containsExactly("job.0000.1 n1");
    }

    @Test
    void a_task_that_cannot_be_stopped_holds_its_place_until_its_slot_is_given_up() {
        swarm.node(node("n1", 1));
        swarm.service(service("web", 1, 1));
        round();
        swarm.down("n1");
        swarm.activate("n1");
        assertThat(round()).isEmpty();

        swarm.service(service("web", 0, 1));
        swarm.service(service("web", 0, 1));
        swarm.service(service("api", 1, 1));

        assertThat(round()).containsExactly("api.0001.0 n1");
    }

    @Test
    void a_deleted_task_competes_once_more_and_then_leaves_what_it_got() {
        swarm.service(service("web", 1, 1));
        round();
        swarm.service(service("web", 0, 1));
        swarm.node(node("n1", 1));
        swarm.service(service("zoo", 1, 1));

        assertThat(round()).isEmpty();
        assertThat(round()).containsExactly("zoo.0001.0 n1");
    }

    @Test
    void a_failure_counts_to_the_last_instant_of_five_minutes() {
        swarm.node(node("n1", 8));
        swarm.service(service("web", 1, 0));
        round();
        for (int failure = 0; failure < 5; failure++) {
            end("web.0001." + failure, TaskState.FAILED);
            round();
        }
        swarm.node(node("n2", 8));
        swarm.service(service("fat", 2, 0));
        round();
        swarm.service(service("fat", 3, 0));
        round();
        swarm.at(300 * SECOND);

        swarm.service(service("web", 2, 0));
        assertThat(round()).containsExactly("web.0002.0 n2");
        swarm.at(300 * SECOND + 1);
        swarm.service(service("web", 3, 0));
        assertThat(round()).containsExactly("web.0003.0 n1");
    }

    @Test
    void named_resources_are_handed_out_one_by_one_and_none_of_a_kind_that_is_missing_cannot_be_had() {
        swarm.node(node("n1", 1, GenericResource.named("gpu", "A"), GenericResource.named("gpu", "B")));
        swarm.service(service("two", Mode.REPLICATED, 1, 1, asking("gpu", 2)));
        assertThat(round()).containsExactly("two.0001.0 n1");
        swarm.service(service("none", Mode.REPLICATED, 1, 1, asking("gpu", 0)));
        assertThat(round()).isEmpty();

        swarm.service(service("two", Mode.REPLICATED, 0, 1, asking("gpu", 2)));

        assertThat(round()).containsExactly("none.0001.0 n1");
    }

    private static Reservation asking(String kind, long value) {
        return new Reservation(0, 0, List.of(GenericResource.discrete(kind, value)));
    }

    private List<String> round() {
        List<SwarmTask> placed = swarm.round().placed();
        placed.forEach(task -> task.reach(TaskState.RUNNING));
        return placed.stream().map(task -> task.id() + " " + task.node()).toList();
    }

    private void end(String id, TaskState state) {
        String service = id.substring(0, id.indexOf(id.contains("@") ? '@' : '.'));
        swarm.ended(
                swarm.tasks(service).stream()
                        .filter(task -> task.id().equals(id))
                        .findFirst()
                        .orElseThrow(),
                state);
        Service of = swarm.service(service);
        if (of != null && of.spec().mode().job()) {
            swarm.reconcile(of);
        }
    }
}
