package my.policies;

import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.PolicyFamily;
import io.wavetank.policy.QueueSort;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.compose.QueueScheduler;
import io.wavetank.policy.compose.QueueScheduler.Blocking;
import java.util.List;

/** The table of this jar's policies; META-INF/services names it. */
public final class MyFamily implements PolicyFamily {
    @Override
    public String name() {
        return "mine";
    }

    @Override
    public String summary() {
        return "policies of my own";
    }

    @Override
    public List<PolicyEntry> policies() {
        return List.of(new PolicyEntry(
                "my-policy",
                "the node with the most memory left",
                "ours",
                List.of(new Option("queue", "skip", "whether a task that finds no place blocks the rest: head-of-line or skip")),
                options -> {
                    boolean skip = options.oneOf("queue", "head-of-line", "skip").equals("skip");
                    Blocking blocking = skip ? Blocking.SKIP : Blocking.HEAD_OF_LINE;
                    Scheduler.Factory factory = (cluster, draws) ->
                            new QueueScheduler(new MyPolicy(), QueueSort.PRIORITY_FIFO, blocking, cluster, draws);
                    return factory;
                }));
    }
}
