package io.wavetank.policy.yarn.rm;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.capacity.AbstractLeafQueue;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.capacity.CSQueue;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.capacity.CapacityScheduler;

/** The queues of CapacityScheduler. */
final class CapacityQueues implements QueueTree {
    private final CapacityScheduler scheduler;
    private final SortedMap<String, CSQueue> leaves = new TreeMap<>();

    CapacityQueues(CapacityScheduler scheduler) {
        this.scheduler = scheduler;
        collect(scheduler.getRootQueue());
    }

    private void collect(CSQueue queue) {
        if (queue instanceof AbstractLeafQueue) {
            leaves.put(queue.getQueuePath(), queue);
        } else if (queue.getChildQueues() != null) {
            queue.getChildQueues().forEach(this::collect);
        }
    }

    @Override
    public List<String> leaves() {
        return new ArrayList<>(leaves.keySet());
    }

    @Override
    public boolean takes(String queue) {
        return scheduler.getQueue(queue) instanceof AbstractLeafQueue;
    }

    @Override
    public long usedMillionths(String leaf) {
        CSQueue queue = leaves.get(leaf);
        return queue == null ? 0 : Shares.millionths(queue.getUsedResources(), scheduler.getClusterResource());
    }
}
