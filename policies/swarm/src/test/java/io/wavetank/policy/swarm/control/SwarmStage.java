package io.wavetank.policy.swarm.control;

import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Refusal;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.swarm.task.RestartPolicy;
import io.wavetank.policy.testkit.TestCluster;
import io.wavetank.policy.testkit.TestNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A cluster of three nodes and the managers of a swarm, told event for event; every decision takes effect at once and is noted. */
class SwarmStage {
    static final long MILLI = 1_000_000L;
    static final long SECOND = 1000 * MILLI;
    static final TaskClass SMALL = TaskClass.builder().cpuMillis(1000).build();

    final TestCluster cluster = TestCluster.of(node("n"), node("n"), node("n"));
    final List<String> log = new ArrayList<>();
    final TreeSet<Long> alarms = new TreeSet<>();
    final List<Task> tasks = new ArrayList<>();
    SwarmScheduler scheduler = scheduler(RestartPolicy.DEFAULT);
    long now;
    /** Whether every binding is refused for what the task asks. */
    boolean refusing;

    static TestNode node(String name) {
        return TestNode.named(name).cpu(4000).pods(10);
    }

    SwarmScheduler scheduler(RestartPolicy restart) {
        var settings = new SwarmSettings("", List.of(), 0, restart, 3, 50 * MILLI, SECOND, false);
        return new SwarmScheduler(settings, cluster, new Draws(1, 0));
    }

    void submit(String job) {
        submit(job, SMALL, 0);
    }

    void submit(String job, TaskClass taskClass, int classIndex) {
        var task = new Task(tasks.size(), job, taskClass, classIndex);
        tasks.add(task);
        cluster.enter(task);
        tell(new SchedulerEvent.TaskSubmitted(task));
        tell(new SchedulerEvent.Pass());
    }

    void loseAt(long nanos, int index) {
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
    void runUntil(long nanos) {
        while (!alarms.isEmpty() && alarms.first() <= nanos) {
            now = Math.max(now, alarms.pollFirst());
            tell(new SchedulerEvent.TimerFired(0));
            tell(new SchedulerEvent.TimerFired(1));
            tell(new SchedulerEvent.Pass());
        }
        now = nanos;
    }

    void tell(SchedulerEvent event) {
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

    void carryOut(Decision decision) {
        long millis = now / MILLI;
        if (decision instanceof Decision.WakeAt wake) {
            alarms.add(wake.timeNanos());
        } else if (decision instanceof Decision.Bind bind && refusing) {
            log.add(millis + " refused " + bind.task() + " n" + bind.node());
            tell(new SchedulerEvent.Refused(decision, Refusal.CONSTRAINT));
            return;
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

    static final class Task implements TaskView {
        final int index;
        final String job;
        final TaskClass taskClass;
        final int classIndex;
        int node = -1;
        int attempts;

        Task(int index, String job, TaskClass taskClass, int classIndex) {
            this.index = index;
            this.job = job;
            this.taskClass = taskClass;
            this.classIndex = classIndex;
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
            return taskClass;
        }

        @Override
        public int classIndex() {
            return classIndex;
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
