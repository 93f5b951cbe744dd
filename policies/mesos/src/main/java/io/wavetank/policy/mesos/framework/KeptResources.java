package io.wavetank.policy.mesos.framework;

import io.wavetank.policy.TaskView;
import io.wavetank.policy.compose.Outbox;
import io.wavetank.policy.mesos.resource.Quantities;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a greedy framework keeps of offers beside its tasks, agent by agent, for as long as any task of its own runs there. */
final class KeptResources {
    private final FrameworkTasks tasks;
    private final SchedulerDriver driver;
    private final TreeMap<Integer, Kept> byNode = new TreeMap<>();

    /** What is kept on an agent, and how many tasks are there. */
    private static final class Kept {
        private Quantities rest = Quantities.NONE;
        private int tasks;
    }

    KeptResources(FrameworkTasks tasks, SchedulerDriver driver) {
        this.tasks = tasks;
        this.driver = driver;
    }

    /** Nothing is kept any more. */
    void clear() {
        byNode.clear();
    }

    /** Keeps what tasks leave of an offer. */
    void keep(int node, Quantities offered, List<TaskView> chosen) {
        Kept here = byNode.computeIfAbsent(node, key -> new Kept());
        here.rest = here.rest.plus(offered);
        chosen.forEach(task -> here.rest = here.rest.minus(tasks.needs(task)));
        here.tasks += chosen.size();
    }

    /** Launches what fits on what is kept. */
    void use(Outbox out) {
        for (Map.Entry<Integer, Kept> each : byNode.entrySet()) {
            int node = each.getKey();
            Kept here = each.getValue();
            for (TaskView task : tasks.choose(node, here.rest, Integer.MAX_VALUE, out)) {
                here.rest = here.rest.minus(tasks.needs(task));
                here.tasks++;
                driver.tell(new Message.Launch(task.index(), node), out);
            }
        }
    }

    /** A task has ended on an agent: when none is left there, what is kept goes back. */
    void ended(int node, Outbox out) {
        Kept here = byNode.get(node);
        if (here == null) {
            return;
        }
        here.tasks--;
        use(out);
        if (here.tasks <= 0) {
            byNode.remove(node);
            driver.tell(new Message.Release(node), out);
        }
    }
}
