package io.wavetank.experiment.failover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.Elastic;
import io.wavetank.policy.Resources;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.RunListener.ClusterMoment;
import io.wavetank.sim.RunListener.Moment;
import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever breaks, what must not happen does not; and if it did, it would be found. Replay a seed with {@code wavetank chaos --seed N}. */
final class ChaosCampaignTest {
    @Test
    void a_seed_gives_always_the_same_scenario_and_seeds_differ() {
        var campaign = new ChaosCampaign(null);

        assertThat(campaign.scenario(5)).isEqualTo(new ChaosCampaign(null).scenario(5));
        assertThat(campaign.scenario(5)).isNotEqualTo(campaign.scenario(6));
    }

    @Test
    void what_has_no_part_in_a_failure_is_taken_out() throws Exception {
        ObjectNode scenario = new ChaosCampaign(null).scenario(8);
        scenario.withArray("/faults").removeAll();
        for (String zone : List.of("a", "b", "a")) {
            scenario.withArray("/faults").addObject().put("zone", zone).put("at", "1m");
        }

        ObjectNode shrunk = ChaosCampaign.shrunk(
                scenario, each -> each.at("/faults").toString().contains("\"b\"") ? "zone b is hit" : null);

        assertThat(shrunk.at("/faults")).hasSize(1);
        assertThat(shrunk.at("/faults/0/zone").asText()).isEqualTo("b");
        assertThat(shrunk.at("/cluster/nodes")).hasSize(1);
        assertThat(shrunk.at("/cluster/nodes/0/count").asInt()).isEqualTo(1);
        assertThat(shrunk.at("/workload/generate/inflows")).hasSize(1);
        assertThat(shrunk.at("/policies").has("failover")).isFalse();
    }

    /** A scheduler that does not hear of tasks that wait again. */
    private static Scheduler.Factory forgetful(Scheduler.Factory factory) {
        final class Forgetful implements Scheduler, Elastic {
            private final Scheduler inner;

            Forgetful(Scheduler inner) {
                this.inner = inner;
            }

            @Override
            public void on(SchedulerEvent event, Decisions out) {
                boolean again = event instanceof SchedulerEvent.TaskSubmitted submitted
                        && submitted.task().attempts() > 0;
                if (!again) {
                    inner.on(event, out);
                }
            }
        }
        return (cluster, draws) -> new Forgetful(factory.create(cluster, draws));
    }

    @Test
    void a_defect_is_found_and_shrunk_and_its_seed_replays_it() throws Exception {
        var campaign = new ChaosCampaign(null, List.of(), ChaosCampaignTest::forgetful);
        ChaosCampaign.Finding found = null;
        for (long seed = 0; seed < 500 && found == null; seed++) {
            boolean simple =
                    campaign.scenario(seed).at("/policies/scheduler").asText().contains("-fit:");
            List<ChaosCampaign.Finding> one = simple ? campaign.run(seed, 1, 1) : List.of();
            found = one.isEmpty() ? null : one.get(0);
        }

        assertThat(found).isNotNull();
        assertThat(found.violation()).contains("waits at rest");
        assertThat(found.replay(null, List.of())).isEqualTo("wavetank chaos --seed " + found.seed());
        assertThat(found.replay(Path.of("my.yaml"), List.of()))
                .isEqualTo("wavetank chaos my.yaml --seed " + found.seed());
        assertThat(found.replay(null, List.of("process:command=python3 mine.py")))
                .isEqualTo("wavetank chaos --scheduler 'process:command=python3 mine.py' --seed " + found.seed());
        ObjectNode whole = campaign.scenario(found.seed());
        assertThat(campaign.violation(found.shrunk()))
                .as("the shrunk scenario shows it")
                .contains("waits at rest");
        assertThat(found.shrunk().toString().length())
                .isLessThan(whole.toString().length() * 2 / 3);
        assertThat(new ChaosCampaign(null).violation(found.shrunk()))
                .as("and it is the defect that does it")
                .isNull();
    }

    @Test
    void what_a_leader_made_anew_places_though_nothing_else_happened_is_found() {
        var look = look();
        var tasks = new TaskTable();
        int task = tasks.enter(submission(600));
        long hour = 3600 * 1_000_000_000L;
        look.event(10, Moment.SUBMITTED, tasks, task);
        look.clusterEvent(hour, ClusterMoment.LEADER_LOST, -1);
        look.clusterEvent(hour + 1, ClusterMoment.LEADER_ELECTED, -1);
        tasks.start(task, hour + 2, 0, 0);
        look.event(hour + 2, Moment.STARTED, tasks, task);

        assertThat(look.violation()).contains("waits at rest though a scheduler made anew finds a place");
    }

    @Test
    void a_start_on_a_node_that_is_down_is_found() {
        var look = look();
        var tasks = new TaskTable();
        int task = tasks.enter(submission(500));
        look.clusterEvent(5, ClusterMoment.NODE_DOWN, 0);
        tasks.start(task, 7, 0, 0);
        look.event(7, Moment.STARTED, tasks, task);

        assertThat(look.violation()).contains("starts on node n0, which is down or cut off");
    }

    @Test
    void more_than_a_node_offers_is_found() {
        var look = look();
        var tasks = new TaskTable();
        for (int i = 0; i < 2; i++) {
            int task = tasks.enter(submission(600));
            tasks.start(task, 7, 0, 0);
            look.event(7, Moment.STARTED, tasks, task);
        }

        assertThat(look.violation()).contains("takes more cpu than node n0 offers");
    }

    @Test
    void two_final_states_are_found() {
        var look = look();
        var tasks = new TaskTable();
        int task = tasks.enter(submission(600));
        look.finalState(tasks, task, TaskState.PENDING, -1);
        assertThat(look.violation()).isNull();

        look.finalState(tasks, task, TaskState.PENDING, -1);
        assertThat(look.violation()).contains("two final states");
    }

    @Test
    void a_task_that_waits_at_rest_though_it_fits_is_found() {
        var look = look();
        var tasks = new TaskTable();
        int task = tasks.enter(submission(600));
        look.finalState(tasks, task, TaskState.PENDING, -1);

        look.atRest(10 * 60_000_000_000L);
        assertThat(look.violation()).as("not yet at rest").isNull();
        look.atRest(20 * 60_000_000_000L);
        assertThat(look.violation()).contains("waits at rest though node n0 has room");
    }

    private static Invariants look() {
        NodeSpec node = NodeSpec.builder("n0").capacity(Resources.CPU, 1000).build();
        return new Invariants(new ClusterSpec(Resources.basic(), List.of(node)), true, true, false);
    }

    private static Submission submission(long millis) {
        TaskClass asks = TaskClass.builder().cpuMillis(millis).build();
        return new Submission("t" + millis, "", 0, 1000, -1, asks);
    }
}
