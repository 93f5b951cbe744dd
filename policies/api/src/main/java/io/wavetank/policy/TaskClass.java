package io.wavetank.policy;

import io.wavetank.policy.constraint.BudgetSpec;
import io.wavetank.policy.constraint.PodSpec;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The part of a task that a placement may depend on: what it asks for and where it may go. Many tasks share one class, and two classes
 * with equal content are equal, so that an answer worked out for one task of a class holds for the next.
 *
 * <p>The model is the Kubernetes pod's. Amounts are per member, units as in {@link Resources}. A rigid job of n equal members is one task
 * with {@link #members()} n, started and ended as a whole.
 */
public final class TaskClass {
    private final long[] requests;
    private final long[] totals;
    private final int[] asked;
    private final long[] askedTotals;
    private final int members;
    private final int gpuCount;
    private final int gpuMillisEach;
    private final SortedSet<String> gpuModels;
    private final int priority;
    private final String tenant;
    private final SortedMap<String, String> labels;
    private final SortedMap<String, String> nodeSelector;
    private final List<Toleration> tolerations;
    private final PodSpec pod;
    private final boolean selective;
    private final int hash;

    private TaskClass(Builder builder) {
        this.requests = builder.requests.clone();
        this.requests[Resources.PODS] = 1;
        this.requests[Resources.GPU] = (long) builder.gpuCount * builder.gpuMillisEach;
        this.members = builder.members;
        this.totals = new long[requests.length];
        int[] some = new int[requests.length];
        int count = 0;
        for (int resource = 0; resource < requests.length; resource++) {
            totals[resource] = requests[resource] * members;
            if (requests[resource] > 0) {
                some[count++] = resource;
            }
        }
        this.asked = Arrays.copyOf(some, count);
        this.askedTotals = new long[count];
        for (int i = 0; i < count; i++) {
            askedTotals[i] = totals[asked[i]];
        }
        this.gpuCount = builder.gpuCount;
        this.gpuMillisEach = builder.gpuMillisEach;
        this.gpuModels = builder.gpuModels;
        this.priority = builder.priority;
        this.tenant = builder.tenant;
        this.labels = builder.labels;
        this.nodeSelector = builder.nodeSelector;
        this.tolerations = builder.tolerations;
        this.pod = builder.pod;
        this.selective = !nodeSelector.isEmpty() || pod.nodeAffinity().required() != null;
        this.hash = Arrays.hashCode(requests) * 31
                + Objects.hash(
                        members,
                        gpuCount,
                        gpuMillisEach,
                        gpuModels,
                        priority,
                        tenant,
                        labels,
                        nodeSelector,
                        tolerations,
                        pod);
    }

    /** Returns the same class asking for other amounts, per member; an amount below 0 stays as it is. */
    public TaskClass resized(long cpuMillis, long memoryBytes) {
        Builder builder = copy();
        builder.requests[Resources.CPU] = cpuMillis < 0 ? requests[Resources.CPU] : cpuMillis;
        builder.requests[Resources.MEMORY] = memoryBytes < 0 ? requests[Resources.MEMORY] : memoryBytes;
        return new TaskClass(builder);
    }

    /** Returns the same class with another pod. */
    public TaskClass withPod(PodSpec other) {
        Builder builder = copy();
        builder.pod = other;
        return new TaskClass(builder);
    }

    private Builder copy() {
        var builder = new Builder();
        builder.requests = requests.clone();
        builder.members = members;
        builder.gpuCount = gpuCount;
        builder.gpuMillisEach = gpuMillisEach;
        builder.gpuModels = gpuModels;
        builder.priority = priority;
        builder.tenant = tenant;
        builder.labels = labels;
        builder.nodeSelector = nodeSelector;
        builder.tolerations = tolerations;
        builder.pod = pod;
        return builder;
    }

    /** Starts a class that asks for nothing but one slot, with one member, priority 0 and no tenant. */
    public static Builder builder() {
        return new Builder();
    }

    /** What one member asks of a resource; 0 for a resource that the class does not know. */
    public long request(int resource) {
        return resource < requests.length ? requests[resource] : 0;
    }

    /** How many resources the class knows; it asks for none beyond. */
    public int resourceCount() {
        return requests.length;
    }

    /** What all members together ask of a resource. */
    public long totalRequest(int resource) {
        return resource < totals.length ? totals[resource] : 0;
    }

    /** How many resources the class asks for: those of which a member asks more than nothing. */
    public int askedCount() {
        return asked.length;
    }

    /** One of the resources that the class asks for, {@code i} from 0 to {@link #askedCount()} exclusive, in the order of their numbers. */
    public int asked(int i) {
        return asked[i];
    }

    /** What all members together ask of that resource. */
    public long askedTotal(int i) {
        return askedTotals[i];
    }

    /** How many equal members start and end together; 1 for an ordinary task. */
    public int members() {
        return members;
    }

    /** How many GPU devices one member uses; 0 for none. */
    public int gpuCount() {
        return gpuCount;
    }

    /** How much of each device it uses, in thousandths: 1000 is the whole device, less is a share of one. */
    public int gpuMillisEach() {
        return gpuMillisEach;
    }

    /** The GPU models that will do; empty if any will. */
    public SortedSet<String> gpuModels() {
        return gpuModels;
    }

    /** Higher goes first. */
    public int priority() {
        return priority;
    }

    /** Who submitted it (user, queue, team); the empty string if unknown. */
    public String tenant() {
        return tenant;
    }

    /** The task's own labels. */
    public SortedMap<String, String> labels() {
        return labels;
    }

    /** Labels that a node must have with these values. */
    public SortedMap<String, String> nodeSelector() {
        return nodeSelector;
    }

    /** Whether it may go to certain nodes only, for their labels or names: by its node selector, or by the node affinity that its pod requires. */
    public boolean selective() {
        return selective;
    }

    /** The taints that the task puts up with. */
    public List<Toleration> tolerations() {
        return tolerations;
    }

    /**
     * What it says as a Kubernetes pod beyond the above: namespace, affinity, spread constraints, containers, ...; {@link PodSpec#NONE} if it is
     * none. Policies that do not know pods go by the amounts above.
     */
    public PodSpec pod() {
        return pod;
    }

    /** Whether a disruption budget is about the task. */
    public boolean coveredBy(BudgetSpec budget) {
        return budget.covers(pod.namespace(), labels);
    }

    /** Whether the task tolerates the taint. */
    public boolean tolerates(Taint taint) {
        for (Toleration toleration : tolerations) {
            if (toleration.tolerates(taint)) {
                return true;
            }
        }
        return false;
    }

    /** A number made from the content, equal for equal classes: for tables. It may differ from run to run, and decides nothing. */
    public int contentHash() {
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof TaskClass that
                        && hash == that.hash
                        && members == that.members
                        && gpuCount == that.gpuCount
                        && gpuMillisEach == that.gpuMillisEach
                        && priority == that.priority
                        && Arrays.equals(requests, that.requests)
                        && gpuModels.equals(that.gpuModels)
                        && tenant.equals(that.tenant)
                        && labels.equals(that.labels)
                        && nodeSelector.equals(that.nodeSelector)
                        && tolerations.equals(that.tolerations)
                        && pod.equals(that.pod));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "TaskClass" + Arrays.toString(requests) + "x" + members + " gpu=" + gpuCount + "x" + gpuMillisEach
                + gpuModels + " priority=" + priority;
    }

    /** Collects what a class asks for; every amount is checked where it is set. */
    public static final class Builder {
        private long[] requests = new long[Resources.FIXED];
        private int members = 1;
        private int gpuCount;
        private int gpuMillisEach;
        private SortedSet<String> gpuModels = Collections.emptySortedSet();
        private int priority;
        private String tenant = "";
        private SortedMap<String, String> labels = Collections.emptySortedMap();
        private SortedMap<String, String> nodeSelector = Collections.emptySortedMap();
        private List<Toleration> tolerations = List.of();
        private PodSpec pod = PodSpec.NONE;

        private Builder() {}

        /** Asks for CPU, per member. */
        public Builder cpuMillis(long amount) {
            return request(Resources.CPU, amount);
        }

        /** Asks for memory, per member. */
        public Builder memoryBytes(long amount) {
            return request(Resources.MEMORY, amount);
        }

        /** Asks for local scratch space, per member. */
        public Builder ephemeralStorageBytes(long amount) {
            return request(Resources.EPHEMERAL_STORAGE, amount);
        }

        /** Asks for an extended resource (number {@link Resources#FIXED} or above), per member. */
        public Builder extended(int resource, long amount) {
            if (resource < Resources.FIXED) {
                throw new IllegalArgumentException("Not an extended resource: " + resource);
            }
            return request(resource, amount);
        }

        private Builder request(int resource, long amount) {
            if (amount < 0) {
                throw new IllegalArgumentException("Negative request for resource " + resource + ": " + amount);
            }
            if (resource >= requests.length) {
                requests = Arrays.copyOf(requests, resource + 1);
            }
            requests[resource] = amount;
            return this;
        }

        /** Asks for {@code count} devices, {@code millisEach} thousandths of each; a share of several devices is not a thing. */
        public Builder gpus(int count, int millisEach) {
            if (count < 0 || millisEach < 0 || millisEach > 1000 || (count > 1 && millisEach != 1000)) {
                throw new IllegalArgumentException("Not a GPU request: " + count + " x " + millisEach + " millis");
            }
            this.gpuCount = millisEach == 0 ? 0 : count;
            this.gpuMillisEach = count == 0 ? 0 : millisEach;
            return this;
        }

        /** Restricts the GPU model to one of these. */
        public Builder gpuModels(SortedSet<String> models) {
            this.gpuModels = Collections.unmodifiableSortedSet(new TreeSet<>(models));
            return this;
        }

        /** Makes it a rigid job of that many equal members, at least 1. */
        public Builder members(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("A task has at least one member: " + count);
            }
            this.members = count;
            return this;
        }

        /** Sets the priority; higher goes first. */
        public Builder priority(int value) {
            this.priority = value;
            return this;
        }

        /** Sets who submitted it. */
        public Builder tenant(String name) {
            this.tenant = name;
            return this;
        }

        /** Sets the task's own labels. */
        public Builder labels(Map<String, String> values) {
            this.labels = Collections.unmodifiableSortedMap(new TreeMap<>(values));
            return this;
        }

        /** Sets the labels that a node must have. */
        public Builder nodeSelector(Map<String, String> values) {
            this.nodeSelector = Collections.unmodifiableSortedMap(new TreeMap<>(values));
            return this;
        }

        /** Sets the taints that the task puts up with. */
        public Builder tolerations(List<Toleration> values) {
            this.tolerations = List.copyOf(values);
            return this;
        }

        /** Sets what it says as a Kubernetes pod; the amounts that others go by stay those of this builder. */
        public Builder pod(PodSpec spec) {
            this.pod = spec;
            return this;
        }

        /** Returns the class. */
        public TaskClass build() {
            return new TaskClass(this);
        }
    }
}
