package io.wavetank.sim.record;

import io.wavetank.policy.Feasibility;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.cluster.Cluster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The share of what is left of a resource that a task drawn from those submitted so far could not use, because the node that it is on will
 * not take the task.
 *
 * <p>{@code sum over classes c of popularity(c) * (left on nodes that c does not fit) / (left on all nodes)}, over the classes that ask for
 * the resource; the {@value #MOST_CLASSES} most frequent, among the first {@value #COUNTED_CLASSES} distinct ones. The idea (a typical task
 * decides what is a fragment) is that of FGD (Weng et al., USENIX ATC 2023); this is the plain form of it by whole nodes.
 */
final class Fragmentation {
    private static final int MOST_CLASSES = 32;
    private static final int COUNTED_CLASSES = 4096;

    private final Cluster cluster;
    private final int resource;
    /** By class number: the count met last under it. */
    private @Nullable Count[] byNumber = new @Nullable Count[64];

    /** The nodes that had some of the resource left when last looked at. */
    private int[] withSome = {};

    private int withSomeCount;
    private final LinkedHashMap<TaskClass, Count> counts = new LinkedHashMap<>();

    Fragmentation(Cluster cluster, int resource) {
        this.cluster = cluster;
        this.resource = resource;
    }

    /** Counts a task; the number is that of its class, which is another class's once no task of it is left. */
    void submitted(int number, TaskClass taskClass) {
        if (number >= byNumber.length) {
            byNumber = Arrays.copyOf(byNumber, Math.max(number + 1, 2 * byNumber.length));
        }
        Count last = byNumber[number];
        if (last != null && last.taskClass.equals(taskClass)) {
            last.tasks++;
            return;
        }
        Count known = counts.get(taskClass);
        if (known != null) {
            known.tasks++;
        } else if (counts.size() < COUNTED_CLASSES && taskClass.request(resource) > 0) {
            known = new Count(taskClass);
            counts.put(taskClass, known);
        }
        byNumber[number] = known;
    }

    /** Returns the fragmentation now, 0 to 1; NaN if nothing is left or nothing was asked for yet. */
    double now() {
        List<Count> typical = new ArrayList<>(counts.values());
        typical.sort(Comparator.comparingLong((Count count) -> count.tasks).reversed());
        typical = typical.subList(0, Math.min(MOST_CLASSES, typical.size()));
        double left = findNodesWithSome();
        double fragments = 0;
        double tasks = 0;
        for (Count count : typical) {
            fragments += (double) useless(count.taskClass) * count.tasks;
            tasks += count.tasks;
        }
        return left == 0 || tasks == 0 ? Double.NaN : fragments / (left * tasks);
    }

    /** Returns what is left in all. */
    private double findNodesWithSome() {
        int nodes = cluster.nodeCount();
        if (withSome.length < nodes) {
            withSome = new int[nodes];
        }
        withSomeCount = 0;
        double left = 0;
        for (int node = 0; node < nodes; node++) {
            long free = cluster.free(resource, node);
            if (free > 0) {
                left += free;
                withSome[withSomeCount++] = node;
            }
        }
        return left;
    }

    /** What is left on nodes that a class does not fit. Most are told by amounts alone, which are read without a call for each node. */
    private long useless(TaskClass taskClass) {
        int[] asked = new int[taskClass.askedCount()];
        long[] requests = new long[asked.length];
        for (int i = 0; i < asked.length; i++) {
            asked[i] = taskClass.asked(i);
            requests[i] = taskClass.totalRequest(asked[i]);
        }
        boolean plain = taskClass.gpuCount() == 0 && !taskClass.selective();
        long sum = 0;
        for (int i = 0; i < withSomeCount; i++) {
            int node = withSome[i];
            boolean fits = enoughLeft(asked, requests, node)
                    && ((plain && cluster.schedulable(node) && !cluster.tainted(node))
                            || Feasibility.fits(taskClass, cluster, node));
            sum += fits ? 0 : cluster.free(resource, node);
        }
        return sum;
    }

    private boolean enoughLeft(int[] asked, long[] requests, int node) {
        for (int i = 0; i < asked.length; i++) {
            if (requests[i] > cluster.free(asked[i], node)) {
                return false;
            }
        }
        return true;
    }

    private static final class Count {
        final TaskClass taskClass;
        long tasks = 1;

        Count(TaskClass taskClass) {
            this.taskClass = taskClass;
        }
    }
}
