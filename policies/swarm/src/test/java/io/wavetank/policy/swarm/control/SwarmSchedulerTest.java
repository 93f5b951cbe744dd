package io.wavetank.policy.swarm.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.Draws;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.swarm.task.RestartPolicy;
import io.wavetank.policy.swarm.task.RestartPolicy.Condition;
import io.wavetank.policy.testkit.TestCluster;
import io.wavetank.policy.testkit.TestNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Services, rounds, restarts and leaders, event for event; every decision takes effect at once. */
final class SwarmSchedulerTest {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1000 * MILLI;
    private static final TaskClass SMALL = TaskClass.builder().cpuMillis(1000).build();

    private final TestCluster cluster = TestCluster.of(node("n0"), node("n1"), node("n2"));
    private final List<String> log = new ArrayList<>();
    private final TreeSet<Long> alarms = new TreeSet<>();
    private final List<Task> tasks = new ArrayList<>();
    private SwarmScheduler scheduler = scheduler(RestartPolicy.DEFAULT);
    private long now;

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

    private static TestNode node(String name) {
        return TestNode.named(name).cpu(4000).pods(10);
    }

    private SwarmScheduler scheduler(RestartPolicy restart) {
        var settings = new SwarmSettings("", List.of(), 0, restart, 3, 50 * MILLI, SECOND, false);
        return new SwarmScheduler(settings, cluster, new Draws(1, 0));
    }

    private void submit(String job) {
        var task = new Task(tasks.size(), job);
        tasks.add(task);
        cluster.enter(task);
        tell(new SchedulerEvent.TaskSubmitted(task));
        tell(new SchedulerEvent.Pass());
    }

    private void loseAt(long nanos, int index) {
        now = nanos;
        Task task = tasks.get(index);
        int node = task.node;
        cluster.giveBack(SMALL, node, 0);
        task.node = -1;
        tell(new SchedulerEvent.PlaceLost(task, node));
        tell(new SchedulerEvent.TaskSubmitted(task));
        tell(new SchedulerEvent.Pass());
    }

    /** Lets all timers up to a time fire, each followed by a pass. */
    private void runUntil(long nanos) {
        while (!alarms.isEmpty() && alarms.first() <= nanos) {
            now = Math.max(now, alarms.pollFirst());
            tell(new SchedulerEvent.TimerFired(0));
            tell(new SchedulerEvent.TimerFired(1));
            tell(new SchedulerEvent.Pass());
        }
        now = nanos;
    }

    private void tell(SchedulerEvent event) {
        List<Decision> answer = new ArrayList<>();
        scheduler.on(event, new Decisions() {
            @Override
            public long nowNanos() {
                return now;
            }

            @Override
            public void add(Decision decision) {
                answer.add(decision);
            }

            @Override
            public void considered(int considered, int nodes) {}

            @Override
            public void passAgain() {}
        });
        answer.forEach(this::carryOut);
    }

    private void carryOut(Decision decision) {
        long millis = now / MILLI;
        if (decision instanceof Decision.WakeAt wake) {
            alarms.add(wake.timeNanos());
        } else if (decision instanceof Decision.Bind bind) {
            Task task = tasks.get(bind.task());
            if (task.node < 0) {
                cluster.take(SMALL, bind.node(), 0);
            }
            task.node = bind.node();
            task.attempts++;
            log.add(millis + " bind " + bind.task() + " n" + bind.node());
        } else if (decision instanceof Decision.Hold hold) {
            cluster.take(SMALL, hold.node(), 0);
            tasks.get(hold.task()).node = hold.node();
            log.add(millis + " hold " + hold.task() + " n" + hold.node());
        } else if (decision instanceof Decision.Reject reject) {
            log.add(millis + " reject " + reject.task() + " " + reject.reasons().byReason());
        }
        tell(new SchedulerEvent.Applied(decision));
    }

    private static final class Task implements TaskView {
        private final int index;
        private final String job;
        private int node = -1;
        private int attempts;

        Task(int index, String job) {
            this.index = index;
            this.job = job;
        }

        @Override
        public int index() {
            return index;
        }

        @Override
        public long sequence() {
            return index;
        }

        @Override
        public String id() {
            return job + "-" + index;
        }

        @Override
        public String job() {
            return job;
        }

        @Override
        public TaskClass taskClass() {
            return SMALL;
        }

        @Override
        public int classIndex() {
            return 0;
        }

        @Override
        public long submitNanos() {
            return 0;
        }

        @Override
        public long estimateNanos() {
            return -1;
        }

        @Override
        public int attempts() {
            return attempts;
        }

        @Override
        public int node() {
            return node;
        }

        @Override
        public long startNanos() {
            return -1;
        }
    }
}
