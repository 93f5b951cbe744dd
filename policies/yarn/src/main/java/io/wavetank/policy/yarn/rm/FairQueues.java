package io.wavetank.policy.yarn.rm;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.fair.FSLeafQueue;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.fair.FSQueue;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.fair.FairScheduler;

/** The queues of FairScheduler; it makes those that its file does not name when an application asks for them. */
final class FairQueues implements QueueTree {
    private final FairScheduler scheduler;
    private final List<String> leaves;

    FairQueues(FairScheduler scheduler) {
        this.scheduler = scheduler;
        var names = new TreeSet<String>();
        scheduler.getQueueManager().getLeafQueues().forEach(leaf -> names.add(leaf.getName()));
        this.leaves = new ArrayList<>(names);
    }

    @Override
    public List<String> leaves() {
        return leaves;
    }

    @Override
    public boolean takes(String queue) {
        FSQueue known = scheduler.getQueueManager().getQueue(queue);
        return known instanceof FSLeafQueue;
    }

    @Override
    public long usedMillionths(String leaf) {
        FSQueue queue = scheduler.getQueueManager().getQueue(leaf);
        return queue == null ? 0 : Shares.millionths(queue.getResourceUsage(), scheduler.getClusterResource());
    }
}
