package io.wavetank.policy.mesos.framework;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.NodeView;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.mesos.resource.Quantities;
import io.wavetank.policy.mesos.resource.Resource;
import io.wavetank.policy.mesos.resource.ResourceBag;
import io.wavetank.policy.mesos.resource.Scalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the resources of a cluster are called and counted in Mesos: {@code cpus}, {@code mem} and {@code disk} in megabytes, {@code gpus},
 * {@code slots}, and what else there is by its name. Three decimals; what a task asks for is rounded up, what a node has down.
 */
public final class TaskNeeds {
    /** How many tasks an agent takes; no resource of Mesos, and left out of shares. */
    public static final String SLOTS = "slots";

    private static final long MEGABYTE = 1L << 20;
    private static final long THOUSAND = 1000;
    /** Nothing so large is a bound. */
    private static final long UNBOUNDED = 1L << 60;

    private final ClusterView cluster;
    /** By the number of the class, which is given to another when no task of it is left. */
    private @Nullable Counted[] byClass = new @Nullable Counted[64];

    private record Counted(TaskClass taskClass, Quantities needs) {}

    /** Counts for one cluster. */
    public TaskNeeds(ClusterView cluster) {
        this.cluster = cluster;
    }

    /** What all members of a task of this class ask for. */
    public Quantities of(TaskClass taskClass, int classIndex) {
        if (classIndex >= byClass.length) {
            byClass = Arrays.copyOf(byClass, Math.max(classIndex + 1, 2 * byClass.length));
        }
        Counted known = byClass[classIndex];
        if (known == null || !known.taskClass().equals(taskClass)) {
            known = new Counted(taskClass, count(taskClass));
            byClass[classIndex] = known;
        }
        return known.needs();
    }

    private Quantities count(TaskClass taskClass) {
        var needs = new TreeMap<String, Long>();
        for (int i = 0; i < taskClass.askedCount(); i++) {
            int resource = taskClass.asked(i);
            needs.put(name(resource), thousandths(resource, taskClass.totalRequest(resource), true));
        }
        return Quantities.of(needs);
    }

    /** What a node offers. */
    public ResourceBag of(NodeView node) {
        List<Resource> found = new ArrayList<>();
        for (int resource = 0; resource < cluster.resources().count(); resource++) {
            long amount = node.allocatable(resource);
            if (amount > 0) {
                found.add(Resource.of(name(resource), new Scalar(thousandths(resource, amount, false))));
            }
        }
        return ResourceBag.of(found);
    }

    private String name(int resource) {
        return switch (resource) {
            case Resources.CPU -> "cpus";
            case Resources.MEMORY -> "mem";
            case Resources.EPHEMERAL_STORAGE -> "disk";
            case Resources.PODS -> SLOTS;
            case Resources.GPU -> "gpus";
            default -> cluster.resources().name(resource);
        };
    }

    private static long thousandths(int resource, long amount, boolean up) {
        long bounded = Math.min(amount, UNBOUNDED);
        return switch (resource) {
            case Resources.CPU, Resources.GPU -> bounded;
            case Resources.MEMORY, Resources.EPHEMERAL_STORAGE ->
                bounded / MEGABYTE * THOUSAND + (bounded % MEGABYTE * THOUSAND + (up ? MEGABYTE - 1 : 0)) / MEGABYTE;
            default -> Math.min(bounded, UNBOUNDED / THOUSAND) * THOUSAND;
        };
    }
}
