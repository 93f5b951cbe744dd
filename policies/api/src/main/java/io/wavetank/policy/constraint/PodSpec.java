package io.wavetank.policy.constraint;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a Kubernetes pod says beyond what every task says: the part of the specification that is not in
 * {@link io.wavetank.policy.TaskClass} itself (labels, node selector, tolerations and priority are).
 *
 * @param namespace where it lives
 * @param containers its containers
 * @param initContainers those that run before, one after the other
 * @param overhead what the pod itself costs on top of its containers, by resource name
 * @param nodeName the node that it names outright; the empty string if none
 * @param nodeAffinity nodes that it must or would rather run on
 * @param podAffinity pods to be near to
 * @param podAntiAffinity pods to be away from
 * @param spread how its like are to be spread
 * @param neverPreempts whether it waits rather than evict others ({@code preemptionPolicy: Never})
 * @param owner the controller that made it, if any
 * @param schedulingGates names of what must happen before it may be scheduled
 * @param group the gang that it belongs to, if any
 * @param volumes the volumes that it uses
 */
public record PodSpec(
        String namespace,
        List<ContainerSpec> containers,
        List<ContainerSpec> initContainers,
        SortedMap<String, Long> overhead,
        String nodeName,
        NodeAffinity nodeAffinity,
        PodAffinity podAffinity,
        PodAffinity podAntiAffinity,
        List<SpreadConstraint> spread,
        boolean neverPreempts,
        @Nullable Owner owner,
        List<String> schedulingGates,
        @Nullable PodGroup group,
        List<VolumeNeed> volumes) {
    /** Says nothing; the pod lives in the namespace {@code default}. */
    public static final PodSpec NONE = builder().build();

    /** Checks the amounts and copies its parts. */
    public PodSpec {
        containers = List.copyOf(containers);
        initContainers = List.copyOf(initContainers);
        overhead = ContainerSpec.amounts(overhead);
        spread = List.copyOf(spread);
        schedulingGates = List.copyOf(schedulingGates);
        volumes = List.copyOf(volumes);
    }

    /** Written out, as are those of its parts that every pod has: what the JVM would make up at the first pod costs a small run more than its pods. */
    @Override
    public int hashCode() {
        return Objects.hash(
                namespace,
                containers,
                initContainers,
                overhead,
                nodeName,
                nodeAffinity,
                podAffinity,
                podAntiAffinity,
                spread,
                neverPreempts,
                owner,
                schedulingGates,
                group,
                volumes);
    }

    /** Starts from a pod that says nothing. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the same with these containers. */
    public PodSpec withContainers(List<ContainerSpec> values) {
        return new PodSpec(
                namespace,
                values,
                initContainers,
                overhead,
                nodeName,
                nodeAffinity,
                podAffinity,
                podAntiAffinity,
                spread,
                neverPreempts,
                owner,
                schedulingGates,
                group,
                volumes);
    }

    /** Returns the same with this node affinity. */
    public PodSpec withNodeAffinity(NodeAffinity value) {
        return new PodSpec(
                namespace,
                containers,
                initContainers,
                overhead,
                nodeName,
                value,
                podAffinity,
                podAntiAffinity,
                spread,
                neverPreempts,
                owner,
                schedulingGates,
                group,
                volumes);
    }

    /** Returns the same as a member of this gang. */
    public PodSpec withGroup(PodGroup value) {
        return new PodSpec(
                namespace,
                containers,
                initContainers,
                overhead,
                nodeName,
                nodeAffinity,
                podAffinity,
                podAntiAffinity,
                spread,
                neverPreempts,
                owner,
                schedulingGates,
                value,
                volumes);
    }

    /** Returns the same spread as these constraints say. */
    public PodSpec withSpread(List<SpreadConstraint> values) {
        return new PodSpec(
                namespace,
                containers,
                initContainers,
                overhead,
                nodeName,
                nodeAffinity,
                podAffinity,
                podAntiAffinity,
                values,
                neverPreempts,
                owner,
                schedulingGates,
                group,
                volumes);
    }

    /** Collects what a pod says. */
    public static final class Builder {
        private String namespace = "default";
        private List<ContainerSpec> containers = List.of();
        private List<ContainerSpec> initContainers = List.of();
        private SortedMap<String, Long> overhead = Collections.emptySortedMap();
        private String nodeName = "";
        private NodeAffinity nodeAffinity = NodeAffinity.NONE;
        private PodAffinity podAffinity = PodAffinity.NONE;
        private PodAffinity podAntiAffinity = PodAffinity.NONE;
        private List<SpreadConstraint> spread = List.of();
        private boolean neverPreempts;
        private @Nullable Owner owner;
        private List<String> schedulingGates = List.of();
        private @Nullable PodGroup group;
        private List<VolumeNeed> volumes = List.of();

        private Builder() {}

        /** Sets where it lives. */
        public Builder namespace(String name) {
            this.namespace = name;
            return this;
        }

        /** Sets its containers. */
        public Builder containers(List<ContainerSpec> values) {
            this.containers = values;
            return this;
        }

        /** Sets the containers that run before. */
        public Builder initContainers(List<ContainerSpec> values) {
            this.initContainers = values;
            return this;
        }

        /** Sets what the pod itself costs. */
        public Builder overhead(SortedMap<String, Long> amounts) {
            this.overhead = amounts;
            return this;
        }

        /** Names the node outright. */
        public Builder nodeName(String name) {
            this.nodeName = name;
            return this;
        }

        /** Sets the nodes that it must or would rather run on. */
        public Builder nodeAffinity(NodeAffinity value) {
            this.nodeAffinity = value;
            return this;
        }

        /** Sets the pods to be near to. */
        public Builder podAffinity(PodAffinity value) {
            this.podAffinity = value;
            return this;
        }

        /** Sets the pods to be away from. */
        public Builder podAntiAffinity(PodAffinity value) {
            this.podAntiAffinity = value;
            return this;
        }

        /** Sets how its like are to be spread. */
        public Builder spread(List<SpreadConstraint> values) {
            this.spread = values;
            return this;
        }

        /** Sets whether it waits rather than evict others. */
        public Builder neverPreempts(boolean value) {
            this.neverPreempts = value;
            return this;
        }

        /** Sets the controller that made it. */
        public Builder owner(@Nullable Owner value) {
            this.owner = value;
            return this;
        }

        /** Sets what must happen before it may be scheduled. */
        public Builder schedulingGates(List<String> names) {
            this.schedulingGates = names;
            return this;
        }

        /** Sets the gang that it belongs to. */
        public Builder group(@Nullable PodGroup value) {
            this.group = value;
            return this;
        }

        /** Sets the volumes that it uses. */
        public Builder volumes(List<VolumeNeed> values) {
            this.volumes = values;
            return this;
        }

        /** Returns the specification. */
        public PodSpec build() {
            return new PodSpec(
                    namespace,
                    containers,
                    initContainers,
                    overhead,
                    nodeName,
                    nodeAffinity,
                    podAffinity,
                    podAntiAffinity,
                    spread,
                    neverPreempts,
                    owner,
                    schedulingGates,
                    group,
                    volumes);
        }
    }
}
