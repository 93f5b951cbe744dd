package io.wavetank.policy.yarn.rm;

import java.util.List;

/** The queues of a scheduler that applications can be in. */
public interface QueueTree {
    /** The full paths of the leaf queues that the files name, such as {@code root.research}, in the order of their names. */
    List<String> leaves();

    /** Whether an application can be submitted to a queue of that name or path. */
    boolean takes(String queue);

    /** What the applications of a leaf queue hold, of the resource of which they hold the larger part of the cluster, in millionths of that. */
    long usedMillionths(String leaf);
}
