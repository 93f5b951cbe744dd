package io.wavetank.policy.kubernetes.profile;

import io.wavetank.policy.constraint.NodeAffinity;
import io.wavetank.policy.kubernetes.profile.FitArguments.ResourceWeight;
import java.util.ArrayList;
import java.util.List;

/**
 * One profile of a scheduler: who is asked, and with which arguments.
 *
 * @param name the profile's name
 * @param version whose decisions are reproduced
 * @param filters the filters in the order in which they are asked
 * @param scores the score plug-ins in order, and what each counts for
 * @param preemption whether pods that fit nowhere may evict others
 * @param fit arguments of NodeResourcesFit
 * @param balancedResources the resources that NodeResourcesBalancedAllocation looks at
 * @param spread arguments of PodTopologySpread
 * @param hardPodAffinityWeight what a required affinity term of a pod that runs counts for in scoring; 0 for nothing
 * @param ignorePreferredTermsOfExistingPods whether preferred terms of pods that run are left out of scoring (1.27 and later)
 * @param addedAffinity node affinity that every pod has on top of its own
 * @param preemptionArguments arguments of DefaultPreemption
 * @param percentageOfNodesToScore how many of the nodes must be found to do before the search ends; 0 lets it depend on their number
 */
public record SchedulerProfile(
        String name,
        Compatibility version,
        List<String> filters,
        List<PluginWeight> scores,
        boolean preemption,
        FitArguments fit,
        List<ResourceWeight> balancedResources,
        SpreadArguments spread,
        int hardPodAffinityWeight,
        boolean ignorePreferredTermsOfExistingPods,
        NodeAffinity addedAffinity,
        PreemptionArguments preemptionArguments,
        int percentageOfNodesToScore) {
    /** The filters that are on where nothing else is said, in order. */
    public static final List<String> DEFAULT_FILTERS = List.of(
            PluginNames.NODE_UNSCHEDULABLE,
            PluginNames.NODE_NAME,
            PluginNames.TAINT_TOLERATION,
            PluginNames.NODE_AFFINITY,
            PluginNames.NODE_PORTS,
            PluginNames.NODE_RESOURCES_FIT,
            PluginNames.NODE_VOLUME_LIMITS,
            PluginNames.VOLUME_BINDING,
            PluginNames.POD_TOPOLOGY_SPREAD,
            PluginNames.INTER_POD_AFFINITY);

    /** The score plug-ins that are on where nothing else is said, in order. */
    public static final List<PluginWeight> DEFAULT_SCORES = List.of(
            new PluginWeight(PluginNames.TAINT_TOLERATION, 3),
            new PluginWeight(PluginNames.NODE_AFFINITY, 2),
            new PluginWeight(PluginNames.NODE_RESOURCES_FIT, 1),
            new PluginWeight(PluginNames.POD_TOPOLOGY_SPREAD, 2),
            new PluginWeight(PluginNames.INTER_POD_AFFINITY, 2),
            new PluginWeight(PluginNames.NODE_RESOURCES_BALANCED_ALLOCATION, 1),
            new PluginWeight(PluginNames.IMAGE_LOCALITY, 1));

    /**
     * A score plug-in and what it counts for.
     *
     * @param plugin its name
     * @param weight what its score is multiplied with, at least 1
     */
    public record PluginWeight(String plugin, int weight) {
        /** Checks the weight. */
        public PluginWeight {
            if (weight < 1) {
                throw new IllegalArgumentException("A weight is at least 1: " + plugin + "=" + weight);
            }
        }
    }

    /** Copies its parts. */
    public SchedulerProfile {
        filters = List.copyOf(filters);
        scores = List.copyOf(scores);
        balancedResources = List.copyOf(balancedResources);
    }

    /** Returns the profile that a scheduler of this version has if it is not configured. */
    public static SchedulerProfile defaults(Compatibility version) {
        return new SchedulerProfile(
                "default-scheduler",
                version,
                DEFAULT_FILTERS,
                DEFAULT_SCORES,
                true,
                FitArguments.DEFAULT,
                ResourceWeight.CPU_AND_MEMORY,
                SpreadArguments.system(version.hasSpreadGates(), version.hasSpreadGates()),
                1,
                false,
                NodeAffinity.NONE,
                PreemptionArguments.DEFAULT,
                0);
    }

    /** Returns the same under another name. */
    public SchedulerProfile named(String value) {
        return copy(value, filters, scores, preemption, fit, balancedResources, percentageOfNodesToScore);
    }

    /** Returns the same with other arguments of NodeResourcesFit. */
    public SchedulerProfile with(FitArguments value) {
        return copy(name, filters, scores, preemption, value, balancedResources, percentageOfNodesToScore);
    }

    /** Returns the same with other resources to balance. */
    public SchedulerProfile withBalancedResources(List<ResourceWeight> value) {
        return copy(name, filters, scores, preemption, fit, value, percentageOfNodesToScore);
    }

    /** Returns the same with other score plug-ins and weights. */
    public SchedulerProfile withScores(List<PluginWeight> value) {
        return copy(name, filters, value, preemption, fit, balancedResources, percentageOfNodesToScore);
    }

    /** Returns the same with another share of nodes to find. */
    public SchedulerProfile withPercentageOfNodesToScore(int value) {
        return copy(name, filters, scores, preemption, fit, balancedResources, value);
    }

    /** Returns the same with other plug-ins. */
    public SchedulerProfile withPlugins(List<String> newFilters, List<PluginWeight> newScores, boolean newPreemption) {
        return copy(name, newFilters, newScores, newPreemption, fit, balancedResources, percentageOfNodesToScore);
    }

    /** Returns the same without a plug-in, at every point. */
    public SchedulerProfile without(String plugin) {
        List<String> fewerFilters = new ArrayList<>(filters);
        fewerFilters.remove(plugin);
        List<PluginWeight> fewerScores = new ArrayList<>(scores);
        fewerScores.removeIf(each -> each.plugin().equals(plugin));
        boolean preempts = preemption && !plugin.equals(PluginNames.DEFAULT_PREEMPTION);
        return copy(name, fewerFilters, fewerScores, preempts, fit, balancedResources, percentageOfNodesToScore);
    }

    /** Returns the same with other arguments of PodTopologySpread. */
    public SchedulerProfile with(SpreadArguments value) {
        return copy(
                value, hardPodAffinityWeight, ignorePreferredTermsOfExistingPods, addedAffinity, preemptionArguments);
    }

    /** Returns the same with other arguments of InterPodAffinity. */
    public SchedulerProfile withPodAffinity(int hardWeight, boolean ignorePreferredOfExisting) {
        return copy(spread, hardWeight, ignorePreferredOfExisting, addedAffinity, preemptionArguments);
    }

    /** Returns the same with node affinity that every pod has on top of its own. */
    public SchedulerProfile withAddedAffinity(NodeAffinity value) {
        return copy(spread, hardPodAffinityWeight, ignorePreferredTermsOfExistingPods, value, preemptionArguments);
    }

    /** Returns the same with other arguments of DefaultPreemption. */
    public SchedulerProfile with(PreemptionArguments value) {
        return copy(spread, hardPodAffinityWeight, ignorePreferredTermsOfExistingPods, addedAffinity, value);
    }

    private SchedulerProfile copy(
            String newName,
            List<String> newFilters,
            List<PluginWeight> newScores,
            boolean newPreemption,
            FitArguments newFit,
            List<ResourceWeight> newBalanced,
            int newPercentage) {
        return new SchedulerProfile(
                newName,
                version,
                newFilters,
                newScores,
                newPreemption,
                newFit,
                newBalanced,
                spread,
                hardPodAffinityWeight,
                ignorePreferredTermsOfExistingPods,
                addedAffinity,
                preemptionArguments,
                newPercentage);
    }

    private SchedulerProfile copy(
            SpreadArguments newSpread,
            int newHardWeight,
            boolean newIgnore,
            NodeAffinity newAdded,
            PreemptionArguments newPreemption) {
        return new SchedulerProfile(
                name,
                version,
                filters,
                scores,
                preemption,
                fit,
                balancedResources,
                newSpread,
                newHardWeight,
                newIgnore,
                newAdded,
                newPreemption,
                percentageOfNodesToScore);
    }
}
