package io.wavetank.policy.testkit;

import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskClass;

/** One task and a cluster: whether a scheduler that knows of nothing else starts it. */
final class LoneTask implements Decisions {
    private boolean bound;
    private boolean again;

    private LoneTask() {}

    static boolean starts(TaskClass taskClass, TestCluster cluster, Scheduler.Factory factory, long seed) {
        var lone = new LoneTask();
        TestTask task = TestTask.of(taskClass);
        Scheduler scheduler = factory.create(cluster, new Draws(seed, 0).stream("scheduler"));
        cluster.enter(task);
        scheduler.on(new SchedulerEvent.TaskSubmitted(task), lone);
        do {
            lone.again = false;
            scheduler.on(new SchedulerEvent.Pass(), lone);
        } while (lone.again && !lone.bound);
        return lone.bound;
    }

    @Override
    public long nowNanos() {
        return 0;
    }

    @Override
    public void add(Decision decision) {
        bound |= decision instanceof Decision.Bind;
    }

    @Override
    public void considered(int tasks, int nodes) {}

    @Override
    public void passAgain() {
        again = true;
    }
}
